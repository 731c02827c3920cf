using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.PlanTemplates;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Begins a plan.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.draft")]
public sealed record DraftPlanCommand : PlanEdit, ICommand<PlanDto>
{
    [SetsRequiredMembers]
    public DraftPlanCommand(Guid schoolId, Guid pupilId, PlanType type, Guid? supersedesId, PlanEdit plan) : base(plan, plan.OwnerId) =>
        (SchoolId, PupilId, Type, SupersedesId) = (schoolId, pupilId, type, supersedesId);

    /// <summary>What says the rest of what the request leaves out.</summary>
    public Guid? TemplateId { get; init; }
    public int? TemplateVersion { get; init; }

    public Guid SchoolId { get; }
    public Guid PupilId { get; }
    public PlanType Type { get; }
    public Guid? SupersedesId { get; }
}

internal sealed class DraftPlanHandler(IAppDbContext db, PlanAccess access, PlanReferences references, PlanLoading loading, PlanTemplateLoading templates, PlanAnswers answers, ICaller caller,
    TimeProvider clock)
    : ICommandHandler<DraftPlanCommand, PlanDto>
{
    public async Task<Result<PlanDto>> Handle(DraftPlanCommand request, CancellationToken cancellationToken)
    {
        if (caller.StaffId is not { } me)
        {
            return CommonErrors.InsufficientScope;
        }

        var birth = new NewPlan(
            new(request.SchoolId), new(request.PupilId), request.Type, request.OwnerId ?? me, me, request.SupersedesId is { } before ? new PlanId(before) : null);
        if (await RefusalAsync(birth, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (await references.RefusalAsync(request, birth.PupilId, birth.SchoolId, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var (template, unusable) = await TemplateAsync(request, birth, cancellationToken);
        if (unusable is not null)
        {
            return unusable;
        }

        var content = template is null ? new PlanContent(request) : PlanTemplateFilling.Under(request, PlanTemplateFilling.Fill(template.Content, "", request.StartsOn));
        var plan = Plan.Draft(caller.TrustId, birth with { Template = template?.Use }, content, await loading.DayAsync(birth.SchoolId, birth.Type, birth.SupersedesId, cancellationToken));
        if (!plan.IsSuccess)
        {
            return plan.Error;
        }

        db.Set<Plan>().Add(plan.Value);
        return await answers.OfAsync(plan.Value, access.RightsOfAuthor(birth.SchoolId), cancellationToken);
    }

    /// <summary>No template when the plan begins with nothing.</summary>
    private async Task<(ChosenTemplate? Template, Error? Refused)> TemplateAsync(DraftPlanCommand request, NewPlan birth, CancellationToken ct)
    {
        if (request.TemplateId is not { } id)
        {
            return (null, request.TemplateVersion is null ? null : PlanTemplateErrors.VersionAlone.At("/templateVersion"));
        }

        var chosen = await templates.ChooseAsync(id, request.TemplateVersion, birth.SchoolId, ct);
        return !chosen.IsSuccess ? (null, chosen.Error)
            : chosen.Value.Type != birth.Type ? (null, PlanTemplateErrors.OtherType.At("/templateId"))
            : (chosen.Value, null);
    }

    private async Task<Error?> RefusalAsync(NewPlan birth, CancellationToken ct)
    {
        if (!access.MayAt(Permissions.PlansWrite, birth.SchoolId))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        if (!await access.PupilsToPlanFor(birth.Type, birth.SchoolId).AnyAsync(p => p == birth.PupilId, ct))
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        return birth.SupersedesId is { } id ? await SupersedingRefusalAsync(birth, id, ct) : null;
    }

    private async Task<Error?> SupersedingRefusalAsync(NewPlan birth, PlanId id, CancellationToken ct)
    {
        var before = await access.Readable().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
        return before is null ? CommonErrors.UnknownReference.At("/supersedesId")
            : birth.SupersedingRefusal(before, await HasMovedAsync(birth, before.SchoolId, ct))?.At("/supersedesId");
    }

    /// <summary>Whether the pupil is on the roll of the new plan's school, and not on that of the former one's.</summary>
    private async Task<bool> HasMovedAsync(NewPlan birth, SchoolId former, CancellationToken ct)
    {
        var (pupil, today) = (birth.PupilId, LondonTime.DateOf(clock.GetUtcNow()));
        var schools = await db.Set<Enrolment>().Where(e => e.PupilId == pupil && e.AdmittedOn <= today && (e.LeftOn == null || e.LeftOn >= today))
            .Select(e => e.SchoolId).ToListAsync(ct);
        return schools.Contains(birth.SchoolId) && !schools.Contains(former);
    }
}
