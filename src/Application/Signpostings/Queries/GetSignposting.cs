using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Signpostings.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Signpostings;

namespace PupilSupport.Application.Signpostings.Queries;

[Requires(Permissions.SignpostingsRead), Audited("signposting.read")]
public sealed record GetSignpostingQuery(Guid Id) : IQuery<SignpostingDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (Signposting.Code, Id);
}

internal sealed class GetSignpostingHandler(SignpostingAccess access, SignpostingAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetSignpostingQuery, SignpostingDto>
{
    public async Task<Result<SignpostingDto>> Handle(GetSignpostingQuery request, CancellationToken cancellationToken)
    {
        var found = await access.Readable().WithId<Signposting, SignpostingId>(request.Id).AsNoTracking().ProjectTo<SignpostingDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return found is null ? CommonErrors.NotFound : (await answers.OfReadAsync([found], cancellationToken))[0];
    }
}
