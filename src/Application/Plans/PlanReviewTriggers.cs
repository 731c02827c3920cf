using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans;

/// <summary>Brings the review of a plan forward, with its task.</summary>
internal sealed class PlanReviewTriggers(PlanCycles cycles, ITasks tasks, TimeProvider clock)
{
    public async Task<Result<PlanReviewTrigger>> TriggerAsync(Plan plan, NewPlanReviewTrigger told, CancellationToken ct)
    {
        var (before, terms) = (plan.ReviewDueOn, await cycles.OpenAsync(plan, told.OccurredOn, ct));
        var trigger = plan.TriggerReview(told, terms, clock.GetUtcNow());
        if (!trigger.IsSuccess)
        {
            return trigger;
        }

        if (plan.ReviewDueOn != before)
        {
            // The task that stands is for a later day.
            await tasks.EndAsync(TaskSourceLink.To(plan), TaskStanding.Moot, WorkTaskKind.ReviewPlan, ct);
        }

        await tasks.OpenAsync(PlanReviewTask.Of(plan), ct);
        return trigger;
    }
}

/// <summary>
/// What the roster knows of changes because of which an evacuation plan is reviewed: the pupil has another class, or somebody who helps has left, since the
/// last review. One of a kind in a cycle is enough. Other changes of room, staff and condition are told by people.
/// </summary>
internal sealed class PlanChangeSweep(IAppDbContext db, PlanReviewTriggers triggers, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return await OpenAsync(PlanReviewTriggerKind.RoomChange, Moved(today), most, ct) + await OpenAsync(PlanReviewTriggerKind.StaffChange, Left(today), most, ct);
    }

    /// <summary>Plans whose pupil has come into a class since.</summary>
    private IQueryable<ChangedPlan> Moved(DateOnly today) => InForce().Select(p => new ChangedPlan
    {
        Plan = p,
        On = db.Set<Pupil>().Where(x => x.Id == p.PupilId).SelectMany(x => x.Classes)
            .Where(m => m.Class.Kind == TeachingClassKind.Registration && m.Class.SchoolId == p.SchoolId)
            .Where(m => m.StartsOn > (p.LastReviewedOn ?? p.CycleStartedOn) && m.StartsOn <= today).Max(m => (DateOnly?)m.StartsOn),
    });

    /// <summary>Plans of which an assistant worked at the school since, and does not any more.</summary>
    private IQueryable<ChangedPlan> Left(DateOnly today) => InForce().Select(p => new ChangedPlan
    {
        Plan = p,
        On = db.Set<StaffAssignment>()
            .Where(a => p.AssistantIds.Contains((Guid)(object)a.StaffId) && a.SchoolId == p.SchoolId && a.EndsOn >= (p.LastReviewedOn ?? p.CycleStartedOn) && a.EndsOn < today)
            .Where(a => !db.Set<StaffAssignment>().Any(n => n.StaffId == a.StaffId && n.SchoolId == a.SchoolId && n.StartsOn <= today && (n.EndsOn == null || n.EndsOn >= today)))
            .Max(a => a.EndsOn),
    });

    private IQueryable<Plan> InForce() => db.Set<Plan>()
        .Where(p => p.Type == PlanType.Peep && p.CycleNumber > 0 && p.StartsOn <= LondonTime.DateOf(clock.GetUtcNow()))
        .Where(p => p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview);

    private async Task<int> OpenAsync(PlanReviewTriggerKind kind, IQueryable<ChangedPlan> changed, int most, CancellationToken ct)
    {
        var found = await changed.Where(c => c.On != null && !c.Plan.Triggers.Any(t => t.Kind == kind && t.CycleNumber == c.Plan.CycleNumber))
            .OrderBy(c => c.Plan.Id).Take(most).ToListAsync(ct);
        foreach (var (plan, on) in found.Select(f => (f.Plan, f.On!.Value)))
        {
            var id = plan.Id;
            await db.Set<PlanVersion>().Where(v => v.PlanId == id && v.Number == plan.InForceVersion).LoadAsync(ct);
            await triggers.TriggerAsync(plan, new NewPlanReviewTrigger(kind, on > plan.StartsOn ? on : plan.StartsOn, null, null), ct);
        }

        return found.Count;
    }

    private sealed class ChangedPlan
    {
        public required Plan Plan { get; init; }
        public required DateOnly? On { get; init; }
    }
}
