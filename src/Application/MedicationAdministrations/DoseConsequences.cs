using PupilSupport.Application.MedicineErrors;
using PupilSupport.Application.Notices;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>What follows from a recorded dose, in the same transaction: the error report, the tasks, and the word to its witness.</summary>
internal sealed class DoseConsequences(DoseHistory history, IMedicineErrors errors, ITasks tasks, INotices notices, TimeProvider clock)
{
    public async Task FollowAsync(MedicationAdministration dose, DoseMaterial of, MedicationPolicy policy, CancellationToken ct)
    {
        if (dose.IsMarked)
        {
            // The report brings its own task for the medical lead and the duty to tell the parent.
            await errors.OpenAsync(ReportOf(dose), ct);
        }
        else if (!dose.IsConfidential && MedicationAdministrationRules.OwesParentNotice(dose.Outcome, of.Medicine.Schedule, isMarked: false))
        {
            await tasks.OpenAsync(Of(dose, WorkTaskKind.TellParentOfDose, isTheGivers: true), ct);
        }

        if (MedicationAdministrationRules.IsByStaff(dose.Outcome) && !dose.TookFromStock && of.IsKeptBySchool)
        {
            await tasks.OpenAsync(Of(dose, WorkTaskKind.ReconcileDoseStock, isTheGivers: false), ct);
        }

        await CountRefusalsAsync(dose, policy, ct);
        if (dose is { WitnessId: { } witness, WitnessStatus: WitnessStatus.Requested })
        {
            notices.Tell(witness, new NoticeAbout(NoticeKind.DoseWitnessAsked, dose.Id.Value, dose.SchoolId, NoticeUrgency.Urgent));
        }
    }

    private async Task CountRefusalsAsync(MedicationAdministration dose, MedicationPolicy policy, CancellationToken ct)
    {
        if (dose is { Outcome: AdministrationOutcome.Refused, OrderId: { } order }
            && await history.RefusalsBeforeAsync(order, dose.GivenAt, policy.RefusalsForTask - 1, ct) >= policy.RefusalsForTask - 1)
        {
            await tasks.OpenAsync(Of(dose, WorkTaskKind.ReviewRefusedDoses, isTheGivers: false), ct);
        }
    }

    private static NewMedicineError ReportOf(MedicationAdministration dose) => new()
    {
        SchoolId = dose.SchoolId,
        PupilId = dose.PupilId,
        OrderId = dose.OrderId,
        AdministrationId = dose.Id,
        StockId = dose.StockId,
        IsConfidential = dose.IsConfidential,
        Kind = MedicineErrorKind.GivenAgainstGuard,
        OccurredAt = dose.GivenAt,
        Description = $"A dose was given although the guard refuses it ({string.Join(", ", dose.GuardFailures.Select(EnumCodes<DoseFinding>.Format))}): {dose.AlreadyGivenReason}",
        GivenById = dose.GivenById,
        ReportedById = dose.GivenById,
    };

    private CausedTask Of(MedicationAdministration dose, WorkTaskKind kind, bool isTheGivers) => new()
    {
        Kind = kind,
        SchoolId = dose.SchoolId,
        Source = TaskSourceLink.To(dose),
        // Others than the team may come to see a late task: it must not tell them whom a confidential medicine is for.
        PupilId = dose.IsConfidential ? null : dose.PupilId,
        Label = SensitivityLabel.Health,
        OwnerId = isTheGivers ? dose.GivenById : null,
        Team = Role.MedicalLead,
        From = LondonTime.DateOf(clock.GetUtcNow()),
        SchoolDays = 0,
        Priority = isTheGivers ? WorkTaskPriority.Normal : WorkTaskPriority.High,
    };
}
