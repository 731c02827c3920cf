using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Application.Recognitions.Queries;

[Requires(Permissions.RecognitionsRead), Audited("recognition.read")]
public sealed record GetRecognitionQuery(Guid Id) : IQuery<RecognitionDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (Recognition.Code, Id);
}

internal sealed class GetRecognitionHandler(RecognitionAccess access, RecognitionAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetRecognitionQuery, RecognitionDto>
{
    public async Task<Result<RecognitionDto>> Handle(GetRecognitionQuery request, CancellationToken cancellationToken)
    {
        var id = new RecognitionId(request.Id);
        var recognition = await access.Readable().AsNoTracking().Where(r => r.Id == id).ProjectTo<RecognitionDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return recognition is null ? CommonErrors.NotFound : (await answers.OfReadAsync([recognition], cancellationToken))[0];
    }
}
