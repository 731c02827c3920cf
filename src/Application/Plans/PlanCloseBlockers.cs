using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans;

/// <summary>Tasks that are open under the plan. The one to review it is none when it is a review that closes, and the next drill and whoever is to sign or be trained none at all: they end with the plan.</summary>
internal sealed class PlanOpenTasks(IAppDbContext db) : IPlanCloseBlocker
{
    public async Task<IReadOnlyList<PlanBlocker>> FindAsync(Plan plan, CancellationToken ct)
    {
        var id = plan.Id.Value;
        var open = await db.Set<WorkTask>()
            .Where(t => t.SourceKind == PlanRules.Kind && t.SourceId == id && t.EndedAt == null && t.Kind != WorkTaskKind.HoldPlanDrill && t.Kind != WorkTaskKind.PreparePlanAssistants)
            .OrderBy(t => t.Id).ToListAsync(ct);

        // What this unit of work has just ended is still open in the database.
        return [.. open.Where(t => t.EndedAt is null).Select(t => new PlanBlocker("open_task", t.Id.Value))];
    }
}

/// <summary>Steps back into school that are still to come.</summary>
internal sealed class PlanOpenSteps(TimeProvider clock) : IPlanCloseBlocker
{
    public Task<IReadOnlyList<PlanBlocker>> FindAsync(Plan plan, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var open = plan.InForceContent()?.Details?.Reintegration?.Steps.Any(s => s.FromOn > today) == true;
        return Task.FromResult<IReadOnlyList<PlanBlocker>>(open ? [new PlanBlocker("open_step", null)] : []);
    }
}
