using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Persistence;

public static class Preconditions
{
    /// <summary>Refuses when the caller read another version than the stored one; null asks for none in particular.</summary>
    public static Result Check(this IAggregateRoot root, int? expectedVersion) =>
        expectedVersion is null || expectedVersion == root.Version
            ? Result.Success
            : CommonErrors.PreconditionFailed.With("currentETag", $"\"{root.Version}\"");
}
