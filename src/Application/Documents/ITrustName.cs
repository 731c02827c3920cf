namespace PupilSupport.Application.Documents;

/// <summary>The trust in whose name something leaves the service.</summary>
public interface ITrustName
{
    Task<string> OfCallerAsync(CancellationToken ct);
}
