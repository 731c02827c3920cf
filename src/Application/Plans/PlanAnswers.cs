using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans;

/// <summary>A plan as this caller sees it, with what the caller may do next.</summary>
internal sealed class PlanAnswers(IAnswers answers, PlanAccess access, PlanAssistants assistants, ICaller caller)
{
    /// <summary>A plan that this command made or changed.</summary>
    public Task<PlanDto> OfAsync(Plan plan, PlanRights rights, CancellationToken ct) => ToldAsync(answers.Map<PlanDto>(plan), plan, rights, ct);

    /// <summary>A plan that was read.</summary>
    public async Task<PlanDto> OfReadAsync(Plan plan, CancellationToken ct) => await ToldAsync(new PlanDto(plan), plan, await access.RightsAsync(plan, ct), ct);

    private async Task<PlanDto> ToldAsync(PlanDto answer, Plan plan, PlanRights rights, CancellationToken ct)
    {
        var me = access.Approver(plan.SchoolId);
        return answer with { AllowedActions = [.. plan.AllowedActions().Where(a => rights.May(a) && Can(a, plan, me))], Findings = await assistants.FindingsAsync(plan, ct) };
    }

    /// <summary>What the person can do who may do such a thing at all.</summary>
    private bool Can(PlanAction action, Plan plan, PlanApprover? me) => caller.StaffId is not null && me is not null && action switch
    {
        PlanAction.Approve => plan.MayDecide(me) && !plan.Latest.AuthorIds.Contains(me.Id),
        PlanAction.Reject => plan.MayDecide(me),
        PlanAction.ActivateInterim => PlanTypes.InterimRoles.Any(me.Roles.Contains),
        _ => true,
    };
}
