using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans;

internal sealed class PlanDrillInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("plan_drills", "Drills of evacuation plans: who helped, and what is to be put right", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "plan_id", "school_id", "corrects_id")
            .Personal(SensitivityLabel.Pastoral, "pupil_id", "held_on", "assistant_ids", "minutes", "outcome", "recorded_by_id")
            .Narrative(SensitivityLabel.Pastoral, "route", "problems"),
    ];
}

internal sealed class PlanDrillConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error> { ["plan_drills_corrected_once"] = PlanReviewErrors.DrillCorrected };
}

/// <summary>Drills in a pupil's chronology: seen by whoever reads the plan.</summary>
internal sealed class PlanDrillChronology(IAppDbContext db, PlanAccess access)
    : ChronologySourceOf<PlanDrill, PlanDrillId>(() => db.Set<PlanDrill>().Where(d => access.Readable().Any(p => p.Id == d.PlanId)), PlanDrill.Code)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<PlanDrill> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records.Select(d => new { d.Id, d.PlanId, d.Outcome, d.Problems }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value, r => new ChronologyText($"Evacuation drill: {Words.Of(r.Outcome).ToLowerInvariant()}", r.Problems, $"/v1/plans/{r.PlanId.Value}/drills"));
    }
}

/// <summary>Asks for drills that are due soon or overdue, once for each due day.</summary>
internal sealed class PlanDrillSweep(IAppDbContext db, ITasks tasks, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var until = LondonTime.DateOf(clock.GetUtcNow()).AddDays(PlanReviewSchedule.ReminderDays);
        var due = await db.Set<Plan>()
            .Where(p => (p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview) && p.DrillDueOn <= until)
            .Where(p => !db.Set<WorkTask>().Any(t =>
                t.SourceKind == PlanRules.Kind && t.SourceId == (Guid)(object)p.Id && t.Kind == WorkTaskKind.HoldPlanDrill
                && (t.EndedAt == null || (!t.EndedBySource && t.DueFrom == p.DrillDueOn))))
            .OrderBy(p => p.DrillDueOn).ThenBy(p => p.Id).Take(most).ToListAsync(ct);
        foreach (var plan in due)
        {
            await tasks.OpenAsync(
                new CausedTask
                {
                    Kind = WorkTaskKind.HoldPlanDrill,
                    SchoolId = plan.SchoolId,
                    Source = TaskSourceLink.To(plan),
                    PupilId = plan.PupilId,
                    Label = PlanTypes.Of(plan.Type).Label,
                    OwnerId = plan.OwnerId,
                    Team = PlanTypes.Of(plan.Type).Approvers[0],
                    From = plan.DrillDueOn!.Value,
                    SchoolDays = 0,
                    Priority = WorkTaskPriority.Normal,
                },
                ct);
        }

        return due.Count;
    }
}
