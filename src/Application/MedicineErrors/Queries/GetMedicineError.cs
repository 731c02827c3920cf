using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;

namespace PupilSupport.Application.MedicineErrors.Queries;

[Requires(Permissions.MedicineErrorsRead), Audited("medicine_error.read")]
public sealed record GetMedicineErrorQuery(Guid Id) : IQuery<MedicineErrorDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (MedicineErrorRules.Kind, Id);
}

internal sealed class GetMedicineErrorHandler(MedicineErrorAccess access, MedicineErrorAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetMedicineErrorQuery, MedicineErrorDto>
{
    public async Task<Result<MedicineErrorDto>> Handle(GetMedicineErrorQuery request, CancellationToken cancellationToken)
    {
        var id = new MedicineErrorId(request.Id);
        var error = await access.Reachable().AsNoTracking().Where(e => e.Id == id).ProjectTo<MedicineErrorDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return error is null ? CommonErrors.NotFound : answers.OfRead(error);
    }
}
