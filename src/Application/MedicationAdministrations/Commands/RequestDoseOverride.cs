using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationAdministrations.Commands;

/// <summary>Asks for leave to give one dose that the guard refuses, on the word of a prescriber or an emergency service.</summary>
[Requires(Permissions.MedicationAdministrationsGive), Audited("dose_override.request")]
public sealed record RequestDoseOverrideCommand(Guid OrderId, decimal Quantity, OverrideAuthority Authority, string Reference, string Reason)
    : ICommand<DoseOverrideDto>, IReasoned;

internal sealed class RequestDoseOverrideHandler(
    IAppDbContext db, DoseOverrideAccess access, IAnswers answers, IPolicies policies, ICaller caller, TimeProvider clock)
    : ICommandHandler<RequestDoseOverrideCommand, DoseOverrideDto>
{
    public async Task<Result<DoseOverrideDto>> Handle(RequestDoseOverrideCommand request, CancellationToken cancellationToken)
    {
        var order = await access.OrderAsync(request.OrderId, Permissions.MedicationAdministrationsGive, cancellationToken);
        if (!order.IsSuccess)
        {
            return order.Error;
        }

        if (caller.StaffId is not { } by)
        {
            return MedicationAdministrationErrors.PersonRequired;
        }

        var now = clock.GetUtcNow();
        var policy = await policies.OnAsync<MedicationPolicy>(order.Value.SchoolId, LondonTime.DateOf(now), cancellationToken);
        var leave = DoseOverride.Request(
            caller.TrustId, DoseMaterial.Of(order.Value).Medicine, new(request.Quantity, request.Authority, request.Reference, request.Reason), by, policy, now);
        db.Set<DoseOverride>().Add(leave);
        return answers.Map<DoseOverrideDto>(leave);
    }
}
