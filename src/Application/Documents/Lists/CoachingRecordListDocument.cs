using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Application.Supervision.Queries;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>That coaching took place and what it was about; what was tried stays with both of them.</summary>
internal sealed class CoachingRecordListDocument(IQueryHandler<ListCoachingRecordsQuery, Page<CoachingRecordDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListCoachingRecordsQuery, CoachingRecordDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.CoachingRecordList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["staffId", "from", "to"]);

    protected override IReadOnlyList<ListColumn<CoachingRecordDto>> Columns { get; } =
    [
        new("When", 3, r => r.OccurredAt),
        new("Coach", 4, r => new StaffId(r.CoachId)),
        new("Colleague", 4, r => new StaffId(r.ColleagueId)),
        new("Form", 3, r => r.Form),
        new("Subject", 3, r => r.Subject),
        new("Focus", 5, r => r.Focus),
        new("Follow-up", 3, r => r.FollowUpOn),
        new("Minutes", 0, r => r.Minutes),
        new("Recorded", 0, r => r.RecordedAt),
        new("Id", 0, r => r.Id),
    ];

    protected override ListCoachingRecordsQuery QueryOf(DocumentRequest request) => new()
    {
        SchoolId = request.SchoolId,
        StaffId = request.StaffId,
        From = request.From,
        To = request.To,
    };
}
