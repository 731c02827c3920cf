using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Application.Training;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Plans;

/// <summary>
/// Whether whoever an evacuation plan names is there, has signed and is trained. What is missing keeps no plan from coming into force, since a pupil is
/// better off with a plan that not all have signed than with none: it is told, and it is a task.
/// </summary>
internal sealed class PlanAssistants(IAppDbContext db, CompetenceGate gate, IPolicies policies, ITasks tasks, TimeProvider clock)
{
    private const int SchoolDays = 5;

    /// <summary>What is missing today. Plans of other types, drafts and plans that are over ask nothing.</summary>
    public async Task<IReadOnlyList<PlanFindingDto>> FindingsAsync(Plan plan, CancellationToken ct) => [.. (await FindingsAsync([plan], ct))[plan.Id]];

    /// <summary>The same of many plans, with their signatures; as many questions as for one.</summary>
    public async Task<ILookup<PlanId, PlanFindingDto>> FindingsAsync(IReadOnlyCollection<Plan> plans, CancellationToken ct)
    {
        Plan[] asked = [.. plans.Where(p => p.AssistantIds.Count > 0 && p.Status != PlanStatus.Draft && !PlanRules.IsOver(p.Status))];
        var none = Array.Empty<(PlanId, PlanFindingDto)>().ToLookup(f => f.Item1, f => f.Item2);
        if (asked.Length == 0)
        {
            return none;
        }

        var today = LondonTime.DateOf(clock.GetUtcNow());
        StaffId[] all = [.. asked.SelectMany(p => p.AssistantIds).Distinct().Select(a => new StaffId(a))];
        var policy = await policies.AllAsync<TrainingPolicy>(ct);
        var needed = asked.Select(p => p.SchoolId).Distinct().ToDictionary(s => s, s => policy.On(s, today).NeededFor(TrainedAct.AssistEvacuation));
        TrainingType[] types = [.. needed.Values.SelectMany(t => t).Distinct()];
        var held = (await gate.InDate(types, today).Where(r => all.Contains(r.StaffId)).Select(r => new { r.StaffId, r.Type }).Distinct().ToListAsync(ct)).ToLookup(r => r.StaffId, r => r.Type);
        var here = (await db.Set<StaffAssignment>().Where(a => all.Contains(a.StaffId) && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today))
            .Select(a => new { a.StaffId, a.SchoolId }).Distinct().ToListAsync(ct)).Select(a => (a.StaffId, a.SchoolId)).ToHashSet();
        return asked.SelectMany(p => Of(p, a => !needed[p.SchoolId].Except(held[a]).Any(), a => here.Contains((a, p.SchoolId))).Select(f => (p.Id, f))).ToLookup(f => f.Id, f => f.f);
    }

    /// <summary>Opens the task of a plan in force when something is missing, and settles it when nothing is.</summary>
    public async Task KeepAsync(Plan plan, CancellationToken ct)
    {
        if (plan.Type == PlanType.Peep && PlanRules.IsInForce(plan.Status))
        {
            await KeepAsync(plan, (await FindingsAsync(plan, ct)).Count > 0, ct);
        }
    }

    public async Task KeepAsync(Plan plan, bool isMissing, CancellationToken ct)
    {
        if (isMissing)
        {
            await tasks.OpenAsync(TaskOf(plan), ct);
        }
        else
        {
            await tasks.EndAsync(TaskSourceLink.To(plan), TaskStanding.Settled, WorkTaskKind.PreparePlanAssistants, ct);
        }
    }

    private CausedTask TaskOf(Plan plan) => new()
    {
        Kind = WorkTaskKind.PreparePlanAssistants,
        SchoolId = plan.SchoolId,
        Source = TaskSourceLink.To(plan),
        PupilId = plan.PupilId,
        Label = PlanTypes.Of(plan.Type).Label,
        OwnerId = plan.OwnerId,
        Team = PlanTypes.Of(plan.Type).Approvers[0],
        From = LondonTime.DateOf(clock.GetUtcNow()),
        SchoolDays = SchoolDays,
        Priority = WorkTaskPriority.High,
    };

    private static IEnumerable<PlanFindingDto> Of(Plan plan, Func<StaffId, bool> isTrained, Func<StaffId, bool> isHere)
    {
        StaffId[] all = [.. plan.AssistantIds.Select(a => new StaffId(a))];
        return Told(PlanFindingCode.AssistantNotSigned, plan.AssistantsToSign())
            .Concat(Told(PlanFindingCode.AssistantNotTrained, all.Where(a => !isTrained(a))))
            .Concat(Told(PlanFindingCode.AssistantLeft, all.Where(a => !isHere(a))));
    }

    private static IEnumerable<PlanFindingDto> Told(PlanFindingCode code, IEnumerable<StaffId> staff) => staff.Select(s => new PlanFindingDto { Code = code, StaffId = s.Value });
}

/// <summary>Training runs out and people leave: asks anew what is missing of evacuation plans, and settles what is missing no more.</summary>
internal sealed class PlanAssistantSweep(IAppDbContext db, PlanAssistants assistants) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var plans = await db.Set<Plan>().Include(p => p.Signatures)
            .Where(p => p.Type == PlanType.Peep && (p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview))
            .OrderBy(p => p.Id).ToListAsync(ct);
        var findings = await assistants.FindingsAsync(plans, ct);
        var asked = (await db.Set<WorkTask>().Where(t => t.Kind == WorkTaskKind.PreparePlanAssistants && t.EndedAt == null).Select(t => t.SourceId).ToListAsync(ct)).ToHashSet();
        var changed = plans.Where(p => findings.Contains(p.Id) != asked.Contains(p.Id.Value)).Take(most).ToList();
        foreach (var plan in changed)
        {
            await assistants.KeepAsync(plan, findings.Contains(plan.Id), ct);
        }

        return changed.Count(p => findings.Contains(p.Id));
    }
}
