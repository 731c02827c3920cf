using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationAdministrations.Queries;

[Requires(Permissions.MedicationAdministrationsRead), Audited("dose_override.read")]
public sealed record GetDoseOverrideQuery(Guid OrderId, Guid Id) : IQuery<DoseOverrideDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (DoseOverride.Code, Id);
}

internal sealed class GetDoseOverrideHandler(DoseOverrideAccess access, AutoMapper.IConfigurationProvider maps) : IQueryHandler<GetDoseOverrideQuery, DoseOverrideDto>
{
    public async Task<Result<DoseOverrideDto>> Handle(GetDoseOverrideQuery request, CancellationToken cancellationToken)
    {
        var (order, id) = (new MedicationOrderId(request.OrderId), new DoseOverrideId(request.Id));
        var leave = await access.ReadableOf(order).AsNoTracking().Where(o => o.Id == id).ProjectTo<DoseOverrideDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return leave is null ? CommonErrors.NotFound : leave;
    }
}
