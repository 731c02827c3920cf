using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.PupilProfiles.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.PupilProfiles.Queries;

[Requires(Permissions.PupilProfilesRead), Audited("pupil_profile.read")]
public sealed record GetPupilProfileQuery(Guid PupilId) : IQuery<PupilProfileDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("pupil", PupilId);
}

internal sealed class GetPupilProfileHandler(PupilProfileAccess access, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetPupilProfileQuery, PupilProfileDto>
{
    public async Task<Result<PupilProfileDto>> Handle(GetPupilProfileQuery request, CancellationToken cancellationToken)
    {
        var pupil = new PupilId(request.PupilId);
        var profile = await access.ReachesAsync(pupil, cancellationToken)
            ? await access.Of(pupil).AsNoTracking().ProjectTo<PupilProfileDto>(maps).SingleOrDefaultAsync(cancellationToken)
            : null;
        return profile is null ? CommonErrors.NotFound : profile;
    }
}
