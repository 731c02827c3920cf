using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.StaffIdentities.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.StaffIdentities.Queries;

/// <summary>The trust's staff identities. Sort: <c>recordedAt</c>.</summary>
[Requires(Permissions.AccessRead)]
public sealed record ListStaffIdentitiesQuery : PagedQuery, IQuery<Page<StaffIdentityDto>>
{
    /// <summary>Only this person's.</summary>
    public Guid? StaffId { get; init; }
}

internal sealed class ListStaffIdentitiesHandler(AccessScope scope, IPager pager) : IQueryHandler<ListStaffIdentitiesQuery, Page<StaffIdentityDto>>
{
    private static readonly Keyset<StaffIdentity, StaffIdentityDto>[] Sorts =
    [
        Keyset.By<StaffIdentity, StaffIdentityDto, DateTimeOffset, StaffIdentityId>(
            "recordedAt", i => i.RecordedAt, d => d.RecordedAt, i => i.Id, d => d.Id),
    ];

    public Task<Result<Page<StaffIdentityDto>>> Handle(ListStaffIdentitiesQuery request, CancellationToken cancellationToken)
    {
        StaffId? staff = request.StaffId is { } id ? new(id) : null;
        var identities = scope.Identities(Permissions.AccessRead).Where(i => staff == null || i.StaffId == staff);
        return pager.PageAsync(identities, request, Sorts, cancellationToken);
    }
}
