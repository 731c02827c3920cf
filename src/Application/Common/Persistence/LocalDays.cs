using System.Linq.Expressions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Common.Persistence;

internal static class LocalDays
{
    /// <summary>Those that lie on the days from the first to the last, Europe/London, both included; a day that is absent does not bound.</summary>
    public static IQueryable<T> OnDays<T>(this IQueryable<T> rows, Expression<Func<T, DateTimeOffset>> at, DateOnly? first, DateOnly? last)
    {
        if (first is { } from)
        {
            var start = LondonTime.StartOf(from);
            rows = rows.Where(at.Is(t => t >= start));
        }

        if (last is { } to)
        {
            var end = LondonTime.StartOf(to.AddDays(1));
            rows = rows.Where(at.Is(t => t < end));
        }

        return rows;
    }
}
