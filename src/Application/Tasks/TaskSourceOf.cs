using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>A kind of record that tasks hang on, which the caller reaches or not by its own rule.</summary>
/// <param name="reached">Those that the caller may see.</param>
internal abstract class TaskSourceOf<T, TId>(IAppDbContext db, Func<IQueryable<T>> reached) : ITaskSourceKind
    where T : AggregateRoot<TId>, ITaskSource
    where TId : struct, ITypedId<TId>
{
    public abstract string Kind { get; }

    public abstract string Path { get; }

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct) =>
        await (withinReach ? reached() : db.Set<T>()).WithId<T, TId>(id).AsNoTracking().SingleOrDefaultAsync(ct);
}
