using Microsoft.EntityFrameworkCore;
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

/// <summary>Agrees as the second person; from here on one dose may be given within the policy's minutes.</summary>
[Requires(Permissions.MedicationAdministrationsWitness), Audited("dose_override.confirm")]
public sealed record ConfirmDoseOverrideCommand(Guid OrderId, Guid Id, int Version) : ICommand<DoseOverrideDto>;

internal sealed class ConfirmDoseOverrideHandler(DoseOverrideAccess access, IAnswers answers, IPolicies policies, ICaller caller, TimeProvider clock)
    : ICommandHandler<ConfirmDoseOverrideCommand, DoseOverrideDto>
{
    public async Task<Result<DoseOverrideDto>> Handle(ConfirmDoseOverrideCommand request, CancellationToken cancellationToken)
    {
        var order = await access.OrderAsync(request.OrderId, Permissions.MedicationAdministrationsWitness, cancellationToken);
        if (!order.IsSuccess)
        {
            return order.Error;
        }

        var leave = await access.Of(order.Value.Id).SingleOrDefaultAsync(o => o.Id == new DoseOverrideId(request.Id), cancellationToken);
        var refusal = leave is null ? CommonErrors.NotFound : caller.StaffId is null ? MedicationAdministrationErrors.PersonRequired : leave.Check(request.Version).Error;
        if (refusal is not null)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var policy = await policies.OnAsync<MedicationPolicy>(leave!.SchoolId, LondonTime.DateOf(now), cancellationToken);
        var confirmed = leave.Confirm(caller.StaffId!.Value, policy, now);
        return confirmed.IsSuccess ? answers.Map<DoseOverrideDto>(leave) : confirmed.Error;
    }
}
