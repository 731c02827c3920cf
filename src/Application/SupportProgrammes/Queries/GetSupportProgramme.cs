using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Queries;

[Requires(Permissions.SupportProgrammesRead), Audited("support_programme.read")]
public sealed record GetSupportProgrammeQuery(Guid Id) : IQuery<SupportProgrammeDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (SupportProgrammeRules.Kind, Id);
}

internal sealed class GetSupportProgrammeHandler(SupportProgrammeAccess access, SupportProgrammeAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetSupportProgrammeQuery, SupportProgrammeDto>
{
    public async Task<Result<SupportProgrammeDto>> Handle(GetSupportProgrammeQuery request, CancellationToken cancellationToken)
    {
        var id = new SupportProgrammeId(request.Id);
        var programme = await access.Readable().AsNoTracking().Where(p => p.Id == id).ProjectTo<SupportProgrammeDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return programme is null ? CommonErrors.NotFound : (await answers.OfReadAsync([programme], cancellationToken))[0];
    }
}
