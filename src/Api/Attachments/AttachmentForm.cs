using PupilSupport.Domain.Attachments;

namespace PupilSupport.Api.Attachments;

/// <summary>The parts of an upload. The file's part says its name and media type.</summary>
public sealed record AttachmentForm
{
    /// <summary>PDF, JPEG, PNG, HEIC or Word without macros, at most 10 MiB.</summary>
    public required IFormFile File { get; init; }

    /// <summary>The kind of the record that it is to belong to.</summary>
    public required AttachmentRecordKind RecordKind { get; init; }

    /// <summary>The record that it is to belong to.</summary>
    public required Guid RecordId { get; init; }
}
