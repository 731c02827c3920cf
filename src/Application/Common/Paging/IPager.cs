using System.Linq.Expressions;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Paging;

/// <summary>
/// A stable order: one key, then the id. <paramref name="KeyOfDto"/> reads the same key off a projected row, so that
/// the cursor needs no second query.
/// </summary>
public sealed record Keyset<TEntity, TDto>(
    string Name,
    LambdaExpression Key,
    Func<TDto, object> KeyOfDto,
    LambdaExpression Id,
    Func<TDto, Guid> IdOfDto,
    bool Descending);

/// <summary>Pages by cursor: sort, skip past the cursor, take one more than the limit, project, sign the next cursor.</summary>
public interface IPager
{
    /// <param name="scoped">Already narrowed to what the caller may see and asked for.</param>
    /// <param name="query">Its paging members and, hashed into the cursor, its filters.</param>
    /// <param name="sorts">The allowed orders, the default first. A name is given without hyphen.</param>
    Task<Result<Page<TDto>>> PageAsync<TEntity, TDto>(
        IQueryable<TEntity> scoped,
        PagedQuery query,
        IReadOnlyList<Keyset<TEntity, TDto>> sorts,
        CancellationToken ct)
        where TEntity : class;
}

public static class Keyset
{
    public static Keyset<TEntity, TDto> By<TEntity, TDto, TKey, TId>(
        string name,
        Expression<Func<TEntity, TKey>> key,
        Func<TDto, TKey> keyOfDto,
        Expression<Func<TEntity, TId>> id,
        Func<TDto, Guid> idOfDto,
        bool descending = false)
        where TKey : notnull
        where TId : struct =>
        new(name, key, d => keyOfDto(d), id, idOfDto, descending);
}
