using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Staff.Queries;

[Requires(Permissions.StaffRead)]
public sealed record ListStaffQuery : PagedQuery, IQuery<Page<StaffDto>>
{
    /// <summary>Only people who work at this school now or will.</summary>
    public Guid? SchoolId { get; init; }
}

internal sealed class ListStaffHandler(StaffScope scope, IPager pager, TimeProvider clock) : IQueryHandler<ListStaffQuery, Page<StaffDto>>
{
    private static readonly Keyset<StaffMember, StaffDto>[] Sorts =
        [Keyset.By<StaffMember, StaffDto, string, StaffId>("name", s => s.SortName, d => d.SortName, s => s.Id, d => d.Id)];

    public async Task<Result<Page<StaffDto>>> Handle(ListStaffQuery request, CancellationToken cancellationToken)
    {
        var staff = scope.For(Permissions.StaffRead);
        if (request.SchoolId is { } id)
        {
            var (school, today) = (new SchoolId(id), LondonTime.DateOf(clock.GetUtcNow()));
            staff = staff.Where(s => s.Assignments.Any(a => a.SchoolId == school && (a.EndsOn == null || a.EndsOn >= today)));
        }

        var page = await pager.PageAsync(staff, request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = await scope.CompleteAsync(page.Value.Data, cancellationToken) } : page;
    }
}
