using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationOrders;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicineConsents.Commands;

/// <summary>Takes a consent back, or refuses what was asked for, and stops every order that rests on it.</summary>
[Requires(Permissions.MedicineConsentsWrite), Audited("medicine_consent.withdraw")]
public sealed record WithdrawMedicineConsentCommand(Guid Id, int Version, string Reason, Guid? WithdrawnByContactId) : ICommand<MedicineConsentDto>, IReasoned;

internal sealed class WithdrawMedicineConsentHandler(
    MedicineConsentLoading loading, MedicineConsentGivers givers, MedicationOrderNotices notices, MedicineConsentAnswers answers, TimeProvider clock)
    : ICommandHandler<WithdrawMedicineConsentCommand, MedicineConsentDto>
{
    /// <summary>What an order says of why it was stopped; who withdrew and why stands in the consent.</summary>
    private const string OrderReason = "The consent was withdrawn.";

    public async Task<Result<MedicineConsentDto>> Handle(WithdrawMedicineConsentCommand request, CancellationToken cancellationToken)
    {
        var held = await loading.HoldAsync(request.Id, request.Version, cancellationToken);
        if (!held.IsSuccess)
        {
            return held.Error;
        }

        var (consent, orders, now) = (held.Value.Consent, held.Value.Orders, clock.GetUtcNow());
        var contact = await givers.ContactAsync(request.WithdrawnByContactId, consent.PupilId, "/withdrawnByContactId", cancellationToken);
        if ((contact.Error ?? consent.Withdraw(request.Reason, contact.Value?.Id, now).Error) is { } refused)
        {
            return refused;
        }

        foreach (var order in orders)
        {
            var wasInForce = order.Status is MedicationOrderStatus.Active or MedicationOrderStatus.OnHold;
            if (order.Stop(OrderReason, now).Error is { } notStopped)
            {
                return notStopped;
            }

            if (wasInForce)
            {
                await notices.InterruptedAsync(order, cancellationToken);
            }
        }

        return await answers.OfAsync(consent, cancellationToken);
    }
}
