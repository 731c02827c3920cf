using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.InformationShares.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;

namespace PupilSupport.Application.InformationShares.Queries;

[Requires(Permissions.InformationSharesRead), Audited("information_share.read")]
public sealed record GetInformationShareQuery(Guid Id) : IQuery<InformationShareDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (InformationShare.Code, Id);
}

internal sealed class GetInformationShareHandler(InformationShareAccess access, InformationShareAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetInformationShareQuery, InformationShareDto>
{
    public async Task<Result<InformationShareDto>> Handle(GetInformationShareQuery request, CancellationToken cancellationToken)
    {
        var id = new InformationShareId(request.Id);
        var share = await access.Readable().AsNoTracking().Where(s => s.Id == id).ProjectTo<InformationShareDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return share is null ? CommonErrors.NotFound : answers.OfRead(share);
    }
}
