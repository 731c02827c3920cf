using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision.Queries;

[Requires(Permissions.SupervisionRecordsRead), Audited("supervision_record.read")]
public sealed record GetSupervisionRecordQuery(Guid Id) : IQuery<SupervisionRecordDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (SupervisionRecord.Code, Id);
}

internal sealed class GetSupervisionRecordHandler(SupervisionAccess access, StaffRecordAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetSupervisionRecordQuery, SupervisionRecordDto>
{
    public async Task<Result<SupervisionRecordDto>> Handle(GetSupervisionRecordQuery request, CancellationToken cancellationToken)
    {
        var id = new SupervisionRecordId(request.Id);
        var record = await access.Readable().AsNoTracking().Where(r => r.Id == id).ProjectTo<SupervisionRecordDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return record is null ? CommonErrors.NotFound : answers.OfRead(record);
    }
}
