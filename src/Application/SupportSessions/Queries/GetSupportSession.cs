using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Queries;

[Requires(Permissions.SupportSessionsRead), Audited("support_session.read")]
public sealed record GetSupportSessionQuery(Guid Id) : IQuery<SupportSessionDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("support_session", Id);
}

internal sealed class GetSupportSessionHandler(SupportSessionAccess access, SupportSessionAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetSupportSessionQuery, SupportSessionDto>
{
    public async Task<Result<SupportSessionDto>> Handle(GetSupportSessionQuery request, CancellationToken cancellationToken)
    {
        var id = new SupportSessionId(request.Id);
        var session = await access.Reachable().AsNoTracking().Where(s => s.Id == id).ProjectTo<SupportSessionDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return session is null ? CommonErrors.NotFound : (await answers.OfReadAsync([session], cancellationToken))[0];
    }
}
