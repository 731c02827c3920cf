namespace PupilSupport.Application.Common.Access;

/// <summary>Holds the caller of the current scope. Set once: by the edge after authentication, or by the job runner.</summary>
public sealed class CallerAccessor
{
    private ICaller? _caller;

    public ICaller Caller => _caller ?? throw new InvalidOperationException("This scope has no caller.");

    public bool IsSet => _caller is not null;

    public void Set(ICaller caller)
    {
        if (_caller is not null)
        {
            throw new InvalidOperationException("The caller of a scope never changes.");
        }

        _caller = caller;
    }
}
