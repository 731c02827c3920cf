using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Policies.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Application.Policies.Queries;

[Requires(Permissions.PoliciesRead)]
public sealed record GetPolicyValueQuery(Guid Id) : IQuery<PolicyValueDto>;

internal sealed class GetPolicyValueHandler(PolicyScope scope, AutoMapper.IConfigurationProvider maps) : IQueryHandler<GetPolicyValueQuery, PolicyValueDto>
{
    public async Task<Result<PolicyValueDto>> Handle(GetPolicyValueQuery request, CancellationToken cancellationToken)
    {
        var id = new PolicyValueId(request.Id);
        return await scope.Values().Where(v => v.Id == id).ProjectTo<PolicyValueDto>(maps).SingleOrDefaultAsync(cancellationToken) is { } value
            ? value
            : CommonErrors.NotFound;
    }
}
