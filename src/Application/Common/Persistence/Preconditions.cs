using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Persistence;

public static class Preconditions
{
    /// <summary>What <c>If-Match: *</c> asks for: any version, but there must be one.</summary>
    public const int AnyVersion = -1;

    /// <summary>Refuses when the caller read another version than the stored one; null asks for none in particular.</summary>
    public static Result Check(this IAggregateRoot root, int? expectedVersion) =>
        expectedVersion is null or AnyVersion || expectedVersion == root.Version
            ? Result.Success
            : CommonErrors.PreconditionFailed.With("currentETag", $"\"{root.Version}\"");
}
