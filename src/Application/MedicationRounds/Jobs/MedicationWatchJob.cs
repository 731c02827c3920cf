using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Application.Notices;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicationRounds.Jobs;

/// <summary>
/// What happens to doses by the clock, for one trust in one transaction: those of which nobody has said anything become
/// missed, and witnesses who do not confirm are asked for by a task. A dose that a person records at the same moment
/// wins by the slot's constraint; the job then runs again.
/// </summary>
[Scheduled("medication-watch", JobKind.MedicationWatch, "*/5 6-20 * * *", ScheduleScope.Trust, Permissions.MedicationAdministrationsGive, Permissions.TasksWrite)]
internal sealed class MedicationWatchJob(
    IAppDbContext db, SchoolCalendars calendars, IPolicies policies, ITasks tasks, INotices notices, IJobSave save, ICaller caller, TimeProvider clock) : IJobHandler
{
    // What is left follows with the next run; the oldest come first. After a longer standstill nobody remembers what was given.
    private const int Most = 300;
    private const int DaysBack = 7;

    public JobKind Kind => JobKind.MedicationWatch;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var policy = await policies.AllAsync<MedicationPolicy>(ct);
        var missed = await MissAsync(policy, ct);
        var asked = await AskWitnessesAsync(policy, ct);
        var counts = JobCounts.None with { Created = missed + asked };
        return await save.SaveAsync(run, JobOutcome.Succeeded(counts, [], 0), "medication_administration.watch", ct);
    }

    private async Task<int> MissAsync(PolicyTable<MedicationPolicy> policy, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var first = today.AddDays(1 - DaysBack);
        var orders = await FixedAsync(first, today, ct);
        await calendars.LoadAsync([.. orders.Select(o => o.SchoolId).Distinct()], ct);
        var recorded = await RecordedAsync(orders, LondonTime.StartOf(first), ct);
        var unsaid = new List<(MedicationOrderId Order, DateTimeOffset Slot)>();
        for (var day = first; day <= today; day = day.AddDays(1))
        {
            foreach (var order in orders.Where(o => o.RunsOn(day)))
            {
                if (unsaid.Count < Most && await IsSchoolDayAsync(order.SchoolId, day, ct))
                {
                    unsaid.AddRange(Unsaid(order, day, TimeSpan.FromMinutes(policy.On(order.SchoolId, day).WindowMinutes), recorded, now));
                }
            }
        }

        var missed = await MissedAsync(unsaid, now, ct);
        db.Set<MedicationAdministration>().AddRange(missed);
        await TellAsync(missed, ct);
        return missed.Count;
    }

    /// <summary>The few orders of which something is to be recorded are read whole, the many others are not.</summary>
    private async Task<List<MedicationAdministration>> MissedAsync(List<(MedicationOrderId Order, DateTimeOffset Slot)> unsaid, DateTimeOffset now, CancellationToken ct)
    {
        MedicationOrderId[] ids = [.. unsaid.Select(u => u.Order).Distinct()];
        var orders = ids.Length == 0 ? [] : await db.Set<MedicationOrder>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        return [.. unsaid.Select(u => MedicationAdministration.Miss(caller.TrustId, AdministeredMedicine.Of(orders[u.Order]), u.Slot, now))];
    }

    private Task<List<WatchedOrder>> FixedAsync(DateOnly first, DateOnly today, CancellationToken ct)
    {
        var start = LondonTime.StartOf(first);
        return db.Set<MedicationOrder>().AsNoTracking()
            .Where(o => o.Schedule == MedicationSchedule.Fixed && !o.SelfHeld && o.InForceSince != null && (o.InForceUntil == null || o.InForceUntil > start))
            .Where(o => o.StartsOn <= today && (o.EndsOn == null || o.EndsOn >= first))
            .OnRoll(db, today)
            .OrderBy(o => o.Id)
            .Select(o => new WatchedOrder(o.Id, o.SchoolId, o.Times, o.StartsOn, o.EndsOn, o.InForceSince, o.InForceUntil))
            .ToListAsync(ct);
    }

    private async Task<HashSet<(MedicationOrderId, DateTimeOffset)>> RecordedAsync(List<WatchedOrder> orders, DateTimeOffset start, CancellationToken ct)
    {
        if (orders.Count == 0)
        {
            return [];
        }

        var slots = await db.Set<MedicationAdministration>().AsNoTracking()
            .Where(a => a.SlotAt >= start && a.OrderId != null && a.Status == AdministrationStatus.Recorded)
            .Select(a => new { OrderId = a.OrderId!.Value, SlotAt = a.SlotAt!.Value })
            .ToListAsync(ct);
        return [.. slots.Select(s => (s.OrderId, s.SlotAt))];
    }

    private static IEnumerable<(MedicationOrderId Order, DateTimeOffset Slot)> Unsaid(
        WatchedOrder order, DateOnly day, TimeSpan window, HashSet<(MedicationOrderId, DateTimeOffset)> recorded, DateTimeOffset now) =>
        MedicationAdministrationRules.SlotsOn(order.Times, day)
            .Where(slot => MissedDoses.IsOwed(order.InForceSince, order.InForceUntil, slot, window)
                && MissedDoses.IsOver(slot, window, now) && !recorded.Contains((order.Id, slot)))
            .Select(slot => (order.Id, slot));

    private async Task<bool> IsSchoolDayAsync(SchoolId school, DateOnly day, CancellationToken ct) =>
        (await calendars.AroundAsync(school, day, ct)).IsSchoolDay(day) is { IsSuccess: true, Value: true };

    private async Task TellAsync(List<MedicationAdministration> missed, CancellationToken ct)
    {
        foreach (var school in missed.GroupBy(m => m.SchoolId))
        {
            await notices.TellHoldersAsync(
                Role.MedicalLead, school.Key, [.. school.Select(m => new NoticeAbout(NoticeKind.DoseMissed, m.Id.Value, m.SchoolId, NoticeUrgency.Urgent))], ct);
        }
    }

    private async Task<int> AskWitnessesAsync(PolicyTable<MedicationPolicy> policy, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var waiting = await db.Set<MedicationAdministration>()
            .Where(a => a.WitnessStatus == WitnessStatus.Requested && a.Status == AdministrationStatus.Recorded)
            .Where(a => !db.Set<WorkTask>().Any(t =>
                t.SourceKind == MedicationAdministrationRules.Kind && t.SourceId == (Guid)(object)a.Id && t.Kind == WorkTaskKind.ConfirmDoseWitness))
            .OrderBy(a => a.RecordedAt)
            .Take(Most)
            .ToListAsync(ct);
        var late = waiting.Where(a => now - a.RecordedAt > TimeSpan.FromMinutes(policy.On(a.SchoolId, LondonTime.DateOf(a.GivenAt)).WitnessMinutes)).ToList();
        foreach (var dose in late)
        {
            await tasks.OpenAsync(
                new CausedTask
                {
                    Kind = WorkTaskKind.ConfirmDoseWitness,
                    SchoolId = dose.SchoolId,
                    Source = TaskSourceLink.To(dose),
                    PupilId = dose.IsConfidential ? null : dose.PupilId,
                    Label = SensitivityLabel.Health,
                    OwnerId = dose.WitnessId,
                    Team = Role.MedicalLead,
                    From = LondonTime.DateOf(now),
                    SchoolDays = 0,
                    Priority = WorkTaskPriority.High,
                },
                ct);
        }

        return late.Count;
    }

    /// <summary>What the clock has to know of an order.</summary>
    private sealed record WatchedOrder(
        MedicationOrderId Id, SchoolId SchoolId, IReadOnlyList<TimeOnly> Times, DateOnly StartsOn, DateOnly? EndsOn, DateTimeOffset? InForceSince, DateTimeOffset? InForceUntil)
    {
        public bool RunsOn(DateOnly day) => StartsOn <= day && !(EndsOn < day);
    }
}
