using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>Six pupils of the first school with consent, order and stock, and the school's own stock. What was given is told by <see cref="DemoDoses"/>.</summary>
internal sealed class DemoMedication(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private static readonly TimeOnly Morning = new(8, 15);
    private static readonly MedicationPolicy Policy = new();

    private readonly StaffId _lead = demo.Staff["demo-medical-lead"];

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<MedicationOrder>().AnyAsync(ct))
        {
            return;
        }

        var (today, days) = (LondonTime.DateOf(now), await DaysAsync(db, demo.SchoolId, now, ct));
        var first = days.Count > 0 ? days[0] : today;
        var medicines = DemoMedicine.All(first, days.Count > 3 ? days[^4] : first, today);
        var pupils = await PupilsAsync(medicines.Count, ct);
        foreach (var (medicine, family) in medicines.Zip(pupils))
        {
            Add(medicine, family, At(medicine.Plan.StartsOn), today);
        }

        AddOfSchool(At(first), today);
    }

    /// <summary>The school days that the demo tells of, up to today; none outside the school year.</summary>
    public static async Task<IReadOnlyList<DateOnly>> DaysAsync(IAppDbContext db, SchoolId school, DateTimeOffset now, CancellationToken ct, int wanted = 8)
    {
        var calendar = await db.CalendarAsync(school, ct);
        var days = new List<DateOnly>();
        for (var day = calendar.PreviousSchoolDayOnOrBefore(LondonTime.DateOf(now)); day.IsSuccess && days.Count < wanted; day = calendar.PreviousSchoolDayOnOrBefore(day.Value.AddDays(-1)))
        {
            days.Add(day.Value);
        }

        days.Reverse();
        return days;
    }

    /// <summary>The morning of a day, or now when that is yet to come.</summary>
    private DateTimeOffset At(DateOnly day) => LondonTime.InstantOf(day, Morning) is var morning && morning < now ? morning : now;

    /// <summary>Pupils with somebody who may consent, from as many classes; the first from the demo teacher's.</summary>
    private async Task<IReadOnlyList<(Pupil Pupil, GivingContact Contact)>> PupilsAsync(int wanted, CancellationToken ct)
    {
        var teacher = demo.Staff["demo-teacher"];
        var classes = await db.Set<TeachingClass>().AsNoTracking().Include(c => c.Members).Include(c => c.Teachers).Where(c => c.SchoolId == demo.SchoolId).ToListAsync(ct);
        var found = new List<(Pupil, GivingContact)>();
        foreach (var members in classes.OrderByDescending(c => c.Teachers.Any(t => t.StaffId == teacher)).ThenBy(c => c.Name, StringComparer.Ordinal).Select(c => c.Members))
        {
            var ids = members.Select(m => m.PupilId).ToArray();
            var link = await db.Set<ContactLink>().AsNoTracking()
                .Where(l => ids.Contains(l.PupilId) && l.ParentalResponsibility == ParentalResponsibility.Person && !l.IsBarred)
                .OrderBy(l => l.PupilId).ThenBy(l => l.Priority).FirstOrDefaultAsync(ct);
            if (link is not null && found.Count < wanted)
            {
                found.Add((await db.Set<Pupil>().AsNoTracking().SingleAsync(p => p.Id == link.PupilId, ct), new GivingContact(link.ContactId, link.ParentalResponsibility, IsBarred: false)));
            }
        }

        return found;
    }

    private void Add(DemoMedicine medicine, (Pupil Pupil, GivingContact Contact) of, DateTimeOffset at, DateOnly today)
    {
        var (plan, pupil) = (medicine.Plan, of.Pupil);
        var agreed = new MedicineConsentPlan
        {
            MedicineName = plan.MedicineName,
            Dose = plan.DoseMax,
            DoseUnit = plan.DoseUnit,
            ExpiresOn = medicine.ConsentEndsInDays is { } days ? today.AddDays(days) : null,
        };
        var gift = new ConsentGift(at, ConsentMethod.Paper, of.Contact, null, _lead);
        var consent = MedicineConsent.RecordGiven(demo.TrustId, demo.SchoolId, pupil.Id, agreed, gift, Policy, at).Value;
        var order = MedicationOrder.Draft(demo.TrustId, demo.SchoolId, new PupilFacts(pupil.Id, pupil.DateOfBirth), consent, plan, _lead, at).Value;
        Sure(order.Verify(labelChecked: true, _lead, at));
        if (plan.Controlled)
        {
            Sure(order.Confirm(demo.Staff["demo-thrive-lead"], at));
        }

        Sure(order.Activate(consent, _lead, at));
        db.Set<MedicineConsent>().Add(consent);
        db.Set<MedicationOrder>().Add(order);
        if (medicine.Stock > 0)
        {
            var kept = new StockMedicine(plan.MedicineName, plan.Form, plan.Strength, plan.DoseUnit, plan.Controlled, plan.EmergencyAccess, plan.StorageLocation);
            Receive(new StockHolder(order.Id, pupil.Id, IsConfidential: false), kept, medicine.Stock, today.AddDays(medicine.ExpiresInDays), of.Contact.Id, at);
        }
    }

    /// <summary>Spare inhaler and adrenaline kits, and paracetamol.</summary>
    private void AddOfSchool(DateTimeOffset at, DateOnly today)
    {
        const string kit = "Emergency kit, school office";
        Receive(null, new("Salbutamol", MedicineForm.Inhaler, "100 micrograms a puff", DoseUnit.Puff, false, true, kit), 200, today.AddDays(260), null, at);
        Receive(null, new("Adrenaline", MedicineForm.Injection, "150 micrograms", DoseUnit.Injector, false, true, kit), 2, today.AddDays(20), null, at);
        Receive(null, new("Paracetamol", MedicineForm.Liquid, "250mg/5ml", DoseUnit.Ml, false, false, "Medicine cupboard, medical room"), 200, today.AddDays(330), null, at);
    }

    private void Receive(StockHolder? holder, StockMedicine medicine, decimal quantity, DateOnly expiresOn, ContactId? from, DateTimeOffset at)
    {
        var batch = $"{medicine.Name[..2].ToUpperInvariant()}{expiresOn:yyMM}";
        var stock = MedicineStock.Open(demo.TrustId, demo.SchoolId, holder, medicine, batch, expiresOn, at);
        Sure(stock.Receive(quantity, from, new StockAct(_lead, at, at)));
        db.Set<MedicineStock>().Add(stock);
    }

    internal static void Sure(Result result)
    {
        if (!result.IsSuccess)
        {
            throw new InvalidOperationException($"A demo medicine was refused: {result.Error.Code}.");
        }
    }
}
