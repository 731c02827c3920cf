using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationAdministrations.Commands;

/// <summary>Records when and how a parent was told of a dose.</summary>
[Requires(Permissions.MedicationAdministrationsRecord), Audited("medication_administration.parent_notified")]
public sealed record NotifyParentOfMedicationAdministrationCommand(Guid Id, int Version, DateTimeOffset At, ParentContactMethod How)
    : ICommand<MedicationAdministrationDto>;

internal sealed class NotifyParentOfMedicationAdministrationHandler(
    AdministrationLoading loading, MedicationAdministrationAccess access, MedicationAdministrationAnswers answers, IPolicies policies, TimeProvider clock)
    : ICommandHandler<NotifyParentOfMedicationAdministrationCommand, MedicationAdministrationDto>
{
    public async Task<Result<MedicationAdministrationDto>> Handle(NotifyParentOfMedicationAdministrationCommand request, CancellationToken cancellationToken)
    {
        var (dose, by) = await loading.LoadAsync(request.Id, request.Version, d => access.MayCorrect(d.SchoolId, d.GivenById), cancellationToken);
        if (!dose.IsSuccess)
        {
            return dose.Error;
        }

        var policy = await policies.OnAsync<MedicationPolicy>(dose.Value.SchoolId, LondonTime.DateOf(request.At), cancellationToken);
        var told = dose.Value.NotifyParent(request.At, request.How, by, policy, clock.GetUtcNow());
        return told.IsSuccess ? answers.Of(dose.Value) : told.Error;
    }
}
