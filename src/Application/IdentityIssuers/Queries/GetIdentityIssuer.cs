using AutoMapper.QueryableExtensions;
using AutoMapper;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common;
using PupilSupport.Application.IdentityIssuers.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.IdentityIssuers.Queries;

[Requires(Permissions.AccessRead)]
public sealed record GetIdentityIssuerQuery(Guid Id) : IQuery<IdentityIssuerDto>;

internal sealed class GetIdentityIssuerHandler(AccessScope scope, IConfigurationProvider maps) : IQueryHandler<GetIdentityIssuerQuery, IdentityIssuerDto>
{
    public async Task<Result<IdentityIssuerDto>> Handle(GetIdentityIssuerQuery request, CancellationToken cancellationToken)
    {
        var id = new IdentityIssuerId(request.Id);
        var found = await scope.Issuers(Permissions.AccessRead).Where(r => r.Id == id).ProjectTo<IdentityIssuerDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return found is null ? CommonErrors.NotFound : found;
    }
}
