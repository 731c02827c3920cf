using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils.Queries;

[Requires(Permissions.PupilsRead)]
public sealed record ListPupilsQuery : PagedQuery, IQuery<Page<PupilDto>>
{
    /// <summary>Only pupils on this school's roll now or soon, and its leavers who are on no other roll.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Only pupils who are in this class today.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>Only pupils of this year group, by its national code.</summary>
    public YearGroup? YearGroup { get; init; }

    /// <summary>Only pupils changed at or after this instant. A convenience; it is no way to keep in sync.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }
}

internal sealed class ListPupilsHandler(PupilScope scope, IPager pager, PupilAnswers answers, TimeProvider clock)
    : IQueryHandler<ListPupilsQuery, Page<PupilDto>>
{
    internal static readonly Keyset<Pupil, PupilDto>[] Sorts =
    [
        Keyset.By<Pupil, PupilDto, string, PupilId>("name", p => p.SortName, d => d.SortName, p => p.Id, d => d.Id),
        Keyset.By<Pupil, PupilDto, DateTimeOffset, PupilId>("updatedAt", p => p.UpdatedAt, d => d.UpdatedAt, p => p.Id, d => d.Id),
    ];

    public async Task<Result<Page<PupilDto>>> Handle(ListPupilsQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Filter(request), request, Sorts, cancellationToken);
        return page.IsSuccess
            ? page.Value with { Data = await answers.CompleteAsync(page.Value.Data, cancellationToken) }
            : page;
    }

    private IQueryable<Pupil> Filter(ListPupilsQuery request)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var pupils = scope.For(Permissions.PupilsRead);
        if (request.SchoolId is { } school)
        {
            pupils = pupils.Where(PupilScope.AtSchools([new SchoolId(school)], today));
        }

        if (request.ClassId is { } id)
        {
            var wanted = new TeachingClassId(id);
            pupils = pupils.Where(p => p.Classes.Any(m => m.ClassId == wanted && m.StartsOn <= today && (m.EndsOn == null || m.EndsOn >= today)));
        }

        if (request.YearGroup is { } group)
        {
            pupils = pupils.Where(PupilScope.InYears((int)group, (int)group, AcademicYear.Containing(today)));
        }

        return request.UpdatedSince is { } since ? pupils.Where(p => p.UpdatedAt >= since) : pupils;
    }
}
