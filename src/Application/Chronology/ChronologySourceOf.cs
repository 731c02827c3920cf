using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Chronology;

/// <summary>A kind of record that stands in the chronology for whom a list of such records would show it.</summary>
/// <param name="reached">Those that the caller may see.</param>
internal abstract class ChronologySourceOf<T, TId>(Func<IQueryable<T>> reached, string kind) : IChronologySource
    where T : AggregateRoot<TId>
    where TId : struct, ITypedId<TId>
{
    public string Kind => kind;

    public Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var seen = reached();
        return Task.FromResult<Expression<Func<ChronologyEntry, bool>>>(e => seen.Any(r => (Guid)(object)r.Id == e.RecordId));
    }

    public Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct) =>
        DescribeAsync(reached().AsNoTracking().WithIds<T, TId>(records), pupil, ct);

    /// <summary>What these records say of the pupil.</summary>
    protected abstract Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<T> records, PupilId pupil, CancellationToken ct);
}
