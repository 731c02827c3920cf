using Microsoft.EntityFrameworkCore;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Infrastructure.Persistence.Interceptors;

/// <summary>
/// Ends the tasks of every record in the save whose state has settled them or made them moot: nothing stays open under
/// a closed parent, whichever handler closed it. The triggers of migration 0023 refuse what a rival opens meanwhile.
/// </summary>
internal static class TaskKeeper
{
    private static readonly WorkTaskKind[] Kinds = Enum.GetValues<WorkTaskKind>();

    public static async Task SettleAsync(AppDbContext context, DateTimeOffset now, CancellationToken ct)
    {
        var sources = context.ChangeTracker.Entries<ITaskSource>().Where(e => e.State == EntityState.Modified).Select(e => e.Entity);
        foreach (var ended in sources.Where(s => Kinds.Any(k => s.StandingOf(k) != TaskStanding.Stands)).ToLookup(s => s.TaskSourceKind))
        {
            var (kind, byId) = (ended.Key, ended.ToDictionary(s => s.RecordId));
            var ids = byId.Keys.ToArray();
            await context.Set<WorkTask>().Where(t => t.SourceKind == kind && t.SourceId != null && ids.Contains(t.SourceId.Value) && t.EndedAt == null).LoadAsync(ct);
            foreach (var task in context.Set<WorkTask>().Local.Where(t => t.SourceKind == kind && t.SourceId is { } id && byId.ContainsKey(id)).ToList())
            {
                task.Settle(byId[task.SourceId!.Value].StandingOf(task.Kind), now);
            }
        }
    }
}
