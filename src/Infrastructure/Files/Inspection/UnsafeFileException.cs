using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>Ends an inspection. Never leaves <see cref="FileInspector"/>.</summary>
internal sealed class UnsafeFileException(Error error) : Exception(error.Code)
{
    public Error Error { get; } = error;

    /// <summary>Not one whole file of its type.</summary>
    public static UnsafeFileException Mismatch() => new(AttachmentErrors.TypeMismatch);

    /// <summary>More than one thing at once, or more than is allowed.</summary>
    public static UnsafeFileException NotSafe() => new(AttachmentErrors.NotSafe);
}
