using System.Linq.Expressions;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.DataQuality;

[Requires(Permissions.DataQualityRead)]
public sealed record ListFindingsQuery : PagedQuery, IQuery<Page<FindingDto>>
{
    /// <summary>Only findings that this school can put right.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Only findings of this kind.</summary>
    public FindingCode? Code { get; init; }
}

internal sealed class ListFindingsHandler(IAppDbContext db, PupilScope pupils, SchoolScope schools, IPager pager, TimeProvider clock)
    : IQueryHandler<ListFindingsQuery, Page<FindingDto>>
{
    private static readonly string[] KnownAuthorities = [.. LocalAuthorities.Known];

    private static readonly Keyset<Finding, FindingDto>[] Sorts =
    [
        new("code", (Expression<Func<Finding, string>>)(f => f.Code), d => EnumCodes<FindingCode>.Format(d.Code),
            (Expression<Func<Finding, Guid>>)(f => f.RecordId), d => d.RecordId, Descending: false),
    ];

    public Task<Result<Page<FindingDto>>> Handle(ListFindingsQuery request, CancellationToken cancellationToken)
    {
        var codes = request.Code is { } only ? [only] : Enum.GetValues<FindingCode>();
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var findings = codes.Select(c => Of(c, today)).Aggregate((all, more) => all.Concat(more));
        if (request.SchoolId is { } id)
        {
            var school = new SchoolId(id);
            findings = findings.Where(f => f.SchoolId == school);
        }

        return pager.PageAsync(findings, request, Sorts, cancellationToken);
    }

    private IQueryable<Finding> Of(FindingCode code, DateOnly today)
    {
        var year = AcademicYear.Containing(today);
        return code switch
        {
            FindingCode.PupilWithoutDateOfBirth => Pupils(code, p => p.DateOfBirth == null),
            FindingCode.PupilWithoutUpn => Pupils(code, p => p.Upn == null),
            FindingCode.PupilUpnAuthorityUnknown => Pupils(code, p => p.Upn != null && !KnownAuthorities.Contains(((string)(object)p.Upn).Substring(1, 3))),
            FindingCode.PupilUpnTemporary => Pupils(code, p => p.Upn != null && ((string)(object)p.Upn).Substring(12, 1).CompareTo("9") > 0),
            FindingCode.PupilOnNoRoll => Pupils(code, p => !p.Enrolments.Any(e => e.LeftOn == null || e.LeftOn >= today)),
            FindingCode.SchoolWithoutUrn => Schools(code, s => s.Kind == SchoolKind.School && s.Urn == null),
            FindingCode.SchoolUnclassified => Schools(code, s => s.Kind == SchoolKind.Unclassified),
            FindingCode.SchoolWithoutCalendar => Schools(
                code, s => s.Kind == SchoolKind.School && !db.Set<YearCalendar>().Any(c => c.SchoolId == s.Id && c.AcademicYear == year)),
            _ => throw new ArgumentOutOfRangeException(nameof(code)),
        };
    }

    // A typed id cannot be unwrapped inside a set operation; the cast says what the column is anyway.
    private IQueryable<Finding> Pupils(FindingCode code, Expression<Func<Pupil, bool>> isFound)
    {
        var text = EnumCodes<FindingCode>.Format(code);
        return pupils.For(Permissions.DataQualityRead).Where(isFound)
            .Select(p => new Finding { Code = text, SchoolId = p.SchoolId, RecordId = (Guid)(object)p.Id });
    }

    private IQueryable<Finding> Schools(FindingCode code, Expression<Func<School, bool>> isFound)
    {
        var text = EnumCodes<FindingCode>.Format(code);
        return schools.For(Permissions.DataQualityRead).Where(isFound)
            .Select(s => new Finding { Code = text, SchoolId = s.Id, RecordId = (Guid)(object)s.Id });
    }
}
