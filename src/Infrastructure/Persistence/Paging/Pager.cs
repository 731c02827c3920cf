using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Persistence.Paging;

internal sealed class Pager(CursorCodec cursors, ICaller caller, AutoMapper.IConfigurationProvider maps) : IPager
{
    private const int MaxTotal = 10_000;

    public async Task<Result<Page<TDto>>> PageAsync<TEntity, TDto>(
        IQueryable<TEntity> scoped, PagedQuery query, IReadOnlyList<Keyset<TEntity, TDto>> sorts, CancellationToken ct) where TEntity : class
    {
        var limit = query.Limit ?? PagedQuery.DefaultLimit;
        if (Choose(query.Sort, sorts) is not { } order)
        {
            var allowed = string.Join(", ", sorts.SelectMany(s => new[] { s.Name, "-" + s.Name }));
            return CommonErrors.ValidationFailed with { Faults = [new Fault("?sort", "unknown-sort", $"Allowed: {allowed}.")] };
        }

        var scope = CursorCodec.Scope(caller.TrustId, order.Name + order.Descending, query);
        var rows = scoped.AsNoTracking();
        if (query.Cursor is { } cursor)
        {
            var place = cursors.Decode(cursor, order.Key.ReturnType, scope);
            if (!place.IsSuccess)
            {
                return place.Error;
            }

            rows = rows.Where(After(order, place.Value.Key, place.Value.Id));
        }

        var found = await Sorted(rows, order).Take(limit + 1).ProjectTo<TDto>(maps).ToListAsync(ct);
        var page = Build(found, limit, order, scope);
        return query.IncludeTotal == true && query.Cursor is null ? await WithTotalAsync(page, scoped, ct) : page;
    }

    private Page<TDto> Build<TEntity, TDto>(List<TDto> found, int limit, Keyset<TEntity, TDto> order, string scope)
    {
        if (found.Count <= limit)
        {
            return new Page<TDto>(found, new PageInfo(limit, null, false));
        }

        found.RemoveAt(limit);
        var last = found[^1];
        return new Page<TDto>(found, new PageInfo(limit, cursors.Encode(order.KeyOfDto(last), order.IdOfDto(last), scope), true));
    }

    private static async Task<Page<TDto>> WithTotalAsync<TEntity, TDto>(Page<TDto> page, IQueryable<TEntity> scoped, CancellationToken ct) where TEntity : class
    {
        var total = await scoped.Take(MaxTotal + 1).CountAsync(ct);
        return page with { Total = Math.Min(total, MaxTotal), TotalIsCapped = total > MaxTotal };
    }

    private static Keyset<TEntity, TDto>? Choose<TEntity, TDto>(string? sort, IReadOnlyList<Keyset<TEntity, TDto>> sorts)
    {
        if (sort is null)
        {
            return sorts[0];
        }

        var descending = sort.StartsWith('-');
        return sorts.FirstOrDefault(s => s.Name == (descending ? sort[1..] : sort)) is { } found ? found with { Descending = descending } : null;
    }

    private static IQueryable<TEntity> Sorted<TEntity, TDto>(IQueryable<TEntity> rows, Keyset<TEntity, TDto> order)
    {
        var (first, then) = order.Descending
            ? (nameof(Queryable.OrderByDescending), nameof(Queryable.ThenByDescending))
            : (nameof(Queryable.OrderBy), nameof(Queryable.ThenBy));
        var byKey = Expression.Call(typeof(Queryable), first, [typeof(TEntity), order.Key.ReturnType], rows.Expression, order.Key);
        var byId = Expression.Call(typeof(Queryable), then, [typeof(TEntity), order.Id.ReturnType], byKey, order.Id);
        return rows.Provider.CreateQuery<TEntity>(byId);
    }

    /// <summary><c>(key, id) &lt; (@key, @id)</c> as one row comparison, so that the index is walked and never skipped over.</summary>
    private static Expression<Func<TEntity, bool>> After<TEntity, TDto>(Keyset<TEntity, TDto> order, object key, Guid id)
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var place = Activator.CreateInstance(typeof(Place<,>).MakeGenericType(order.Key.ReturnType, order.Id.ReturnType), key, TypedId(order.Id.ReturnType, id))!;
        var holder = Expression.Constant(place);
        var here = Pair(Body(order.Key, row), Body(order.Id, row));
        var there = Pair(Expression.Property(holder, "Key"), Expression.Property(holder, "Id"));
        var compare = order.Descending ? nameof(NpgsqlDbFunctionsExtensions.LessThan) : nameof(NpgsqlDbFunctionsExtensions.GreaterThan);
        var call = Expression.Call(typeof(NpgsqlDbFunctionsExtensions), compare, null, Expression.Property(null, typeof(EF), nameof(EF.Functions)), here, there);
        return Expression.Lambda<Func<TEntity, bool>>(call, row);
    }

    // Read through a member, so that the values become parameters and not constants of the SQL.
    private sealed record Place<TKey, TId>(TKey Key, TId Id);

    private static UnaryExpression Pair(Expression key, Expression id) =>
        Expression.Convert(Expression.Call(typeof(ValueTuple), nameof(ValueTuple.Create), [key.Type, id.Type], key, id), typeof(ITuple));

    private static Expression Body(LambdaExpression lambda, ParameterExpression row) => new Rebind(lambda.Parameters[0], row).Visit(lambda.Body);

    private static object TypedId(Type type, Guid id) => type == typeof(Guid) ? id : Activator.CreateInstance(type, id)!;

    private sealed class Rebind(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
