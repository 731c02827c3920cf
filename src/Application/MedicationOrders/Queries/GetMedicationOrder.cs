using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Queries;

[Requires(Permissions.MedicationOrdersRead), Audited("medication_order.read")]
public sealed record GetMedicationOrderQuery(Guid Id) : IQuery<MedicationOrderDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (MedicationOrderRules.Kind, Id);
}

internal sealed class GetMedicationOrderHandler(MedicineAccess access, MedicationOrderAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetMedicationOrderQuery, MedicationOrderDto>
{
    public async Task<Result<MedicationOrderDto>> Handle(GetMedicationOrderQuery request, CancellationToken cancellationToken)
    {
        var id = new MedicationOrderId(request.Id);
        var order = await access.Orders(Permissions.MedicationOrdersRead).AsNoTracking().Where(o => o.Id == id)
            .ProjectTo<MedicationOrderDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return order is null ? CommonErrors.NotFound : (await answers.OfReadAsync([order], cancellationToken))[0];
    }
}
