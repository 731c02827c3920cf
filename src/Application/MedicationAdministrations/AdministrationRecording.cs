using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>
/// Records one dose with all that belongs to it: the stock that it took, the missed record whose place it takes, the
/// error report, the tasks. The caller holds the order's row, then the stock's, so that rivals come one after the other.
/// </summary>
internal sealed class AdministrationRecording(
    IAppDbContext db, DoseJudging judging, DoseConsequences consequences, IPolicies policies, ICaller caller, TimeProvider clock)
{
    /// <param name="stock">The named batch; null when none is named, or none that the caller may take from.</param>
    /// <param name="except">A record that is being voided for this one.</param>
    public async Task<Result<MedicationAdministration>> RecordAsync(
        DoseMaterial of, AdministrationTold told, MedicineStock? stock, MedicationAdministrationId? except, CancellationToken ct)
    {
        var entry = await EntryAsync(of, told, stock, ct);
        if (!entry.IsSuccess)
        {
            return entry.Error;
        }

        var question = QuestionOf(entry.Value, told, stock) with { Except = except };
        var judgement = await judging.JudgeAsync(of, question, ct);
        var leave = await OverrideAsync(of, entry.Value, ct);
        if (!leave.IsSuccess)
        {
            return leave.Error;
        }

        var policy = await policies.OnAsync<MedicationPolicy>(of.Medicine.SchoolId, LondonTime.DateOf(told.GivenAt), ct);
        return await RecordAsync(of, Complete(entry.Value, judgement, leave.Value), judgement, stock, policy, ct);
    }

    private async Task<Result<MedicationAdministration>> RecordAsync(
        DoseMaterial of, AdministrationEntry entry, DoseJudgement judgement, MedicineStock? stock, MedicationPolicy policy, CancellationToken ct)
    {
        if (judgement.Standing is { } other && !entry.ReplacesMissed && !MedicationAdministrationRules.IsGuarded(entry.Outcome))
        {
            return Taken(other);
        }

        var now = clock.GetUtcNow();
        var verdict = entry.OverrideId is null ? judgement.Verdict : judgement.Verdict.Overridden();
        var recorded = MedicationAdministration.Record(caller.TrustId, of.Medicine, entry, verdict, policy, now);
        if (!recorded.IsSuccess)
        {
            return recorded.Error == MedicationAdministrationErrors.SlotAlreadyRecorded && judgement.Standing is { } standing ? Taken(standing) : recorded.Error;
        }

        var dose = recorded.Value;
        db.Set<MedicationAdministration>().Add(dose);
        if (dose.TookFromStock && stock!.Administer(dose.Quantity!.Value, dose.Id, dose.GivenById!.Value, dose.GivenAt, now) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        if (entry.ReplacesMissed)
        {
            judgement.Standing!.Void(entry.LateReason ?? entry.AlreadyGivenReason!, false, dose.GivenById!.Value, now);
            judgement.Standing.ReplaceBy(dose);
        }

        await consequences.FollowAsync(dose, of, policy, ct);
        return dose;
    }

    /// <summary>What was told, with what cannot stand left out when the dose was given all the same: it is never turned away.</summary>
    private async Task<Result<AdministrationEntry>> EntryAsync(DoseMaterial of, AdministrationTold told, MedicineStock? stock, CancellationToken ct)
    {
        if (caller.StaffId is not { } by)
        {
            return MedicationAdministrationErrors.PersonRequired;
        }

        var entry = told.ToEntry(by) with { StockId = stock?.Id };
        var slotIsOff = told.SlotAt is { } slot && !DoseJudging.IsSlot(of, slot);
        var priorIsOff = told.PriorDoseCheck?.LastDoseAt > told.GivenAt;
        var witness = await WitnessErrorAsync(of, told, by, ct);
        if (told.AlreadyGiven is not null)
        {
            return entry with
            {
                SlotAt = slotIsOff ? null : entry.SlotAt,
                Prior = priorIsOff ? null : entry.Prior,
                WitnessId = witness is null ? entry.WitnessId : null,
            };
        }

        var error = slotIsOff ? MedicationAdministrationErrors.NotASlot.At("/slotAt")
            : priorIsOff ? MedicationAdministrationErrors.PriorDoseAfter.At("/priorDoseCheck/lastDoseAt")
            : told.StockId is not null && stock is null ? CommonErrors.UnknownReference.At("/stockId")
            : witness;
        return error is null ? entry : error;
    }

    private static DoseQuestion QuestionOf(AdministrationEntry entry, AdministrationTold told, MedicineStock? stock) =>
        new(entry.Outcome, entry.Quantity ?? 0, entry.GivenAt, entry.SlotAt, stock, entry.Prior) { Unit = told.DoseUnit, HasWitness = entry.WitnessId is not null };

    private static AdministrationEntry Complete(AdministrationEntry entry, DoseJudgement judgement, DoseOverride? leave) => entry with
    {
        SlotAt = judgement.SlotAt,
        OverrideId = leave?.Id,
        ReplacesMissed = judgement.Standing is { Outcome: AdministrationOutcome.Missed } && entry.Outcome != AdministrationOutcome.Missed,
    };

    /// <summary>A witness works at the school on that day, and is somebody else.</summary>
    private async Task<Error?> WitnessErrorAsync(DoseMaterial of, AdministrationTold told, StaffId by, CancellationToken ct)
    {
        if (told.WitnessId is not { } id)
        {
            return null;
        }

        var (witness, school, day) = (new StaffId(id), of.Medicine.SchoolId, LondonTime.DateOf(told.GivenAt));
        return witness == by ? MedicationAdministrationErrors.WitnessIsGiver.At("/witnessId")
            : await db.Set<StaffMember>().AnyAsync(
                s => s.Id == witness && s.Assignments.Any(a => a.SchoolId == school && a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day)), ct) ? null
            : CommonErrors.UnknownReference.At("/witnessId");
    }

    /// <summary>The named override, if it covers the dose. Of a dose that was given already it is no matter if it does not.</summary>
    private async Task<Result<DoseOverride?>> OverrideAsync(DoseMaterial of, AdministrationEntry entry, CancellationToken ct)
    {
        if (entry.OverrideId is not { } id)
        {
            return (DoseOverride?)null;
        }

        var order = of.Medicine.OrderId;
        var leave = await db.Set<DoseOverride>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id && o.OrderId == order, ct);
        var isUsed = await db.Set<MedicationAdministration>().AnyAsync(d => d.OverrideId == id && d.Status == AdministrationStatus.Recorded, ct);
        var error = leave is null ? CommonErrors.UnknownReference.At("/overrideId")
            : isUsed ? MedicationAdministrationErrors.OverrideUsed
            : leave.Refusal(order, entry.GivenAt, entry.Quantity ?? 0);
        return (error, entry.AlreadyGivenReason) switch
        {
            (null, _) => leave,
            (_, not null) => (DoseOverride?)null,
            _ => error,
        };
    }

    private static Error Taken(MedicationAdministration other) =>
        MedicationAdministrationErrors.SlotAlreadyRecorded.With("clashes", new[] { other.Id.Value });
}
