using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationAdministrations;
using PupilSupport.Application.MedicationRounds.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.MedicationRounds;

/// <summary>Reads what a round is made of: one query for each kind of thing.</summary>
internal sealed class RoundReading(IAppDbContext db, Confidences confidences)
{
    // The longest interval between two doses is a week.
    public static readonly TimeSpan Past = TimeSpan.FromMinutes(MedicationOrder.MaxInterval);
    private const int Most = MedicationRoundDto.MaxRows;

    public async Task<RoundFacts> ReadAsync(RoundPlace place, MedicationPolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var running = Running(place);
        var orders = await OrdersAsync(running, now, ct);
        var doses = await DosesAsync(place, ct);
        var unwitnessed = await Read(Recorded(place).Where(a => a.WitnessStatus == WitnessStatus.Requested)).OrderBy(d => d.GivenAt).Take(Most + 1).ToListAsync(ct);
        var past = await PastAsync(place, running, now, ct);
        var stocks = await StocksAsync(place, ct);
        var competences = await CompetencesAsync(place, orders, policy, ct);
        return new RoundFacts(
            Cut(orders), Cut(doses), await SlotsAsync(place, ct), past, Cut(unwitnessed), new RoundStocks(Cut(stocks)), Cut(competences),
            new[] { orders.Count, doses.Count, unwitnessed.Count, stocks.Count, competences.Count }.Any(c => c > Most));
    }

    private IQueryable<MedicationOrder> Running(RoundPlace place)
    {
        var (school, day) = (place.School, place.Day);
        var orders = db.Set<MedicationOrder>().AsNoTracking()
            .Where(o => o.SchoolId == school && o.InForceSince != null && o.StartsOn <= day && (o.EndsOn == null || o.EndsOn >= day));
        return confidences.Known(orders.OnRoll(db, day), o => !o.IsConfidential, o => o.PupilId);
    }

    private async Task<List<RoundOrder>> OrdersAsync(IQueryable<MedicationOrder> running, DateTimeOffset now, CancellationToken ct)
    {
        var today = LondonTime.DateOf(now);
        return await (
            from o in running
            join p in db.Set<Pupil>().Named() on o.PupilId equals p.Id
            join c in db.Set<MedicineConsent>() on o.ConsentId equals c.Id
            orderby p.SortName, o.Id
            select new RoundOrder
            {
                Id = o.Id,
                Pupil = p.Person,
                Status = o.Status,
                MedicineName = o.MedicineName,
                MedicineKey = o.MedicineKey,
                Form = o.Form,
                Strength = o.Strength,
                Route = o.Route,
                Schedule = o.Schedule,
                Times = o.Times,
                DoseMin = o.DoseMin,
                DoseMax = o.DoseMax,
                DoseUnit = o.DoseUnit,
                MinIntervalMinutes = o.MinIntervalMinutes,
                MaxDoses24h = o.MaxDoses24h,
                MaxQuantity24h = o.MaxQuantity24h,
                Controlled = o.Controlled,
                SelfHeld = o.SelfHeld,
                Allergies = o.Allergies,
                StorageLocation = o.StorageLocation,
                RequiredTraining = o.RequiredTraining,
                StartsOn = o.StartsOn,
                EndsOn = o.EndsOn,
                InForceSince = o.InForceSince,
                InForceUntil = o.InForceUntil,
                ConsentIsGiven = c.GivenAt <= now && (c.WithdrawnAt == null || now < c.WithdrawnAt) && (c.ExpiresOn == null || c.ExpiresOn >= today),
                ConsentExpiresOn = c.ExpiresOn,
            }).Take(Most + 1).ToListAsync(ct);
    }

    private IQueryable<MedicationAdministration> Recorded(RoundPlace place)
    {
        var school = place.School;
        var doses = db.Set<MedicationAdministration>().AsNoTracking().Where(a => a.SchoolId == school && a.Status == AdministrationStatus.Recorded);
        return confidences.Known(doses, a => !a.IsConfidential, a => a.PupilId);
    }

    private Task<List<RoundDose>> DosesAsync(RoundPlace place, CancellationToken ct)
    {
        var (from, before) = LondonTime.SpanOf(place.Day, place.Day);
        return Read(Recorded(place).Where(a => a.GivenAt >= from && a.GivenAt < before)).OrderBy(d => d.GivenAt).Take(Most + 1).ToListAsync(ct);
    }

    /// <summary>Also a slot whose dose was given on another day has its record.</summary>
    private async Task<IReadOnlySet<(MedicationOrderId, DateTimeOffset)>> SlotsAsync(RoundPlace place, CancellationToken ct)
    {
        var (from, before) = LondonTime.SpanOf(place.Day, place.Day);
        var slots = await Recorded(place).Where(a => a.SlotAt >= from && a.SlotAt < before && a.OrderId != null)
            .Select(a => new { OrderId = a.OrderId!.Value, SlotAt = a.SlotAt!.Value })
            .ToListAsync(ct);
        return slots.Select(s => (s.OrderId, s.SlotAt)).ToHashSet();
    }

    private IQueryable<RoundDose> Read(IQueryable<MedicationAdministration> doses) =>
        from a in doses
        join p in db.Set<Pupil>().Named() on a.PupilId equals p.Id
        join o in db.Set<MedicationOrder>() on a.OrderId equals o.Id into of
        from o in of.DefaultIfEmpty()
        select new RoundDose
        {
            Id = a.Id,
            OrderId = a.OrderId,
            Pupil = p.Person,
            MedicineName = a.MedicineName,
            Outcome = a.Outcome,
            Quantity = a.Quantity,
            DoseUnit = a.DoseUnit,
            GivenAt = a.GivenAt,
            SlotAt = a.SlotAt,
            WitnessStatus = a.WitnessStatus,
            IsMarked = a.AlreadyGivenReason != null,
            IsConfidential = a.IsConfidential,
            ParentNotifiedAt = a.ParentNotifiedAt,
            Schedule = o == null ? null : o.Schedule,
        };

    /// <summary>What the school has recorded and was told of the orders that are given when needed.</summary>
    private async Task<ILookup<MedicationOrderId, DoseTrace>> PastAsync(
        RoundPlace place, IQueryable<MedicationOrder> running, DateTimeOffset now, CancellationToken ct)
    {
        var from = now - Past;
        var prn = running.Where(o => o.Schedule == MedicationSchedule.Prn);
        var doses = await Recorded(place)
            .Where(a => (a.GivenAt > from || a.PriorLastDoseAt > from) && prn.Any(o => o.Id == a.OrderId))
            .OrderByDescending(a => a.GivenAt)
            .Select(DoseTrace.Of)
            .Take(10 * Most)
            .ToListAsync(ct);
        return doses.ToLookup(d => d.OrderId!.Value);
    }

    private async Task<List<RoundStock>> StocksAsync(RoundPlace place, CancellationToken ct)
    {
        var school = place.School;
        var open = db.Set<MedicineStock>().AsNoTracking().Where(s => s.SchoolId == school && s.Status == MedicineStockStatus.Open);
        return await (
            from s in confidences.Known(open, s => !s.IsConfidential, s => s.PupilId)
            join p in db.Set<Pupil>().Named() on s.PupilId equals p.Id into whose
            from p in whose.DefaultIfEmpty()
            orderby s.ExpiresOn, s.Id
            select new RoundStock
            {
                Id = s.Id,
                Owner = s.Owner,
                OrderId = s.OrderId,
                Pupil = s.PupilId == null ? null : p!.Person,
                MedicineName = s.MedicineName,
                MedicineKey = s.MedicineKey,
                Balance = s.Balance,
                Unit = s.Unit,
                ExpiresOn = s.ExpiresOn,
                IsPending = s.PendingKind != null,
            }).Take(Most + 1).ToListAsync(ct);
    }

    /// <summary>Of those who work at the school: what giving its medicines takes, and has ended lately or soon ends with nothing after it.</summary>
    private async Task<List<RoundCompetenceDto>> CompetencesAsync(RoundPlace place, List<RoundOrder> orders, MedicationPolicy policy, CancellationToken ct)
    {
        TrainingType[] types = [.. orders.SelectMany(o => o.RequiredTraining).Append(TrainingType.MedicineAdministration).Distinct()];
        var (school, day) = (place.School, place.Day);
        var (first, last) = (day.AddDays(-policy.ExpiringDays), day.AddDays(policy.ExpiringDays));
        return await (
            from r in db.Set<TrainingRecord>().AsNoTracking()
            join s in db.Set<StaffMember>().Where(m => m.Assignments.Any(a => a.SchoolId == school && a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day))).Named()
                on r.StaffId equals s.Id
            where types.Contains(r.Type) && r.ExpiresOn >= first && r.ExpiresOn <= last && r.RevokedOn == null
                && !db.Set<TrainingRecord>().Any(n =>
                    n.StaffId == r.StaffId && n.Type == r.Type && n.CompletedOn != null && n.RevokedOn == null && (n.ExpiresOn == null || n.ExpiresOn > r.ExpiresOn))
            orderby r.ExpiresOn, s.SortName, r.Id
            select new RoundCompetenceDto
            {
                Staff = s.Person,
                Type = r.Type,
                ExpiresOn = r.ExpiresOn!.Value,
            }).Take(Most + 1).ToListAsync(ct);
    }

    private static List<T> Cut<T>(List<T> rows) => rows.Count > Most ? rows[..Most] : rows;
}
