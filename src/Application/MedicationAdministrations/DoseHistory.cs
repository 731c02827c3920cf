using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>The doses that a guard has to count: what the school has recorded, and what it was told of home.</summary>
internal sealed class DoseHistory(IAppDbContext db)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Every dose of the order that reached the pupil, from as long before the instant as any rule looks back.</summary>
    public async Task<ImmutableArray<PastDose>> OfOrderAsync(DoseMaterial of, DoseQuestion question, CancellationToken ct)
    {
        if (of.Order is not { } order)
        {
            return [];
        }

        var since = question.At - (of.MinInterval > Day ? of.MinInterval.Value : Day);
        var records = await Standing(question.Except).Where(d => d.OrderId == order.Id && (d.GivenAt > since || d.PriorLastDoseAt > since))
            .Select(DoseTrace.Of).ToListAsync(ct);
        return Counted(records, since, order.DoseMax, question.Prior);
    }

    /// <summary>What records of one order say of doses since an instant.</summary>
    /// <param name="unknown">How much a dose counts of which nobody knows how much it was.</param>
    /// <param name="told">What was told besides.</param>
    public static ImmutableArray<PastDose> Counted(IReadOnlyCollection<DoseTrace> records, DateTimeOffset since, decimal unknown, PriorDose? told = null)
    {
        var doses = records.Where(r => MedicationAdministrationRules.Counts(r.Outcome, r.RefusalReason) && r.GivenAt > since)
            .Select(r => new PastDose(r.GivenAt, r.Quantity ?? unknown)).ToList();
        var heard = records.Where(r => r.PriorSource is not null).Select(r => new PriorDose(r.PriorSource!.Value, r.PriorLastDoseAt, r.PriorQuantity)).Append(told);
        foreach (var home in heard.Where(p => p is { IsElsewhere: true } && p.LastDoseAt > since))
        {
            // The same dose is told again and again on one day.
            if (!doses.Exists(d => Minute(d.At) == Minute(home!.LastDoseAt!.Value)))
            {
                doses.Add(new PastDose(home!.LastDoseAt!.Value, home.Quantity ?? unknown));
            }
        }

        return [.. doses.OrderBy(d => d.At)];
    }

    /// <summary>Doses of the same medicine that the pupil had on another order, or without one, close enough to matter.</summary>
    public async Task<ImmutableArray<OtherDose>> OfOtherOrdersAsync(DoseMaterial of, DateTimeOffset at, CancellationToken ct)
    {
        var (pupil, key, orderId) = (of.Medicine.PupilId, of.Medicine.MedicineKey, of.Medicine.OrderId);
        var longest = TimeSpan.FromMinutes(MedicationOrder.MaxInterval);
        var (from, to) = (at - longest, at + longest);
        var others = await Standing(null)
            .Where(d => d.PupilId == pupil && d.MedicineKey == key && d.OrderId != orderId && d.GivenAt > from && d.GivenAt < to)
            .Where(d => d.Quantity != null)
            .Select(d => new { d.GivenAt, d.OrderId })
            .ToListAsync(ct);
        MedicationOrderId[] ids = [.. others.Select(o => o.OrderId).OfType<MedicationOrderId>().Distinct()];
        var intervals = ids.Length == 0 ? [] : await db.Set<MedicationOrder>().AsNoTracking().Where(o => ids.Contains(o.Id))
            .Select(o => new { o.Id, o.MinIntervalMinutes }).ToDictionaryAsync(o => o.Id, o => o.MinIntervalMinutes, ct);
        return [.. others.Select(o => new OtherDose(
            o.GivenAt, IntervalOf(o.OrderId is { } id ? intervals.GetValueOrDefault(id) : null, of.Order?.MinIntervalMinutes)))];
    }

    /// <summary>The record that stands for a slot; null for none.</summary>
    public Task<MedicationAdministration?> OfSlotAsync(MedicationOrderId order, DateTimeOffset slot, MedicationAdministrationId? except, CancellationToken ct)
    {
        var at = slot.ToUniversalTime();
        return db.Set<MedicationAdministration>()
            .Where(d => d.Status == AdministrationStatus.Recorded && d.OrderId == order && d.SlotAt == at && (except == null || d.Id != except))
            .OrderBy(d => d.RecordedAt)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>How many records of the order before an instant were refusals, without anything else that was offered between.</summary>
    public async Task<int> RefusalsBeforeAsync(MedicationOrderId order, DateTimeOffset at, int most, CancellationToken ct)
    {
        var last = await Standing(null)
            .Where(d => d.OrderId == order && d.GivenAt < at && (d.Quantity != null || d.Outcome == AdministrationOutcome.Refused))
            .OrderByDescending(d => d.GivenAt)
            .Select(d => d.Outcome)
            .Take(most)
            .ToListAsync(ct);
        return last.TakeWhile(o => o == AdministrationOutcome.Refused).Count();
    }

    private IQueryable<MedicationAdministration> Standing(MedicationAdministrationId? except) => db.Set<MedicationAdministration>().AsNoTracking()
        .Where(d => d.Status == AdministrationStatus.Recorded && (except == null || d.Id != except));

    /// <summary>The longer of both orders' own, since either would be broken.</summary>
    private static TimeSpan? IntervalOf(int? one, int? other) =>
        (one, other) is (null, null) ? null : TimeSpan.FromMinutes(Math.Max(one ?? 0, other ?? 0));

    private static long Minute(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;
}

/// <summary>What the record of a dose leaves for the guard of later ones.</summary>
internal sealed record DoseTrace
{
    public required MedicationOrderId? OrderId { get; init; }
    public required AdministrationOutcome Outcome { get; init; }
    public required RefusalReason? RefusalReason { get; init; }
    public required decimal? Quantity { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
    public required PriorDoseSource? PriorSource { get; init; }
    public required DateTimeOffset? PriorLastDoseAt { get; init; }
    public required decimal? PriorQuantity { get; init; }

    public static Expression<Func<MedicationAdministration, DoseTrace>> Of { get; } = d => new DoseTrace
    {
        OrderId = d.OrderId,
        Outcome = d.Outcome,
        RefusalReason = d.RefusalReason,
        Quantity = d.Quantity,
        GivenAt = d.GivenAt,
        PriorSource = d.PriorSource,
        PriorLastDoseAt = d.PriorLastDoseAt,
        PriorQuantity = d.PriorQuantity,
    };
}
