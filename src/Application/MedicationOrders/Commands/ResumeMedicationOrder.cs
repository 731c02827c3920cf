using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>Puts an order in force again, on its consent or on one that has come in its place.</summary>
[Requires(Permissions.MedicationOrdersWrite), Audited("medication_order.resume")]
public sealed record ResumeMedicationOrderCommand(Guid Id, int Version, string Reason, Guid? ConsentId) : ICommand<MedicationOrderDto>, IReasoned;

internal sealed class ResumeMedicationOrderHandler(MedicationOrderLoading loading) : ICommandHandler<ResumeMedicationOrderCommand, MedicationOrderDto>
{
    public Task<Result<MedicationOrderDto>> Handle(ResumeMedicationOrderCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, MedicationOrderAction.Resume, async (order, _, now) =>
        {
            var consent = await loading.HoldConsentAsync(order, request.ConsentId, cancellationToken);
            return consent.Error ?? order.Resume(consent.Value, request.Reason, now);
        }, cancellationToken);
}
