using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>Interrupts an order: no dose is given by it until it is resumed.</summary>
[Requires(Permissions.MedicationOrdersWrite), Audited("medication_order.hold")]
public sealed record HoldMedicationOrderCommand(Guid Id, int Version, string Reason) : ICommand<MedicationOrderDto>, IReasoned;

internal sealed class HoldMedicationOrderHandler(MedicationOrderLoading loading) : ICommandHandler<HoldMedicationOrderCommand, MedicationOrderDto>
{
    public Task<Result<MedicationOrderDto>> Handle(HoldMedicationOrderCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, MedicationOrderAction.Hold, (order, _, now) => order.Hold(request.Reason, now), cancellationToken);
}
