using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>Why a record of a dose is refused: the guard's reasons, and what the record itself leaves out, all at once.</summary>
internal static class AdministrationRefusal
{
    public static Error? Of(AdministeredMedicine of, AdministrationEntry told, DoseVerdict verdict, MedicationPolicy policy, DateTimeOffset now)
    {
        if (verdict.Failures.Contains(DoseFinding.SlotAlreadyRecorded))
        {
            return MedicationAdministrationErrors.SlotAlreadyRecorded;
        }

        var missing = MissingFrom(of, told, policy, now).ToList();
        var faults = verdict.Failures.Select(DoseFindings.FaultOf).Concat(missing.SelectMany(e => e.Faults));
        var error = verdict.Allowed ? missing.FirstOrDefault() : DoseErrors.Refused;
        return (error, verdict.NextAllowedAt) switch
        {
            (null, _) => null,
            (_, { } next) when !verdict.Allowed => (error with { Faults = [.. faults] }).With("nextAllowedAt", next),
            _ => error with { Faults = [.. faults] },
        };
    }

    private static IEnumerable<Error> MissingFrom(AdministeredMedicine of, AdministrationEntry told, MedicationPolicy policy, DateTimeOffset now)
    {
        var isGuarded = MedicationAdministrationRules.IsGuarded(told.Outcome);
        var happenedHere = isGuarded || told.Outcome is AdministrationOutcome.Refused or AdministrationOutcome.Withheld;
        (bool Missing, Error Error, string Pointer)[] rules =
        [
            (told.Reason is null && ((isGuarded && of.Schedule == MedicationSchedule.Prn) || told.Outcome == AdministrationOutcome.Withheld),
                MedicationAdministrationErrors.ReasonRequired, "/reason"),
            (told.LateReason is null && (told.ReplacesMissed || (happenedHere && IsLate(told, policy, now))),
                MedicationAdministrationErrors.LateReasonRequired, "/lateReason"),
            (told is { Reason: null, LateReason: null, SlotAt: { } slot } && isGuarded && (told.GivenAt - slot).Duration() > TimeSpan.FromMinutes(policy.WindowMinutes),
                MedicationAdministrationErrors.OutsideWindow, "/reason"),
        ];
        return rules.Where(r => r.Missing).Select(r => r.Error.At(r.Pointer));
    }

    /// <summary>What comes late says why, in whichever words; what comes very late, in words of its own.</summary>
    private static bool IsLate(AdministrationEntry told, MedicationPolicy policy, DateTimeOffset now) =>
        told.GivenAt < now.AddDays(-policy.LateReasonAfterDays) || (told.Reason is null && told.GivenAt < now.AddMinutes(-policy.LateAfterMinutes));
}
