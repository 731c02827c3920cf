using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Vulnerabilities;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Asks for the approval of the draft.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.request_approval")]
public sealed record RequestPlanApprovalCommand(Guid Id, int Version) : ICommand<PlanDto>;

internal sealed class RequestPlanApprovalHandler(IAppDbContext db, PlanLoading loading, PlanCycles cycles, PlanApprovalTasks tasks) : ICommandHandler<RequestPlanApprovalCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(RequestPlanApprovalCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.RequestApproval, (plan, actor) => RequestAsync(plan, actor, cancellationToken), cancellationToken);

    private async Task<Result> RequestAsync(Plan plan, PlanActor actor, CancellationToken ct)
    {
        var requested = plan.RequestApproval(actor.Me, actor.Now, await ConsultationsAsync(plan, LondonTime.DateOf(actor.Now), ct));
        requested = requested.IsSuccess ? await cycles.CheckAsync(plan, ct) : requested;
        if (requested.IsSuccess)
        {
            await tasks.AskAsync(plan, ct);
        }

        return requested;
    }

    /// <summary>
    /// Whom a part-time timetable needs to have been talked over with. It asks past what the caller reads of the pupil, since the duty does not
    /// hang on it, and tells no more than that a day is missing.
    /// </summary>
    private async Task<PlanConsultations> ConsultationsAsync(Plan plan, DateOnly today, CancellationToken ct)
    {
        if (plan.Type != PlanType.PartTimeTimetable)
        {
            return default;
        }

        var (pupil, kinds) = (plan.PupilId, VulnerabilityRules.OfSocialWork.ToArray());
        return new PlanConsultations(
            await db.Set<Pupil>().AnyAsync(p => p.Id == pupil && p.SenProvision == SenProvision.EducationHealthAndCarePlan, ct),
            await db.Set<VulnerabilityStatus>().AnyAsync(
                s => s.PupilId == pupil && kinds.Contains(s.Kind) && s.VoidedAt == null && s.StartsOn <= today && (s.EndsOn == null || s.EndsOn >= today), ct));
    }
}
