using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Plans.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class PlanListDocument(IQueryHandler<ListPlansQuery, Page<PlanSummaryDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListPlansQuery, PlanSummaryDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.PlanList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["pupilId", "staffId"]);

    protected override IReadOnlyList<ListColumn<PlanSummaryDto>> Columns { get; } =
    [
        new("Pupil", 4, p => new PupilId(p.PupilId)),
        new("Plan", 5, p => p.Title),
        new("Type", 4, p => p.Type),
        new("Status", 3, p => p.Status),
        new("Key adult", 4, p => new StaffId(p.OwnerId)),
        new("From", 3, p => p.StartsOn),
        new("To", 3, p => p.EndsOn),
        new("Review due", 3, p => p.ReviewDueOn),
        new("Version", 2, p => p.VersionNumber),
        new("In force", 2, p => p.InForceVersion),
        new("Area of need", 0, p => p.NeedArea),
        new("Version is", 0, p => p.VersionState),
        new("Interim", 0, p => p.IsInterim),
        new("Recorded", 0, p => p.RecordedAt),
        new("Id", 0, p => p.Id),
    ];

    protected override bool IsWide => true;

    protected override ListPlansQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId, PupilId = request.PupilId, OwnerId = request.StaffId };

    protected override SensitivityLabel LabelOf(PlanSummaryDto record) => PlanTypes.Of(record.Type).Label;
}
