using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;

namespace PupilSupport.Application.Observations.Queries;

[Requires(Permissions.ObservationsRead), Audited("observation.read")]
public sealed record GetObservationQuery(Guid Id) : IQuery<ObservationDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (Observation.Code, Id);
}

internal sealed class GetObservationHandler(ObservationAccess access, ObservationAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetObservationQuery, ObservationDto>
{
    public async Task<Result<ObservationDto>> Handle(GetObservationQuery request, CancellationToken cancellationToken)
    {
        var id = new ObservationId(request.Id);
        var observation = await access.Readable().AsNoTracking().Where(o => o.Id == id).ProjectTo<ObservationDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return observation is null ? CommonErrors.NotFound : (await answers.OfReadAsync([observation], cancellationToken))[0];
    }
}
