using AutoMapper;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils.Queries;

[Requires(Permissions.PupilsRead), Audited("pupil.read")]
public sealed record GetPupilQuery(Guid PupilId) : IQuery<PupilDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("pupil", PupilId);
}

internal sealed class GetPupilHandler(PupilScope scope, IConfigurationProvider maps, PupilAnswers answers) : IQueryHandler<GetPupilQuery, PupilDto>
{
    public async Task<Result<PupilDto>> Handle(GetPupilQuery request, CancellationToken cancellationToken)
    {
        var id = new PupilId(request.PupilId);
        var pupil = await scope.For(Permissions.PupilsRead).Where(p => p.Id == id).ProjectTo<PupilDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return pupil is null ? CommonErrors.NotFound : (await answers.CompleteAsync([pupil], cancellationToken))[0];
    }
}
