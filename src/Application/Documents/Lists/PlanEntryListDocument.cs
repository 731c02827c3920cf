using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Plans;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Plans.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>The course of one plan, for a meeting.</summary>
internal sealed class PlanEntryListDocument(IQueryHandler<ListPlanEntriesQuery, Page<PlanEntryDto>> list, ListNames names, ICaller caller, PlanAccess access)
    : ListDocument<ListPlanEntriesQuery, PlanEntryDto>(list, names, caller)
{
    private SensitivityLabel _label;

    public override DocumentKind Kind => DocumentKind.PlanEntryList;

    public override DocumentMembers Takes { get; } = new("recordId");

    protected override IReadOnlyList<ListColumn<PlanEntryDto>> Columns { get; } =
    [
        new("On", 3, e => e.On),
        new("Kind", 3, e => e.Kind),
        new("What", 9, e => e.Text),
        new("Measured", 4, e => e.Measure),
        new("By", 4, e => new StaffId(e.AuthorId)),
        new("Cycle", 0, e => e.CycleNumber),
        new("Target", 0, e => e.TargetId),
        new("Recorded", 0, e => e.RecordedAt),
        new("Id", 0, e => e.Id),
    ];

    protected override ListPlanEntriesQuery QueryOf(DocumentRequest request) => new() { Id = request.RecordId!.Value };

    protected override SensitivityLabel LabelOf(PlanEntryDto record) => _label;

    protected override async Task<DocumentSchool?> SchoolOfAsync(DocumentRequest request, CancellationToken ct)
    {
        var plan = await Readable(request.RecordId).Select(p => new { p.SchoolId, p.Type }).SingleOrDefaultAsync(ct);
        _label = plan is null ? default : PlanTypes.Of(plan.Type).Label;
        return plan is null ? null : await Names.SchoolAsync(plan.SchoolId.Value, ct);
    }

    protected override async Task<IReadOnlyList<(string Name, object? Value)>> AboutAsync(DocumentRequest request, CancellationToken ct)
    {
        var plan = await Readable(request.RecordId).Select(p => new { p.Title, p.PupilId }).SingleAsync(ct);
        return [("Plan", plan.Title), ("For", plan.PupilId)];
    }

    public override async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) =>
        await Readable(document.RecordId).AnyAsync(ct) ? new DocumentStanding(null) : null;

    private IQueryable<Plan> Readable(Guid? plan)
    {
        var id = new PlanId(plan!.Value);
        return access.Readable().AsNoTracking().Where(p => p.Id == id);
    }
}
