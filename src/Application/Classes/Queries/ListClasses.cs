using PupilSupport.Application.Classes.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Classes.Queries;

[Requires(Permissions.PupilsRead)]
public sealed record ListClassesQuery : PagedQuery, IQuery<Page<ClassDto>>
{
    /// <summary>Only classes of this school.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Only classes that this member of staff teaches today.</summary>
    public Guid? TeacherId { get; init; }

    /// <summary>Only classes of this kind.</summary>
    public TeachingClassKind? Kind { get; init; }
}

internal sealed class ListClassesHandler(IAppDbContext db, ICaller caller, IPager pager, TimeProvider clock) : IQueryHandler<ListClassesQuery, Page<ClassDto>>
{
    private static readonly Keyset<TeachingClass, ClassDto>[] Sorts =
        [Keyset.By<TeachingClass, ClassDto, string, TeachingClassId>("name", c => c.Name, d => d.Name, c => c.Id, d => d.Id)];

    public Task<Result<Page<ClassDto>>> Handle(ListClassesQuery request, CancellationToken cancellationToken)
    {
        var reach = caller.ReachOf(Permissions.PupilsRead);
        var schools = reach.Schools.ToArray();
        IQueryable<TeachingClass> classes = db.Set<TeachingClass>();
        if (!reach.WholeTrust)
        {
            classes = classes.Where(c => schools.Contains(c.SchoolId));
        }

        if (request.SchoolId is { } id)
        {
            var school = new SchoolId(id);
            classes = classes.Where(c => c.SchoolId == school);
        }

        if (request.TeacherId is { } teacherId)
        {
            var (teacher, today) = (new StaffId(teacherId), LondonTime.DateOf(clock.GetUtcNow()));
            classes = classes.Where(c => c.Teachers.Any(t => t.StaffId == teacher && t.StartsOn <= today && (t.EndsOn == null || t.EndsOn >= today)));
        }

        classes = classes.Where(c => request.Kind == null || c.Kind == request.Kind);
        return pager.PageAsync(classes, request, Sorts, cancellationToken);
    }
}
