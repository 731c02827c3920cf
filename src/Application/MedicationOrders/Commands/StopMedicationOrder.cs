using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>Breaks an order off, or drops one that never was in force.</summary>
[Requires(Permissions.MedicationOrdersWrite), Audited("medication_order.stop")]
public sealed record StopMedicationOrderCommand(Guid Id, int Version, string Reason) : ICommand<MedicationOrderDto>, IReasoned;

internal sealed class StopMedicationOrderHandler(MedicationOrderLoading loading) : ICommandHandler<StopMedicationOrderCommand, MedicationOrderDto>
{
    public Task<Result<MedicationOrderDto>> Handle(StopMedicationOrderCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, MedicationOrderAction.Stop, (order, _, now) => order.Stop(request.Reason, now), cancellationToken);
}
