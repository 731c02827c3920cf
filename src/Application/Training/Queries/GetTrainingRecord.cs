using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training.Queries;

[Requires(Permissions.TrainingRecordsRead), Audited("training_record.read")]
public sealed record GetTrainingRecordQuery(Guid Id) : IQuery<TrainingRecordDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (TrainingRules.TaskSourceKind, Id);
}

internal sealed class GetTrainingRecordHandler(TrainingAccess access, TrainingAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetTrainingRecordQuery, TrainingRecordDto>
{
    public async Task<Result<TrainingRecordDto>> Handle(GetTrainingRecordQuery request, CancellationToken cancellationToken)
    {
        var id = new TrainingRecordId(request.Id);
        var record = await access.Readable().AsNoTracking().Where(r => r.Id == id).ProjectTo<TrainingRecordDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return record is null ? CommonErrors.NotFound : answers.OfRead(record);
    }
}
