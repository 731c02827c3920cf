using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>Changes a draft.</summary>
[Requires(Permissions.MedicationOrdersWrite), Audited("medication_order.revise")]
public sealed record ReviseMedicationOrderCommand(Guid Id, int Version, IPatch<MedicationOrderEdit> Patch) : ICommand<MedicationOrderDto>;

internal sealed class ReviseMedicationOrderHandler(MedicationOrderLoading loading) : ICommandHandler<ReviseMedicationOrderCommand, MedicationOrderDto>
{
    public Task<Result<MedicationOrderDto>> Handle(ReviseMedicationOrderCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, MedicationOrderAction.Revise, (order, _, _) => ReviseAsync(order, request.Patch, cancellationToken), cancellationToken);

    private async Task<Result> ReviseAsync(MedicationOrder order, IPatch<MedicationOrderEdit> patch, CancellationToken ct)
    {
        var edit = patch.ApplyTo(MedicationOrderEdit.Of(order));
        if (!edit.IsSuccess)
        {
            return edit.Error;
        }

        var consent = await loading.ConsentAsync(edit.Value.ConsentId, order.PupilId, order.SchoolId, ct);
        return consent.Error ?? order.Revise(await loading.FactsAsync(order.PupilId, ct), consent.Value, edit.Value.ToPlan());
    }
}
