using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Contract;

/// <summary>An RFC 7396 merge patch of <typeparamref name="T"/>, whose own shape has been checked.</summary>
/// <typeparam name="T">The editable state of a resource.</typeparam>
public interface IPatch<T> where T : class
{
    /// <summary>
    /// The current state with the patch merged in, validated as a whole by the validator of <typeparamref name="T"/>:
    /// absent keeps, null clears, lists are replaced. Refuses with <c>validation-failed</c>.
    /// </summary>
    Result<T> ApplyTo(T current);
}
