using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments;

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class AttachmentConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["attachments_twin"] = AttachmentErrors.Exists,
        ["attachment_totals_files"] = AttachmentErrors.RecordFull,
        ["attachment_totals_bytes"] = AttachmentErrors.RecordFull,
    };
}
