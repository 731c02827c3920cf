using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>Puts a verified order in force.</summary>
[Requires(Permissions.MedicationOrdersActivate), Audited("medication_order.activate")]
public sealed record ActivateMedicationOrderCommand(Guid Id, int Version) : ICommand<MedicationOrderDto>;

internal sealed class ActivateMedicationOrderHandler(MedicationOrderLoading loading) : ICommandHandler<ActivateMedicationOrderCommand, MedicationOrderDto>
{
    public Task<Result<MedicationOrderDto>> Handle(ActivateMedicationOrderCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, MedicationOrderAction.Activate, async (order, by, now) =>
        {
            var consent = await loading.HoldConsentAsync(order, null, cancellationToken);
            return consent.Error ?? order.Activate(consent.Value, by, now);
        }, cancellationToken);
}
