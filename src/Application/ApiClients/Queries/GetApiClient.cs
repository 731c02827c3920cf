using AutoMapper.QueryableExtensions;
using AutoMapper;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.ApiClients.Dtos;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ApiClients.Queries;

[Requires(Permissions.AccessRead)]
public sealed record GetApiClientQuery(Guid Id) : IQuery<ApiClientDto>;

internal sealed class GetApiClientHandler(AccessScope scope, IConfigurationProvider maps) : IQueryHandler<GetApiClientQuery, ApiClientDto>
{
    public async Task<Result<ApiClientDto>> Handle(GetApiClientQuery request, CancellationToken cancellationToken)
    {
        var id = new ApiClientId(request.Id);
        var found = await scope.Clients(Permissions.AccessRead).Where(r => r.Id == id).ProjectTo<ApiClientDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return found is null ? CommonErrors.NotFound : found;
    }
}
