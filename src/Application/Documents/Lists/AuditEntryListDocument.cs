using PupilSupport.Application.AuditEntries.Dtos;
using PupilSupport.Application.AuditEntries.Queries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>Paper names the fields that changed; the sheet also says from what to what, as the audit discloses it.</summary>
internal sealed class AuditEntryListDocument(IQueryHandler<ListAuditEntriesQuery, Page<AuditEntryDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListAuditEntriesQuery, AuditEntryDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.AuditEntryList;

    public override DocumentMembers Takes { get; } = new(["schoolId", "from", "to"], ["staffId"]);

    protected override IReadOnlyList<ListColumn<AuditEntryDto>> Columns { get; } =
    [
        new("When", 4, e => e.RecordedAt),
        new("Who", 4, e => e.StaffId is { } id ? new StaffId(id) : e.ClientId),
        new("Action", 6, e => e.Action),
        new("Record", 8, e => e.RecordId is { } id ? $"{Words.Sentence(e.RecordKind)} {id}" : Words.Sentence(e.RecordKind)),
        new("Version", 3, e => e.RecordVersion),
        new("Fields changed", 9, e => string.Join(", ", e.Changes.Select(c => c.Field).Distinct())),
        new("Changes", 0, e => e.Changes.Select(c => $"{c.Op} {(c.Part is null ? "" : c.Part + ".")}{c.Field}: {c.Before ?? "nothing"} to {c.After ?? "nothing"}")),
        new("Reason", 0, e => e.Reason),
        new("Client", 0, e => e.ClientId),
        new("Subject", 0, e => e.Subject),
        new("Request", 0, e => e.RequestId),
        new("Place in the chain", 0, e => e.Seq),
        new("Sealed", 0, e => e.SealedAt),
        new("Id", 0, e => e.Id),
    ];

    protected override ListAuditEntriesQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        StaffId = request.StaffId,
        From = request.From,
        To = request.To,
    };

    protected override bool IsWide => true;

    protected override SensitivityLabel LabelOf(AuditEntryDto record) => SensitivityLabel.Pastoral;
}
