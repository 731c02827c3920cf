using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.RoleGrants.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.RoleGrants.Queries;

/// <summary>Who holds which role where. Sort: <c>recordedAt</c>.</summary>
[Requires(Permissions.AccessRead)]
public sealed record ListRoleGrantsQuery : PagedQuery, IQuery<Page<RoleGrantDto>>
{
    /// <summary>Only this person's.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>Only this machine client's.</summary>
    public Guid? ApiClientId { get; init; }

    /// <summary>Only those at this school; a grant for the whole trust is at none.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Only this role.</summary>
    public Role? Role { get; init; }

    /// <summary>Only those that hold on this day.</summary>
    public DateOnly? On { get; init; }
}

internal sealed class ListRoleGrantsHandler(AccessScope scope, IPager pager) : IQueryHandler<ListRoleGrantsQuery, Page<RoleGrantDto>>
{
    private static readonly Keyset<RoleGrant, RoleGrantDto>[] Sorts =
        [Keyset.By<RoleGrant, RoleGrantDto, DateTimeOffset, RoleGrantId>("recordedAt", g => g.RecordedAt, d => d.RecordedAt, g => g.Id, d => d.Id)];

    public Task<Result<Page<RoleGrantDto>>> Handle(ListRoleGrantsQuery request, CancellationToken cancellationToken)
    {
        StaffId? staff = request.StaffId is { } s ? new(s) : null;
        ApiClientId? client = request.ApiClientId is { } c ? new(c) : null;
        SchoolId? school = request.SchoolId is { } at ? new(at) : null;
        var (role, on) = (request.Role, request.On);
        var grants = scope.Grants(Permissions.AccessRead)
            .Where(g => staff == null || g.StaffId == staff)
            .Where(g => client == null || g.ApiClientId == client)
            .Where(g => school == null || g.SchoolId == school)
            .Where(g => role == null || g.Role == role)
            .Where(g => on == null || (g.StartsOn <= on && (g.EndsOn == null || g.EndsOn >= on)));
        return pager.PageAsync(grants, request, Sorts, cancellationToken);
    }
}
