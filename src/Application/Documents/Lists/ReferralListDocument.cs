using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Application.Referrals.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class ReferralListDocument(IQueryHandler<ListReferralsQuery, Page<ReferralSummaryDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListReferralsQuery, ReferralSummaryDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.ReferralList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "staffId"]);

    protected override bool IsWide => true;

    protected override IReadOnlyList<ListColumn<ReferralSummaryDto>> Columns { get; } =
    [
        new("Pupil", 4, r => new PupilId(r.PupilId)),
        new("Service", 4, r => r.Service),
        new("Direction", 3, r => r.Direction),
        new("Urgency", 3, r => r.Urgency),
        new("Status", 3, r => r.Status),
        new("Sent by", 4, r => r.SenderId is { } id ? new StaffId(id) : null),
        new("Given by", 4, r => r.PractitionerId is { } id ? new StaffId(id) : null),
        new("Submitted", 3, r => r.SubmittedAt),
        new("Answer by", 3, r => r.AnswerBy),
        new("Outcome", 3, r => r.Outcome),
        new("Consent", 0, r => r.ConsentState),
        new("Chasers", 0, r => r.Chasers),
        new("Ended", 0, r => r.EndedAt),
        new("Recorded", 0, r => r.RecordedAt),
        new("Id", 0, r => r.Id),
    ];

    protected override ListReferralsQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId, PupilId = request.PupilId, SenderId = request.StaffId };

    protected override SensitivityLabel LabelOf(ReferralSummaryDto record) => ReferralServices.Of(record.Service).Label;
}
