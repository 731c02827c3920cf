using PupilSupport.Application.Attachments;
using PupilSupport.Application.Attachments.Dtos;
using PupilSupport.Application.Attachments.Queries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Application.SupportSessions.Queries;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class AttachmentListDocument(IQueryHandler<ListAttachmentsQuery, Page<AttachmentDto>> list, ListNames names, ICaller caller, IEnumerable<IAttachmentHolder> holders, IQueryHandler<GetSupportSessionQuery, SupportSessionDto> sessions)
    : ListDocument<ListAttachmentsQuery, AttachmentDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.AttachmentList;

    public override DocumentMembers Takes { get; } = new("recordId", "recordKind");

    protected override IReadOnlyList<ListColumn<AttachmentDto>> Columns { get; } =
    [
        new("Added", 4, a => a.RecordedAt),
        new("File", 6, a => a.FileName),
        new("Type", 5, a => EnumCodes<AttachmentMediaType>.Format(a.MediaType)),
        new("Bytes", 2, a => a.Size),
        new("State", 3, a => a.State),
        new("Added by", 4, a => a.UploadedById is { } id ? new StaffId(id) : null),
        new("Withdrawn", 4, a => a.WithdrawnAt),
        new("Withdrawn because", 0, a => a.WithdrawReason),
        new("Label", 0, a => a.Label),
        new("Id", 0, a => a.Id),
    ];

    protected override ListAttachmentsQuery QueryOf(DocumentRequest request) => new() { RecordKind = request.RecordKind!.Value, RecordId = request.RecordId!.Value };

    protected override SensitivityLabel LabelOf(AttachmentDto record) => record.Label;

    protected override async Task<DocumentSchool?> SchoolOfAsync(DocumentRequest request, CancellationToken ct)
    {
        var holding = await holders.Single(h => h.Kind == request.RecordKind).FindAsync(request.RecordId!.Value, ct);
        return holding is null ? null : await Names.SchoolAsync(holding.SchoolId.Value, ct);
    }

    protected override async Task<IReadOnlyList<(string Name, object? Value)>> AboutAsync(DocumentRequest request, CancellationToken ct)
    {
        var id = request.RecordId!.Value;
        if (request.RecordKind == AttachmentRecordKind.Pupil)
        {
            return [("Files of the pupil", new PupilId(id))];
        }

        var session = await sessions.Handle(new GetSupportSessionQuery { Id = id }, ct);
        return
        [
            ("Files of the session", session.IsSuccess ? $"{Words.Of(session.Value.Type)}, {DocumentWords.Moment(session.Value.StartsAt)}" : id),
            ("Pupils", session.IsSuccess ? session.Value.Participants.Select(p => new PupilId(p.PupilId)).ToArray() : null),
        ];
    }

    /// <summary>An id is of one kind of record, so asking all of them finds the one.</summary>
    public override async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct)
    {
        foreach (var holder in holders)
        {
            if (await holder.FindAsync(document.RecordId!.Value, ct) is not null)
            {
                return new DocumentStanding(null);
            }
        }

        return null;
    }
}
