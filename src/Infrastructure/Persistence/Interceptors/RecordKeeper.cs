using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Auditing;

namespace PupilSupport.Infrastructure.Persistence.Interceptors;

/// <summary>
/// Adds to every save what belongs to it: the raised version of each changed root (also when only a part changed),
/// its audit entry, its event and its places in the chronology, and the end of the tasks that it has settled. Handlers cannot forget what they never write.
/// </summary>
internal sealed class RecordKeeper(TimeProvider clock, ChangeWriter changes) : SaveChangesInterceptor
{
    // Above this a save may need several batches, and one implicit transaction would no longer cover it.
    private const int MaxRowsInOneRoundTrip = 500;

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("Saves are asynchronous.");

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = (AppDbContext)eventData.Context!;
        var now = clock.GetUtcNow();
        var parts = context.ChangeTracker.Entries<IPart>().Where(IsChanged).ToLookup(e => (e.Entity.RootType, e.Entity.RootId), e => (EntityEntry)e);
        await TaskKeeper.SettleAsync(context, now, cancellationToken);
        var changed = context.ChangeTracker.Entries<IAggregateRoot>()
            .Where(r => r is not { State: EntityState.Added, Entity: IConsequence } && (IsChanged(r) || PartsOf(r).Any()))
            .ToList();
        var standing = await ChronologyKeeper.StandingAsync(context, [.. changed.Where(r => r is { Entity: IChronicled, State: not EntityState.Added }).Select(r => r.Entity.RecordId)], cancellationToken);
        foreach (var root in changed)
        {
            Keep(context, root, PartsOf(root), now);
            if (root.Entity is IChronicled chronicled)
            {
                ChronologyKeeper.Keep(context, chronicled, [.. standing[chronicled.RecordId]]);
            }
        }

        ChooseTransaction(context);
        return result;

        IEnumerable<EntityEntry> PartsOf(EntityEntry<IAggregateRoot> root) => parts[(root.Metadata.ClrType, root.Entity.RecordId)];
    }

    private void Keep(AppDbContext context, EntityEntry<IAggregateRoot> root, IEnumerable<EntityEntry> parts, DateTimeOffset now)
    {
        // The audit needs the state before the version is raised: a raised version would make every root "modified".
        var text = changes.Write(root, parts);
        var version = Raise(root, now);
        Record(context, root, version, text, now);
    }

    /// <summary>Raises the version by one, once per save, however often it is called.</summary>
    internal static int Raise(EntityEntry<IAggregateRoot> root, DateTimeOffset now)
    {
        var version = root.Property<int>("Version");
        if (root.State is EntityState.Unchanged or EntityState.Modified && version.CurrentValue == version.OriginalValue)
        {
            version.CurrentValue = version.OriginalValue + 1;
            root.Property("UpdatedAt").CurrentValue = now;
        }

        return version.CurrentValue;
    }

    private static void Record(AppDbContext context, EntityEntry<IAggregateRoot> root, int version, string text, DateTimeOffset now)
    {
        var (caller, request) = (context.Caller!, context.Request!);
        var kind = Snake.Case(root.Metadata.ClrType.Name);
        var deleted = root.State == EntityState.Deleted;
        SchoolId? school = root.Entity is ISchoolOwned owned ? owned.SchoolId : null;
        context.Add(new AuditEntry
        {
            TrustId = root.Entity.TrustId,
            Id = Guid.CreateVersion7(now),
            RecordedAt = now,
            ClientId = caller.ClientId,
            Subject = caller.Subject,
            StaffId = caller.StaffId,
            Action = context.Intent?.Action ?? $"{kind}.{(deleted ? "delete" : "write")}",
            RecordKind = kind,
            RecordId = root.Entity.RecordId,
            RecordVersion = version,
            SchoolId = school,
            Reason = context.Intent?.Reason,
            RequestId = request.RequestId,
            Changes = text,
        });
        if (root.Entity is IUnannounced)
        {
            return;
        }

        context.Add(new EventEntry
        {
            TrustId = root.Entity.TrustId,
            Id = Guid.CreateVersion7(now),
            RecordedAt = now,
            Type = kind,
            Op = deleted ? "delete" : "upsert",
            RecordId = root.Entity.RecordId,
            Version = version,
            SchoolId = school,
        });
    }

    /// <summary>
    /// Inserts alone may go in one round trip: a failing insert leaves nothing behind. An update may not: a stale
    /// one is no server error, and the rest would stay.
    /// </summary>
    private static void ChooseTransaction(AppDbContext context)
    {
        var rows = context.ChangeTracker.Entries().Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached)).ToList();
        var insertsOnly = rows.Count <= MaxRowsInOneRoundTrip && rows.TrueForAll(e => e.State == EntityState.Added);
        context.Database.AutoTransactionBehavior = insertsOnly ? AutoTransactionBehavior.Never : AutoTransactionBehavior.WhenNeeded;
    }

    private static bool IsChanged(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;
}
