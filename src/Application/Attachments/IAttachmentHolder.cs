using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Attachments;

/// <summary>
/// One kind of record that carries attachments: who may see its files, and who may add and withdraw them, is the
/// record's own rule. Found by scan: a new kind is one class and its code.
/// </summary>
internal interface IAttachmentHolder
{
    AttachmentRecordKind Kind { get; }

    /// <summary>The record as this caller reaches it with all that it says; null when it does not.</summary>
    Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct);
}

/// <summary>What a record gives to its attachments.</summary>
/// <param name="SchoolId">The record's school.</param>
/// <param name="Label">How sensitive it is.</param>
/// <param name="MayWrite">Whether the caller may add and withdraw attachments.</param>
/// <param name="OnlyOf">When the caller sees only the files that this person added.</param>
internal sealed record AttachmentHolding(SchoolId SchoolId, SensitivityLabel Label, bool MayWrite, StaffId? OnlyOf = null);
