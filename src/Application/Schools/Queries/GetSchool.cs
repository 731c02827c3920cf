using AutoMapper;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools.Queries;

[Requires(Permissions.SchoolsRead)]
public sealed record GetSchoolQuery(Guid SchoolId) : IQuery<SchoolDto>;

internal sealed class GetSchoolHandler(SchoolScope scope, IConfigurationProvider maps, ExternalIdDirectory externalIds) : IQueryHandler<GetSchoolQuery, SchoolDto>
{
    public async Task<Result<SchoolDto>> Handle(GetSchoolQuery request, CancellationToken cancellationToken)
    {
        var id = new SchoolId(request.SchoolId);
        var school = await scope.For(Permissions.SchoolsRead).Where(s => s.Id == id).ProjectTo<SchoolDto>(maps).SingleOrDefaultAsync(cancellationToken);
        if (school is null)
        {
            return CommonErrors.NotFound;
        }

        var names = await externalIds.OfAsync([school.Id], cancellationToken);
        return school with { ExternalIds = [.. names[school.Id]] };
    }
}
