using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;

namespace PupilSupport.Application.MedicationAdministrations.Queries;

[Requires(Permissions.MedicationAdministrationsRead), Audited("dose_override.read")]
public sealed record GetDoseOverrideQuery(Guid OrderId, Guid Id) : IQuery<DoseOverrideDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("dose_override", Id);
}

internal sealed class GetDoseOverrideHandler(DoseOverrideAccess access, AutoMapper.IConfigurationProvider maps) : IQueryHandler<GetDoseOverrideQuery, DoseOverrideDto>
{
    public async Task<Result<DoseOverrideDto>> Handle(GetDoseOverrideQuery request, CancellationToken cancellationToken)
    {
        var order = await access.OrderAsync(request.OrderId, Permissions.MedicationAdministrationsRead, cancellationToken);
        var id = new DoseOverrideId(request.Id);
        var leave = order.IsSuccess
            ? await access.Of(order.Value.Id).AsNoTracking().Where(o => o.Id == id).ProjectTo<DoseOverrideDto>(maps).SingleOrDefaultAsync(cancellationToken)
            : null;
        return leave is null ? order.Error ?? CommonErrors.NotFound : leave;
    }
}
