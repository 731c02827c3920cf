using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision.Queries;

[Requires(Permissions.SupervisionRecordsRead), Audited("coaching_record.read")]
public sealed record GetCoachingRecordQuery(Guid Id) : IQuery<CoachingRecordDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (CoachingRecord.Code, Id);
}

internal sealed class GetCoachingRecordHandler(CoachingAccess access, StaffRecordAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetCoachingRecordQuery, CoachingRecordDto>
{
    public async Task<Result<CoachingRecordDto>> Handle(GetCoachingRecordQuery request, CancellationToken cancellationToken)
    {
        var id = new CoachingRecordId(request.Id);
        var record = await access.Readable().AsNoTracking().Where(r => r.Id == id).ProjectTo<CoachingRecordDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return record is null ? CommonErrors.NotFound : answers.OfRead(record);
    }
}
