using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Agencies.Queries;

[Requires(Permissions.AgenciesRead)]
public sealed record GetAgencyQuery(Guid Id) : IQuery<AgencyDto>;

internal sealed class GetAgencyHandler(AgencyScope scope, AgencyAnswers answers, AutoMapper.IConfigurationProvider maps) : IQueryHandler<GetAgencyQuery, AgencyDto>
{
    public async Task<Result<AgencyDto>> Handle(GetAgencyQuery request, CancellationToken cancellationToken)
    {
        var agency = await scope.Readable().WithId<Agency, AgencyId>(request.Id).AsNoTracking().ProjectTo<AgencyDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return agency is null ? CommonErrors.NotFound : answers.OfRead(agency);
    }
}
