using PupilSupport.Application.MedicationAdministrations;
using PupilSupport.Application.MedicationRounds.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Schools;
using static PupilSupport.Domain.MedicationAdministrations.AdministrationOutcome;

namespace PupilSupport.Application.MedicationRounds;

/// <summary>Arranges what was read; it asks nothing.</summary>
internal static class RoundSheet
{
    public static MedicationRoundDto Of(RoundPlace place, bool? isSchoolDay, RoundFacts facts, MedicationPolicy policy, DateTimeOffset now)
    {
        var today = LondonTime.DateOf(now);
        var soon = place.Day.AddDays(policy.ExpiringDays);
        var slots = isSchoolDay == true ? Unrecorded(place.Day, facts, policy, now) : [];
        var active = facts.Orders.Where(o => o.IsActive).ToList();
        return new MedicationRoundDto
        {
            SchoolId = place.School.Value,
            Date = place.Day,
            IsSchoolDay = isSchoolDay,
            AsOf = now,
            IsCut = facts.IsCut,
            Due = [.. slots.Where(s => s.WindowTo >= now)],
            Overdue = [.. slots.Where(s => s.WindowTo < now)],
            Given = Doses(facts, Given, GivenPartial, SelfAdministered, GivenAtHome),
            Missed = Doses(facts, Missed),
            NotGiven = Doses(facts, Refused, Withheld, NotRequired),
            Prn = place.Day == today ? [.. active.Where(o => o.Schedule == MedicationSchedule.Prn).Select(o => Prn(o, facts, place.Day, now))] : [],
            Emergency = [.. active.Where(o => o.Schedule == MedicationSchedule.Emergency).Select(o => Row(o, facts, place.Day))],
            OnHold = [.. facts.Orders.Where(o => o.Status == MedicationOrderStatus.OnHold).Select(o => Row(o, facts, place.Day))],
            Unwitnessed = [.. facts.Unwitnessed.Select(Row)],
            LowStock = [.. active.Where(o => !o.SelfHeld).Select(o => Low(o, facts, place.Day, policy)).OfType<RoundLowStockDto>()],
            Expiring = [.. facts.Stocks.All.Where(s => s.Balance > 0 && s.ExpiresOn <= soon).OrderBy(s => s.ExpiresOn).Select(s => Row(s, place.Day))],
            AwaitingSecondPerson = [.. facts.Stocks.All.Where(s => s.IsPending).Select(s => Row(s, place.Day))],
            ConsentsEnding = [.. facts.Orders.Where(o => o.ConsentExpiresOn <= soon).OrderBy(o => o.ConsentExpiresOn).Select(o => Row(o, facts, place.Day))],
            CompetencesEnding = facts.CompetencesEnding,
        };
    }

    /// <summary>The fixed doses of a school day that nobody has said anything of, as far as the order was in force.</summary>
    private static List<RoundSlotDto> Unrecorded(DateOnly day, RoundFacts facts, MedicationPolicy policy, DateTimeOffset now)
    {
        var window = TimeSpan.FromMinutes(policy.WindowMinutes);
        var slots =
            from order in facts.Orders
            where !order.SelfHeld
            from slot in MedicationAdministrationRules.SlotsOn(order.Times, day)
            where MissedDoses.IsOwed(order.InForceSince, order.InForceUntil, slot, window) && !facts.Slots.Contains((order.Id, slot))
            orderby slot, order.Pupil.FamilyName, order.Pupil.GivenName, order.Id.Value
            select new RoundSlotDto
            {
                Order = Row(order, facts, day),
                SlotAt = slot,
                WindowFrom = slot - window,
                WindowTo = slot + window,
                IsOpen = slot - window <= now && now <= slot + window,
            };
        return [.. slots];
    }

    private static IReadOnlyList<RoundDoseDto> Doses(RoundFacts facts, params AdministrationOutcome[] outcomes) =>
        [.. facts.Doses.Where(d => outcomes.Contains(d.Outcome)).Select(Row)];

    private static RoundPrnDto Prn(RoundOrder order, RoundFacts facts, DateOnly day, DateTimeOffset now)
    {
        var past = DoseHistory.Counted([.. facts.Past[order.Id]], now - RoundReading.Past, order.DoseMax);
        var stock = facts.Stocks.BatchFor(order, day);
        var verdict = DoseGuard.Judge(new DoseCase
        {
            At = now,
            Quantity = order.DoseMin,
            Limits = new(
                order.DoseMin, order.DoseMax, order.MinIntervalMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null, order.MaxDoses24h, order.MaxQuantity24h),
            OrderIsActive = true,
            StartsOn = order.StartsOn,
            EndsOn = order.EndsOn,
            IsEmergency = false,
            IsControlled = order.Controlled,
            ConsentIsGiven = order.ConsentIsGiven,
            Stock = stock is null ? null : new DoseStock(stock.Balance, stock.ExpiresOn),
            NeedsStock = !order.SelfHeld,
            // Of whoever will give it, and of what will be asked then, the round knows nothing.
            GiverIsCompetent = true,
            HasWitness = true,
            PriorDoseIsTold = true,
            History = past,
        });
        return new RoundPrnDto
        {
            Order = Row(order, facts, day),
            AllowedNow = verdict.Allowed,
            Failures = [.. verdict.Failures.Select(f => EnumCodes<DoseFinding>.Format(f))],
            NextAllowedAt = verdict.NextAllowedAt,
            LastDoseAt = past.IsEmpty ? null : past[^1].At,
        };
    }

    private static RoundLowStockDto? Low(RoundOrder order, RoundFacts facts, DateOnly day, MedicationPolicy policy)
    {
        var balance = facts.Stocks.BalanceFor(order, day);
        var use = StockLevel.DailyUse(order.Times.Count, order.DoseMin, order.DoseMax);
        if (balance >= order.DoseMin && !StockLevel.IsLow(balance, use, policy.LowStockSchoolDays))
        {
            return null;
        }

        var days = StockLevel.SchoolDaysLeft(balance, use);
        return new RoundLowStockDto { Order = Row(order, facts, day), Balance = balance, LastsSchoolDays = days is { } left ? (int)decimal.Floor(left) : null };
    }

    private static RoundOrderDto Row(RoundOrder order, RoundFacts facts, DateOnly day) => new()
    {
        OrderId = order.Id.Value,
        Pupil = order.Pupil,
        MedicineName = order.MedicineName,
        Form = order.Form,
        Strength = order.Strength,
        Route = order.Route,
        Schedule = order.Schedule,
        DoseMin = order.DoseMin,
        DoseMax = order.DoseMax,
        DoseUnit = order.DoseUnit,
        Controlled = order.Controlled,
        SelfHeld = order.SelfHeld,
        Allergies = order.Allergies,
        StorageLocation = order.StorageLocation,
        ConsentExpiresOn = order.ConsentExpiresOn,
        StockId = facts.Stocks.BatchFor(order, day)?.Id.Value,
    };

    private static RoundDoseDto Row(RoundDose dose) => new()
    {
        Id = dose.Id.Value,
        OrderId = dose.OrderId?.Value,
        Pupil = dose.Pupil,
        MedicineName = dose.MedicineName,
        Outcome = dose.Outcome,
        Quantity = dose.Quantity,
        DoseUnit = dose.DoseUnit,
        GivenAt = dose.GivenAt,
        SlotAt = dose.SlotAt,
        WitnessStatus = dose.WitnessStatus,
        IsMarked = dose.IsMarked,
        ParentToBeTold = dose is { IsConfidential: false, ParentNotifiedAt: null }
            && MedicationAdministrationRules.OwesParentNotice(dose.Outcome, dose.Schedule ?? MedicationSchedule.Emergency, dose.IsMarked),
    };

    private static RoundStockDto Row(RoundStock stock, DateOnly day) => new()
    {
        StockId = stock.Id.Value,
        Owner = stock.Owner,
        OrderId = stock.OrderId?.Value,
        Pupil = stock.Pupil,
        MedicineName = stock.MedicineName,
        Balance = stock.Balance,
        Unit = stock.Unit,
        ExpiresOn = stock.ExpiresOn,
        HasExpired = stock.ExpiresOn < day,
    };
}
