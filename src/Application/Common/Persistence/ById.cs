using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Persistence;

/// <summary>Records of any kind by the ids that seams pass around untyped.</summary>
internal static class ById
{
    public static IQueryable<T> WithId<T, TId>(this IQueryable<T> records, Guid id)
        where T : AggregateRoot<TId>
        where TId : struct, ITypedId<TId>
    {
        var wanted = TId.From(id);
        return records.Where(r => r.Id.Equals(wanted));
    }

    public static IQueryable<T> WithIds<T, TId>(this IQueryable<T> records, IEnumerable<Guid> ids)
        where T : AggregateRoot<TId>
        where TId : struct, ITypedId<TId>
    {
        TId[] wanted = [.. ids.Select(TId.From)];
        return records.Where(r => wanted.Contains(r.Id));
    }
}
