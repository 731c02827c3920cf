using AutoMapper.QueryableExtensions;
using AutoMapper;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common;
using PupilSupport.Application.StaffIdentities.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.StaffIdentities.Queries;

[Requires(Permissions.AccessRead)]
public sealed record GetStaffIdentityQuery(Guid Id) : IQuery<StaffIdentityDto>;

internal sealed class GetStaffIdentityHandler(AccessScope scope, IConfigurationProvider maps) : IQueryHandler<GetStaffIdentityQuery, StaffIdentityDto>
{
    public async Task<Result<StaffIdentityDto>> Handle(GetStaffIdentityQuery request, CancellationToken cancellationToken)
    {
        var id = new StaffIdentityId(request.Id);
        var found = await scope.Identities(Permissions.AccessRead).Where(r => r.Id == id).ProjectTo<StaffIdentityDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return found is null ? CommonErrors.NotFound : found;
    }
}
