using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Access;
using static PupilSupport.Infrastructure.Demo.DemoMedication;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>What became of the demo's medicines on the school days up to now: given, witnessed, refused, missed, voided.</summary>
internal sealed class DemoDoses(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private static readonly MedicationPolicy Policy = new();

    private readonly StaffId _lead = demo.Staff["demo-medical-lead"];
    private readonly StaffId _worker = demo.Staff["demo-support"];
    private Dictionary<string, MedicationOrder> _orders = [];
    private List<MedicineStock> _stocks = [];

    public async Task AddAsync(CancellationToken ct)
    {
        var days = await DaysAsync(db, demo.SchoolId, now, ct);
        if (days.Count < 2 || await db.Set<MedicationAdministration>().AnyAsync(ct))
        {
            return;
        }

        _orders = (await db.Set<MedicationOrder>().AsNoTracking().Where(o => o.SchoolId == demo.SchoolId).ToListAsync(ct)).DistinctBy(o => o.MedicineName).ToDictionary(o => o.MedicineName);
        _stocks = await db.Set<MedicineStock>().Where(s => s.SchoolId == demo.SchoolId).ToListAsync(ct);
        foreach (var (i, day) in days.Index())
        {
            Lunch(day, i);
            Noon(day, days.Count - 1 - i);
        }

        WhenNeeded(days[^2], days[^1]);
        NearMiss(days[0]);
    }

    /// <summary>The controlled drug, with its witness; one day the pupil was away, one day nobody gave it.</summary>
    private void Lunch(DateOnly day, int i)
    {
        var order = _orders[DemoMedicine.Methylphenidate];
        var slot = LondonTime.InstantOf(day, DemoMedicine.Lunch);
        if (slot.AddMinutes(40) > now)
        {
            return;
        }

        switch (i)
        {
            case 2:
                Record(order, Told(AdministrationOutcome.NotRequired, slot) with { SlotAt = slot, Reason = "Absent" });
                break;
            case 4:
                db.Set<MedicationAdministration>().Add(MedicationAdministration.Miss(demo.TrustId, Medicine(order), slot, slot.AddMinutes(31)));
                break;
            default:
                var (giver, witness) = i % 2 == 0 ? (_lead, _worker) : (_worker, _lead);
                var dose = Give(order, 1, slot.AddMinutes((i * 3) - 4), giver, slot, witness);

                // The last one still waits for its witness.
                if (LondonTime.DateOf(now).DayNumber - day.DayNumber > 0)
                {
                    Sure(dose.Witness(witness, slot.AddMinutes(20)));
                }

                break;
        }
    }

    /// <summary>The antibiotics of the last four days; one dose refused.</summary>
    private void Noon(DateOnly day, int daysAgo)
    {
        var order = _orders[DemoMedicine.Amoxicillin];
        var slot = LondonTime.InstantOf(day, DemoMedicine.Noon);
        if (!order.RunsOn(day) || slot.AddMinutes(35) > now)
        {
            return;
        }

        if (daysAgo == 1)
        {
            var told = Told(AdministrationOutcome.Refused, slot.AddMinutes(6)) with { SlotAt = slot, RefusalReason = RefusalReason.Declined, Reason = "Did not like the taste today; offered water and a second try." };
            TellParent(Record(order, told));
            return;
        }

        Give(order, 5, slot.AddMinutes(4), _worker, slot);
    }

    /// <summary>The inhaler after sport, the school's paracetamol, and an entry for the wrong pupil.</summary>
    private void WhenNeeded(DateOnly before, DateOnly last)
    {
        var sport = LondonTime.InstantOf(before, new TimeOnly(10, 40));
        var inhaler = Told(AdministrationOutcome.Given, sport) with { Quantity = 4, Reason = "Wheezy after running", Reactions = "Breathing easily after ten minutes", GivenById = _worker };
        TellParent(Take(_orders[DemoMedicine.Salbutamol], inhaler));

        var paracetamol = _orders[DemoMedicine.Paracetamol];
        var ache = LondonTime.InstantOf(before, new TimeOnly(13, 20));
        var slip = Take(paracetamol, Pain(ache, 5, "Toothache", 9));
        Sure(slip.Void("Entered for the wrong pupil", stillInPack: true, _worker, ache.AddMinutes(15)));
        Sure(StockOf(paracetamol).Reverse(slip.Id, 5, "Entered for the wrong pupil", _worker, ache.AddMinutes(15)));
        var head = LondonTime.InstantOf(last, new TimeOnly(10, 15));
        if (head.AddMinutes(10) < now)
        {
            TellParent(Take(paracetamol, Pain(head, 10, "Headache", 3)));
        }
    }

    /// <summary>Something that nearly went wrong, looked into and closed.</summary>
    private void NearMiss(DateOnly day)
    {
        var (order, at) = (_orders[DemoMedicine.Midazolam], LondonTime.InstantOf(day, new TimeOnly(15, 0)));
        var error = MedicineError.Open(
            demo.TrustId,
            new NewMedicineError
            {
                SchoolId = demo.SchoolId,
                PupilId = order.PupilId,
                OrderId = order.Id,
                IsConfidential = false,
                Kind = MedicineErrorKind.Storage,
                IsNearMiss = true,
                Harm = HarmLevel.None,
                OccurredAt = at,
                Description = "The rescue pouch stayed in the medical room when the class went to the library. Noticed at the gate and fetched.",
                ReportedById = _worker,
            },
            at.AddMinutes(20));
        var findings = new MedicineErrorFindings
        {
            Kind = MedicineErrorKind.Storage,
            IsNearMiss = true,
            Harm = HarmLevel.None,
            RootCause = MedicineErrorCause.Handover,
            ReviewNote = "Nobody was named to carry it.",
            Actions = ["The register of a trip names who carries the pouch."],
        };
        Sure(error.StartReview(_lead, at.AddHours(1)));
        Sure(error.Review(findings, _lead));
        Sure(error.TellParent(at.AddMinutes(45), ParentContactMethod.Phone, at.AddHours(1)));
        Sure(error.Close(_lead, at.AddHours(2)));
        db.Set<MedicineError>().Add(error);
    }

    private AdministrationEntry Pain(DateTimeOffset at, decimal quantity, string reason, int hoursBefore) => Told(AdministrationOutcome.Given, at) with
    {
        Quantity = quantity,
        Reason = reason,
        Prior = new PriorDose(PriorDoseSource.Parent, hoursBefore > 4 ? at.AddHours(-hoursBefore) : null),
        GivenById = _worker,
    };

    private AdministrationEntry Told(AdministrationOutcome outcome, DateTimeOffset at) => new() { Outcome = outcome, GivenAt = at, GivenById = _worker };

    private MedicationAdministration Give(MedicationOrder order, decimal quantity, DateTimeOffset at, StaffId giver, DateTimeOffset slot, StaffId? witness = null) =>
        Take(order, Told(AdministrationOutcome.Given, at) with { Quantity = quantity, SlotAt = slot, GivenById = giver, WitnessId = witness });

    /// <summary>A dose out of the cupboard: the record and the ledger together.</summary>
    private MedicationAdministration Take(MedicationOrder order, AdministrationEntry told)
    {
        var stock = StockOf(order);
        var dose = Record(order, told with { StockId = stock.Id });
        Sure(stock.Administer(told.Quantity!.Value, dose.Id, dose.GivenById!.Value, told.GivenAt, told.GivenAt.AddMinutes(2)));
        return dose;
    }

    /// <summary>Recorded two minutes after it happened.</summary>
    private MedicationAdministration Record(MedicationOrder order, AdministrationEntry told)
    {
        var dose = MedicationAdministration.Record(demo.TrustId, Medicine(order), told, DoseVerdict.None, Policy, told.GivenAt.AddMinutes(2));
        if (!dose.IsSuccess)
        {
            throw new InvalidOperationException($"A demo dose was refused: {dose.Error.Code}.");
        }

        db.Set<MedicationAdministration>().Add(dose.Value);
        return dose.Value;
    }

    private void TellParent(MedicationAdministration dose) =>
        Sure(dose.NotifyParent(dose.GivenAt.AddMinutes(8), ParentContactMethod.Phone, _worker, Policy, dose.GivenAt.AddMinutes(9)));

    /// <summary>The order's own, else the school's of the same medicine.</summary>
    private MedicineStock StockOf(MedicationOrder order) =>
        _stocks.Find(s => s.OrderId == order.Id) ?? _stocks.Single(s => s.OrderId is null && s.MedicineKey == order.MedicineKey);

    private static AdministeredMedicine Medicine(MedicationOrder order) => new(
        order.SchoolId, order.PupilId, order.Id, order.IsConfidential, order.MedicineName, order.MedicineKey, order.DoseUnit, order.Schedule);
}
