using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>The second person's own word on a verified order for a controlled drug.</summary>
[Requires(Permissions.MedicationOrdersConfirm), Audited("medication_order.confirm")]
public sealed record ConfirmMedicationOrderCommand(Guid Id, int Version) : ICommand<MedicationOrderDto>;

internal sealed class ConfirmMedicationOrderHandler(MedicationOrderLoading loading) : ICommandHandler<ConfirmMedicationOrderCommand, MedicationOrderDto>
{
    public Task<Result<MedicationOrderDto>> Handle(ConfirmMedicationOrderCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, MedicationOrderAction.Confirm, (order, by, now) => order.Confirm(by, now), cancellationToken);
}
