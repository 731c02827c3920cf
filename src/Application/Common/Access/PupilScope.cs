using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Common.Access;

/// <summary>The pupils that the caller reaches by a permission. Queries for pupils, or for what belongs to them, start here.</summary>
public sealed class PupilScope(IAppDbContext db, ICaller caller, TimeProvider clock)
{
    public IQueryable<Pupil> For(string permission)
    {
        var reach = caller.PupilReachOf(permission);
        return reach.WholeTrust ? db.Set<Pupil>() : db.Set<Pupil>().Where(Reached(reach, caller.StaffId, LondonTime.DateOf(clock.GetUtcNow())));
    }

    /// <summary>The pupil for a change, with all enrolments; null when there is none within reach.</summary>
    public Task<Pupil?> LoadAsync(Guid id, string permission, CancellationToken ct)
    {
        var pupil = new PupilId(id);
        return For(permission).Include(p => p.Enrolments).SingleOrDefaultAsync(p => p.Id == pupil, ct);
    }

    public Task<bool> IncludesAsync(Guid id, string permission, CancellationToken ct)
    {
        var pupil = new PupilId(id);
        return For(permission).AnyAsync(p => p.Id == pupil, ct);
    }

    /// <summary>The names that these pupils go by, of those whom the caller reaches; one query.</summary>
    public Task<Dictionary<Guid, PersonDto>> NamesAsync(IEnumerable<Guid> pupils, CancellationToken ct)
    {
        PupilId[] ids = [.. pupils.Distinct().Select(id => new PupilId(id))];
        return For(Permissions.PupilsRead).AsNoTracking().Where(p => ids.Contains(p.Id))
            .Named().Select(p => p.Person).ToDictionaryAsync(p => p.Id, ct);
    }

    private static Expression<Func<Pupil, bool>> Reached(PupilReach reach, StaffId? staff, DateOnly today)
    {
        var schools = reach.Schools.ToArray();
        var parts = new List<Expression<Func<Pupil, bool>>>();
        if (schools.Length > 0)
        {
            parts.Add(AtSchools(schools, today));
        }

        if (reach.OwnClassesAt.Count > 0 && staff is { } teacher)
        {
            parts.Add(InClassesOf(teacher, [.. reach.OwnClassesAt], today));
        }

        parts.AddRange(reach.YearGroups.Select(y => AtSchools([y.SchoolId], today).And(InYears(y.From, y.To, AcademicYear.Containing(today)))));
        return parts.Count == 0 ? _ => false : parts.Aggregate(Predicates.Or);
    }

    /// <summary>On the roll now or soon; of a school's leavers those who are on no other roll of the trust.</summary>
    public static Expression<Func<Pupil, bool>> AtSchools(SchoolId[] schools, DateOnly today) =>
        p => schools.Contains(p.SchoolId) || p.Enrolments.Any(e => schools.Contains(e.SchoolId) && (e.LeftOn == null || e.LeftOn >= today));

    private static Expression<Func<Pupil, bool>> InClassesOf(StaffId teacher, SchoolId[] schools, DateOnly today) =>
        p => p.Classes.Any(m =>
            m.StartsOn <= today && (m.EndsOn == null || m.EndsOn >= today) && schools.Contains(m.Class.SchoolId)
            && m.Class.Teachers.Any(t => t.StaffId == teacher && t.StartsOn <= today && (t.EndsOn == null || t.EndsOn >= today)));

    /// <summary>From one year group to another, both included, by the override if there is one, else by age.</summary>
    public static Expression<Func<Pupil, bool>> InYears(int from, int to, AcademicYear year)
    {
        var (earliest, latest) = (year.Start - to, year.Start - from);
        var oldest = YearGroups.BirthDays((YearGroup)to, year).From;
        var youngest = YearGroups.BirthDays((YearGroup)from, year).To;
        var open = to >= (int)YearGroup.Beyond13;
        return p => p.ReceptionYear == null
            ? p.DateOfBirth >= oldest && p.DateOfBirth <= youngest
            : (open || p.ReceptionYear >= earliest) && p.ReceptionYear <= latest;
    }
}

internal static class Predicates
{
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(left.Body, Body(right, left.Parameters[0])), left.Parameters);

    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(left.Body, Body(right, left.Parameters[0])), left.Parameters);

    /// <summary>The rows whose key is as <paramref name="holds"/> says.</summary>
    public static Expression<Func<T, bool>> Is<T, TKey>(this Expression<Func<T, TKey>> key, Expression<Func<TKey, bool>> holds) =>
        Expression.Lambda<Func<T, bool>>(Body(holds, key.Body), key.Parameters);

    private static Expression Body(LambdaExpression lambda, Expression argument) => new Rebind(lambda.Parameters[0], argument).Visit(lambda.Body);

    private sealed class Rebind(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
