using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportSessions;

/// <summary>A session whose time is over and of which nobody has said what became of it asks its lead for that, once.</summary>
internal sealed class SupportSessionSweep(IAppDbContext db, SupportSessionTasks tasks, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var untold = await db.Set<SupportSession>().Include(s => s.Participants)
            .Where(s => (s.Status == SupportSessionStatus.Scheduled || s.Status == SupportSessionStatus.InProgress) && s.EndsAt < now)
            // One that somebody has cancelled is not opened again; one that ended because the session was moved is.
            .Where(s => !db.Set<WorkTask>().Any(t =>
                t.SourceKind == SupportSessionRules.TaskSourceKind && t.SourceId == (Guid)(object)s.Id && t.Kind == WorkTaskKind.RecordSessionOutcome && !t.EndedBySource))
            .OrderBy(s => s.StartsAt)
            .Take(most)
            .ToListAsync(ct);
        foreach (var session in untold)
        {
            await tasks.OpenOutcomeAsync(session, ct);
        }

        return untold.Count;
    }
}
