using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.PlanTemplates;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Begins a plan for each pupil of a cohort, all or none; a preview changes nothing.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.draft_cohort")]
public sealed record DraftCohortPlansCommand : ICommand<PlannedCohortDto>
{
    public const int MaxPupils = 100;

    /// <summary>True to learn what would come of it.</summary>
    public bool Preview { get; init; }

    public required Guid SchoolId { get; init; }
    public required Guid TemplateId { get; init; }
    public int? TemplateVersion { get; init; }

    [Items(MaxPupils, Min = 1)]
    public required IReadOnlyList<Guid> PupilIds { get; init; }
    public required DateOnly StartsOn { get; init; }
    public Guid? OwnerId { get; init; }
}

internal sealed class DraftCohortPlansHandler(
    IAppDbContext db, IRowLocks locks, PlanAccess access, PlanTemplateLoading templates, PlanCohorts cohorts, PlanReferences references, PlanLoading loading, ICaller caller)
    : ICommandHandler<DraftCohortPlansCommand, PlannedCohortDto>
{
    /// <summary>Of two requests for the same pupils at once, the second finds the drafts of the first.</summary>
    private const string Lock = "plan-cohorts";

    public async Task<Result<PlannedCohortDto>> Handle(DraftCohortPlansCommand request, CancellationToken cancellationToken)
    {
        var school = new SchoolId(request.SchoolId);
        if (caller.StaffId is null || !access.MayAt(Permissions.PlansWrite, school))
        {
            return caller.StaffId is null ? CommonErrors.InsufficientScope : CommonErrors.UnknownReference.At("/schoolId");
        }

        var template = await templates.ChooseAsync(request.TemplateId, request.TemplateVersion, school, cancellationToken);
        if (!template.IsSuccess)
        {
            return template.Error;
        }

        if (!request.Preview)
        {
            await locks.LockNameAsync(Lock, cancellationToken);
        }

        var pupils = await cohorts.LookUpAsync(request, template.Value, cancellationToken);
        if (!pupils.IsSuccess)
        {
            return pupils.Error;
        }

        var drafts = await DraftAsync(request, template.Value, pupils.Value, cancellationToken);
        if (!drafts.IsSuccess)
        {
            return drafts.Error;
        }

        if (!request.Preview)
        {
            if (pupils.Value.Any(p => p.Clashes.Count > 0))
            {
                return PlanCohorts.Refusal(pupils.Value);
            }

            db.Set<Plan>().AddRange(drafts.Value);
        }

        return Answer(request, template.Value, [.. pupils.Value.Zip(drafts.Value)]);
    }

    private async Task<Result<List<Plan>>> DraftAsync(DraftCohortPlansCommand request, ChosenTemplate template, List<CohortPupil> pupils, CancellationToken ct)
    {
        var (me, school) = (caller.StaffId!.Value, new SchoolId(request.SchoolId));
        var owner = request.OwnerId is { } id ? new Domain.Staff.StaffId(id) : me;
        var first = PlanTemplateFilling.Fill(template.Content, pupils[0].GivenName, request.StartsOn);
        if (await references.RefusalAsync(new PlanEdit(first, owner), pupils[0].Id, school, ct) is { } unknown)
        {
            return unknown;
        }

        var (day, plans) = (await loading.DayAsync(school, ct), new List<Plan>(pupils.Count));
        foreach (var pupil in pupils)
        {
            var birth = new NewPlan(school, pupil.Id, template.Type, owner, me, null) { Template = template.Use };
            var plan = Plan.Draft(caller.TrustId, birth, PlanTemplateFilling.Fill(template.Content, pupil.GivenName, request.StartsOn), day);
            if (!plan.IsSuccess)
            {
                return plan.Error.At("/templateId");
            }

            plans.Add(plan.Value);
        }

        return plans;
    }

    private static PlannedCohortDto Answer(DraftCohortPlansCommand request, ChosenTemplate template, IReadOnlyList<(CohortPupil Pupil, Plan Plan)> made) => new()
    {
        SchoolId = request.SchoolId,
        Type = template.Type,
        TemplateId = request.TemplateId,
        TemplateVersion = template.Use.VersionNumber,
        Plans =
        [
            .. made.Select(m => new PlannedPlanDto
            {
                PupilId = m.Pupil.Id.Value,
                PlanId = request.Preview ? null : m.Plan.Id.Value,
                Title = m.Plan.Title,
                StartsOn = m.Plan.StartsOn,
                EndsOn = m.Plan.EndsOn,
                Targets = m.Plan.Content.Targets.Count,
                Clashes = m.Pupil.Clashes,
            }),
        ],
    };
}
