using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>Ends an order that has served its turn.</summary>
[Requires(Permissions.MedicationOrdersWrite), Audited("medication_order.end")]
public sealed record EndMedicationOrderCommand(Guid Id, int Version, string Reason) : ICommand<MedicationOrderDto>, IReasoned;

internal sealed class EndMedicationOrderHandler(MedicationOrderLoading loading) : ICommandHandler<EndMedicationOrderCommand, MedicationOrderDto>
{
    public Task<Result<MedicationOrderDto>> Handle(EndMedicationOrderCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, MedicationOrderAction.End, (order, _, now) => order.End(request.Reason, now), cancellationToken);
}
