using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Signpostings.Dtos;
using PupilSupport.Application.Signpostings.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class SignpostingListDocument(IQueryHandler<ListSignpostingsQuery, Page<SignpostingDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListSignpostingsQuery, SignpostingDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.SignpostingList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "from", "to"]);

    protected override IReadOnlyList<ListColumn<SignpostingDto>> Columns { get; } =
    [
        new("Pupil", 4, s => new PupilId(s.PupilId)),
        new("Agency", 4, s => s.AgencyName),
        new("Told", 3, s => s.At),
        new("By", 4, s => s.RecordedById is { } id ? new StaffId(id) : null),
        new("Note", 6, s => s.Note),
        new("Ask on", 2, s => s.FollowUpOn),
        new("Outcome", 3, s => s.Outcome),
        new("Agency id", 0, s => s.CurrentAgencyId),
        new("Outcome note", 0, s => s.OutcomeNote),
        new("Recorded", 0, s => s.RecordedAt),
        new("Id", 0, s => s.Id),
    ];

    protected override ListSignpostingsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        PupilId = request.PupilId,
        From = request.From,
        To = request.To,
    };

    protected override SensitivityLabel LabelOf(SignpostingDto record) => record.Label;
}
