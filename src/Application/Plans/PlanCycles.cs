using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans;

/// <summary>Keeps the cycles of plans by the school's policy and calendar.</summary>
internal sealed class PlanCycles(IAppDbContext db, IPolicies policies, SchoolCalendars calendars, TimeProvider clock)
{
    /// <summary>After a version has come into force: see <see cref="Plan.KeepCycle"/>. Without a calendar nothing comes into force.</summary>
    public async Task<Result> KeepAsync(Plan plan, CancellationToken ct)
    {
        if (plan.VersionState != PlanVersionState.Frozen)
        {
            return Result.Success;
        }

        await LoadOpenAsync(plan, ct);
        if (plan.Type == PlanType.Peep)
        {
            plan.KeepDrills(await DrillsAsync(plan, Today, ct));
        }

        return plan.KeepCycle(await FromAsync(plan, plan.InForceContent()!.StartsOn, ct));
    }

    /// <summary>Before an approval is asked for: see <see cref="Plan.CheckCycle"/>. A revision asks for neither policy nor calendar.</summary>
    public async Task<Result> CheckAsync(Plan plan, CancellationToken ct) =>
        plan.CheckCycle(plan.CycleNumber > 0 ? null : await FromAsync(plan, plan.Content.StartsOn, ct));

    /// <summary>What holds on the day of an event of the open cycle; with the cycle, for a change.</summary>
    public async Task<PlanReviewTerms> OpenAsync(Plan plan, DateOnly on, CancellationToken ct)
    {
        await LoadOpenAsync(plan, ct);
        var first = plan.CycleStartedOn ?? Today;
        return await TermsAsync(plan, on >= first && on <= Today ? on : Today, first, ct);
    }

    /// <summary>By what the drills of the plan are counted on that day.</summary>
    public async Task<PlanDrillTerms> DrillsAsync(Plan plan, DateOnly on, CancellationToken ct) =>
        new(await policies.OnAsync<PlanPolicy>(plan.SchoolId, on, ct), await calendars.AroundAsync(plan.SchoolId, on, ct));

    private async Task LoadOpenAsync(Plan plan, CancellationToken ct)
    {
        var (id, number) = (plan.Id, plan.CycleNumber);
        if (number > 0)
        {
            await db.Set<PlanCycle>().Where(c => c.PlanId == id && c.Number == number).LoadAsync(ct);
            await db.Set<PlanReviewTrigger>().Where(t => t.PlanId == id && t.CycleNumber == number).LoadAsync(ct);
        }
    }

    private Task<PlanReviewTerms> FromAsync(Plan plan, DateOnly start, CancellationToken ct) => TermsAsync(plan, Today, start < Today ? start : Today, ct);

    private DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    private async Task<PlanReviewTerms> TermsAsync(Plan plan, DateOnly on, DateOnly first, CancellationToken ct)
    {
        var policy = await policies.OnAsync<PlanPolicy>(plan.SchoolId, on, ct);
        var terms = new PlanReviewTerms(policy.ReviewWeeks(plan.Type), await calendars.AroundAsync(plan.SchoolId, first, ct), Today);
        return plan.Type == PlanType.Peep ? terms with { SchoolDaysAfterTrigger = policy.PeepChangeSchoolDays } : terms;
    }
}

/// <summary>The task to review a plan: opened two weeks before it is due, settled by the review.</summary>
internal static class PlanReviewTask
{
    public static CausedTask Of(Plan plan) => new()
    {
        Kind = WorkTaskKind.ReviewPlan,
        SchoolId = plan.SchoolId,
        Source = TaskSourceLink.To(plan),
        PupilId = plan.PupilId,
        Label = PlanTypes.Of(plan.Type).Label,
        OwnerId = plan.OwnerId,
        Team = PlanTypes.Of(plan.Type).Approvers[0],
        From = plan.ReviewDueOn!.Value,
        SchoolDays = 0,
        Priority = plan.Type == PlanType.RiskAssessment ? WorkTaskPriority.High : WorkTaskPriority.Normal,
    };
}

/// <summary>Asks for the review of plans that are due soon or overdue, once in each cycle.</summary>
internal sealed class PlanReviewSweep(IAppDbContext db, ITasks tasks, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var until = LondonTime.DateOf(clock.GetUtcNow()).AddDays(PlanReviewSchedule.ReminderDays);
        var due = await db.Set<Plan>()
            .Where(p => (p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview) && p.ReviewDueOn <= until)
            .Where(p => !db.Set<WorkTask>().Any(t =>
                t.SourceKind == PlanRules.Kind && t.SourceId == (Guid)(object)p.Id && t.Kind == WorkTaskKind.ReviewPlan
                && (t.EndedAt == null || (!t.EndedBySource && t.DueFrom > p.CycleStartedOn))))
            .OrderBy(p => p.ReviewDueOn).ThenBy(p => p.Id).Take(most).ToListAsync(ct);
        foreach (var plan in due)
        {
            await tasks.OpenAsync(PlanReviewTask.Of(plan), ct);
        }

        return due.Count;
    }
}
