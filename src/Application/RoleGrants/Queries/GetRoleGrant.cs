using AutoMapper.QueryableExtensions;
using AutoMapper;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common;
using PupilSupport.Application.RoleGrants.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.RoleGrants.Queries;

[Requires(Permissions.AccessRead)]
public sealed record GetRoleGrantQuery(Guid Id) : IQuery<RoleGrantDto>;

internal sealed class GetRoleGrantHandler(AccessScope scope, IConfigurationProvider maps) : IQueryHandler<GetRoleGrantQuery, RoleGrantDto>
{
    public async Task<Result<RoleGrantDto>> Handle(GetRoleGrantQuery request, CancellationToken cancellationToken)
    {
        var id = new RoleGrantId(request.Id);
        var found = await scope.Grants(Permissions.AccessRead).Where(r => r.Id == id).ProjectTo<RoleGrantDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return found is null ? CommonErrors.NotFound : found;
    }
}
