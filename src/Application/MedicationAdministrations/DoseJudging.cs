using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Training;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>Gathers what the guard has to know of a dose, and asks it. Whoever is going to record it holds the order's row meanwhile.</summary>
internal sealed class DoseJudging(IAppDbContext db, DoseHistory history, CompetenceGate gate, ICaller caller)
{
    /// <summary>What the guard says, with the slot that the dose is for and the record that stands for it.</summary>
    public async Task<DoseJudgement> JudgeAsync(DoseMaterial of, DoseQuestion question, CancellationToken ct)
    {
        var slot = SlotOf(of, question);
        var standing = of.Order is { } order && slot is { } at ? await history.OfSlotAsync(order.Id, at, question.Except, ct) : null;
        if (!MedicationAdministrationRules.IsGuarded(question.Outcome))
        {
            return new DoseJudgement(DoseVerdict.None, slot, standing);
        }

        var dose = await CaseAsync(of, question, ct) with { SlotIsTaken = standing is { Outcome: not AdministrationOutcome.Missed } };
        return new DoseJudgement(DoseGuard.Judge(dose), slot, standing);
    }

    private async Task<DoseCase> CaseAsync(DoseMaterial of, DoseQuestion question, CancellationToken ct)
    {
        var isByStaff = MedicationAdministrationRules.IsByStaff(question.Outcome);
        return new DoseCase
        {
            At = question.At,
            Quantity = question.Quantity,
            Limits = of.Limits,
            OrderIsActive = of.Order is null or { Status: MedicationOrderStatus.Active },
            StartsOn = of.Order?.StartsOn ?? DateOnly.MinValue,
            EndsOn = of.Order?.EndsOn,
            IsEmergency = of.Medicine.Schedule == MedicationSchedule.Emergency,
            IsControlled = isByStaff && of.Order is { Controlled: true },
            ConsentIsGiven = await IsConsentedAsync(of.Order, question.At, ct),
            Stock = question.Stock is { } stock ? new DoseStock(stock.Balance, stock.ExpiresOn) : null,
            StockIsWrong = (question.Stock is { } named && !of.Fits(named)) || (question.Unit is { } unit && unit != of.Medicine.Unit),
            NeedsStock = isByStaff && question.NamesStock && of.IsKeptBySchool,
            GiverIsCompetent = !isByStaff || await IsCompetentAsync(of, question.At, ct),
            HasWitness = question.HasWitness,
            PriorDoseIsTold = question.Prior is { IsTold: true },
            History = await history.OfOrderAsync(of, question, ct),
            SameMedicine = await history.OfOtherOrdersAsync(of, question.At, ct),
        };
    }

    /// <summary>The slot of a fixed order: the named one, or the nearest.</summary>
    public static DateTimeOffset? SlotOf(DoseMaterial of, DoseQuestion question) => (of.Order, question.SlotAt) switch
    {
        ({ Schedule: MedicationSchedule.Fixed }, { } named) => named.ToUniversalTime(),
        ({ Schedule: MedicationSchedule.Fixed } fixedly, null) when MedicationAdministrationRules.TakesSlot(question.Outcome) =>
            MedicationAdministrationRules.NearestSlot(fixedly.Times, question.At),
        _ => null,
    };

    /// <summary>Whether the order has a dose at that very time.</summary>
    public static bool IsSlot(DoseMaterial of, DateTimeOffset slot) =>
        of.Order is { Schedule: MedicationSchedule.Fixed } order
        && MedicationAdministrationRules.SlotsOn(order.Times, LondonTime.DateOf(slot)).Contains(slot.ToUniversalTime());

    private async Task<bool> IsConsentedAsync(MedicationOrder? order, DateTimeOffset at, CancellationToken ct) =>
        order?.ConsentId is { } id
        && await db.Set<MedicineConsent>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } consent
        && consent.IsGivenAt(at);

    private async Task<bool> IsCompetentAsync(DoseMaterial of, DateTimeOffset at, CancellationToken ct) =>
        caller.StaffId is { } giver
        && await gate.MayAsync(TrainedAct.AdministerMedicine, giver, of.Medicine.SchoolId, [.. of.Order?.RequiredTraining ?? []], LondonTime.DateOf(at), ct);
}

/// <summary>What was found about a dose.</summary>
/// <param name="SlotAt">The time of a fixed order that it is for.</param>
/// <param name="Standing">What has been recorded for that time already, a missed dose included.</param>
internal sealed record DoseJudgement(DoseVerdict Verdict, DateTimeOffset? SlotAt, MedicationAdministration? Standing);
