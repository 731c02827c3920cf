using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>Says that a draft agrees with the label.</summary>
[Requires(Permissions.MedicationOrdersActivate), Audited("medication_order.verify")]
public sealed record VerifyMedicationOrderCommand(Guid Id, int Version, bool LabelChecked, Guid? ConfirmerId) : ICommand<MedicationOrderDto>;

internal sealed class VerifyMedicationOrderHandler(MedicationOrderLoading loading, MedicationOrderNotices notices)
    : ICommandHandler<VerifyMedicationOrderCommand, MedicationOrderDto>
{
    public Task<Result<MedicationOrderDto>> Handle(VerifyMedicationOrderCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, MedicationOrderAction.Verify, async (order, by, now) =>
        {
            var verified = order.Verify(request.LabelChecked, by, now);
            return verified.IsSuccess ? await notices.AskAsync(order, request.ConfirmerId, cancellationToken) : verified;
        }, cancellationToken);
}
