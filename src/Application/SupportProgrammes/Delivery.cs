using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>What a pupil had of a programme.</summary>
/// <param name="Attendance">How often each became of the pupil's part in a completed session.</param>
/// <param name="Sessions">Those that reached the pupil.</param>
/// <param name="Minutes">How long they lasted: the dosage.</param>
internal sealed record PupilDosage(PupilId PupilId, IReadOnlyDictionary<SessionAttendance, int> Attendance, int Sessions, int Minutes);

/// <summary>What a programme has to come.</summary>
/// <param name="NextSessionAt">When the next planned session starts; null when none is planned.</param>
/// <param name="CatchUpOwed">How many missed sessions the school still owes.</param>
internal sealed record ProgrammeOutlook(DateTimeOffset? NextSessionAt, int CatchUpOwed);

/// <summary>
/// The one reading of what programmes planned and delivered, of one or of many: it asks the database for sums and asks a fixed number
/// of questions, however many programmes and sessions there are.
/// </summary>
internal sealed class Delivery(IAppDbContext db, IPolicies policies, TimeProvider clock)
{
    /// <summary>As <see cref="SessionAttendances.Reached"/>.</summary>
    private static readonly SessionAttendance[] Reached = [.. Enum.GetValues<SessionAttendance>().Where(a => a.Reached())];

    /// <summary>The roles that have a price of their own, in the order of their bits.</summary>
    internal static readonly Role[] Priced = [Role.SupportWorker, Role.ThriveLead, Role.PastoralLead, Role.Senco];

    /// <summary>Of each programme that has sessions; the others have <see cref="ProgrammeDelivery.None"/>.</summary>
    /// <param name="programmes">Those of which the caller may know.</param>
    /// <param name="from">The first day of the sessions, Europe/London; all when absent.</param>
    /// <param name="to">The last day, included.</param>
    public async Task<IReadOnlyDictionary<SupportProgrammeId, ProgrammeDelivery>> OfAsync(
        IQueryable<SupportProgramme> programmes, DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        var sessions = Sessions(programmes, from, to);
        var counts = await CountsAsync(sessions, [], ct);
        var costs = await CostsAsync(sessions, ct);
        return counts.Select(c => (c.Programme, c.Part)).Concat(costs)
            .GroupBy(d => d.Programme, d => d.Part)
            .ToDictionary(g => g.Key, g => g.Aggregate(ProgrammeDelivery.None, (sum, part) => sum + part));
    }

    /// <summary>The same without the cost, by term, in one question.</summary>
    /// <param name="programmes">Those of which the caller may know.</param>
    /// <param name="terms">Each follows the one before.</param>
    public async Task<ILookup<(SupportProgrammeId Programme, SchoolTerm Term), ProgrammeDelivery>> ByTermAsync(
        IQueryable<SupportProgramme> programmes, IReadOnlyList<SchoolTerm> terms, CancellationToken ct) =>
        (await CountsAsync(Sessions(programmes, terms[0].FirstDay, terms[^1].LastDay), StartsOf(terms), ct)).ToLookup(c => (c.Programme, terms[c.Period - 1]), c => c.Part);

    /// <summary>When terms begin: a time lies in that term whose number is how many of them have begun by then.</summary>
    public static DateTimeOffset[] StartsOf(IReadOnlyList<SchoolTerm> terms) => [.. terms.Select(t => LondonTime.StartOf(t.FirstDay))];

    /// <summary>What each pupil had who was named in a completed session of them.</summary>
    /// <inheritdoc cref="OfAsync" path="/param"/>
    public async Task<ILookup<SupportProgrammeId, PupilDosage>> PupilsAsync(
        IQueryable<SupportProgramme> programmes, DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        var rows = await Sessions(programmes, from, to)
            .Where(s => s.Status == SupportSessionStatus.Completed)
            .SelectMany(s => s.Participants.Select(p => new { Programme = s.ProgrammeId!.Value, p.PupilId, p.Attendance, Minutes = s.ActualMinutes!.Value }))
            .Where(p => p.Attendance != null)
            .GroupBy(p => new { p.Programme, p.PupilId, p.Attendance })
            .Select(g => new { g.Key.Programme, g.Key.PupilId, Attendance = g.Key.Attendance!.Value, Sessions = g.Count(), Minutes = g.Sum(p => p.Minutes) })
            .ToListAsync(ct);
        return rows.GroupBy(r => (r.Programme, r.PupilId)).ToLookup(g => g.Key.Programme, g => new PupilDosage(
            g.Key.PupilId,
            g.ToDictionary(r => r.Attendance, r => r.Sessions),
            g.Where(r => r.Attendance.Reached()).Sum(r => r.Sessions),
            g.Where(r => r.Attendance.Reached()).Sum(r => r.Minutes)));
    }

    /// <summary>What each of them has to come and owes; the others have neither.</summary>
    public async Task<IReadOnlyDictionary<SupportProgrammeId, ProgrammeOutlook>> OutlookAsync(IQueryable<SupportProgramme> programmes, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await Sessions(programmes, null, null)
            .Select(s => new
            {
                Programme = s.ProgrammeId!.Value,
                Next = s.Status == SupportSessionStatus.Scheduled && s.StartsAt > now ? (DateTimeOffset?)s.StartsAt : null,
                Owed = s.CatchUpOwed && !db.Set<SupportSession>().Any(m => m.MakesGoodId == s.Id && m.Status == SupportSessionStatus.Completed) ? 1 : 0,
            })
            .GroupBy(s => s.Programme)
            .Select(g => new { g.Key, Next = g.Min(s => s.Next), Owed = g.Sum(s => s.Owed) })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.Key, r => new ProgrammeOutlook(r.Next, r.Owed));
    }

    private IQueryable<SupportSession> Sessions(IQueryable<SupportProgramme> programmes, DateOnly? from, DateOnly? to) =>
        db.Set<SupportSession>().AsNoTracking()
            .Where(s => s.Status != SupportSessionStatus.Voided && programmes.Any(p => s.ProgrammeId == p.Id))
            .OnDays(s => s.StartsAt, from, to);

    /// <param name="sessions">Of programmes.</param>
    /// <param name="starts">When periods begin; none for one alone.</param>
    private async Task<List<(SupportProgrammeId Programme, int Period, ProgrammeDelivery Part)>> CountsAsync(
        IQueryable<SupportSession> sessions, DateTimeOffset[] starts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await sessions
            .Select(s => new
            {
                Programme = s.ProgrammeId!.Value,
                Period = starts.Count(b => b <= s.StartsAt),
                s.Status,
                s.MissReason,
                s.CatchUpOwed,
                s.PlannedMinutes,
                Minutes = s.ActualMinutes ?? 0,
                IsDue = s.StartsAt <= now,
                HasReached = !s.Participants.Any() || s.Participants.Any(p => p.Attendance != null && Reached.Contains(p.Attendance.Value)),
                IsMadeGood = s.CatchUpOwed && db.Set<SupportSession>().Any(m => m.MakesGoodId == s.Id && m.Status == SupportSessionStatus.Completed),
            })
            .GroupBy(s => new { s.Programme, s.Period, s.Status, s.MissReason, s.CatchUpOwed, s.IsDue, s.HasReached, s.IsMadeGood })
            .Select(g => new { g.Key, Sessions = g.Count(), Planned = g.Sum(s => s.PlannedMinutes), Actual = g.Sum(s => s.Minutes) })
            .ToListAsync(ct);
        return rows.ConvertAll(r => (r.Key.Programme, r.Key.Period, Part(
            new SessionFate(r.Key.Status, r.Key.MissReason, r.Key.CatchUpOwed, r.Key.IsDue, r.Key.HasReached, r.Key.IsMadeGood), r.Sessions, r.Planned, r.Actual)));
    }

    /// <summary>What sessions of one fate add.</summary>
    private static ProgrammeDelivery Part(SessionFate fate, int sessions, int planned, int actual)
    {
        var part = fate switch
        {
            { Status: SupportSessionStatus.Cancelled } => new ProgrammeDelivery { Cancelled = sessions },
            { Status: SupportSessionStatus.Completed, HasReached: true } => new ProgrammeDelivery { Delivered = sessions, DeliveredMinutes = actual },
            { Status: SupportSessionStatus.Completed } => new ProgrammeDelivery { Unattended = sessions },
            { Status: SupportSessionStatus.Missed, CatchUpOwed: true } => new ProgrammeDelivery { MissedBySchool = sessions, MadeGood = fate.IsMadeGood ? sessions : 0 },
            { Status: SupportSessionStatus.Missed, MissReason: MissReason.PupilAbsent or MissReason.PupilDeclined or MissReason.Suspension } =>
                new ProgrammeDelivery { MissedByPupil = sessions },
            { Status: SupportSessionStatus.Missed } => new ProgrammeDelivery { MissedOtherwise = sessions },
            { IsDue: true } => new ProgrammeDelivery { Untold = sessions },
            _ => new ProgrammeDelivery { Upcoming = sessions },
        };
        return part.Planned == 0 ? part : part with { PlannedMinutes = planned };
    }

    /// <summary>Every practitioner of a completed session by the actual minutes, at the price of the person's role at that school on that day.</summary>
    private async Task<List<(SupportProgrammeId Programme, ProgrammeDelivery Part)>> CostsAsync(IQueryable<SupportSession> sessions, CancellationToken ct)
    {
        var all = await policies.AllAsync<SupportProgrammePolicy>(ct);
        DateOnly[] changes = [.. all.ChangeDays];
        DateTimeOffset[] starts = [.. changes.Select(LondonTime.StartOf)];
        var rows = await sessions
            .Where(s => s.Status == SupportSessionStatus.Completed)
            .SelectMany(s => s.Practitioners.Select(p => new
            {
                Programme = s.ProgrammeId!.Value,
                s.SchoolId,
                p.StaffId,
                s.StartsAt,
                Day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(s.StartsAt.UtcDateTime, "Europe/London")),
                Minutes = s.ActualMinutes!.Value,
            }))
            .Select(p => new
            {
                p.Programme,
                p.SchoolId,
                p.Minutes,
                Period = starts.Count(b => b <= p.StartsAt),
                // Which of the roles with a price of their own: a number with a bit for each, that the database can group by.
                Held = db.Set<RoleGrant>()
                    .Where(g => g.StaffId == p.StaffId && (g.SchoolId == null || g.SchoolId == p.SchoolId) && g.StartsOn <= p.Day && (g.EndsOn == null || g.EndsOn >= p.Day))
                    .Select(g => g.Role)
                    .Distinct()
                    .Sum(r => r == Role.SupportWorker ? 1 : r == Role.ThriveLead ? 2 : r == Role.PastoralLead ? 4 : r == Role.Senco ? 8 : 0),
            })
            .GroupBy(p => new { p.Programme, p.SchoolId, p.Period, p.Held })
            .Select(g => new { g.Key, Minutes = g.Sum(p => (long)p.Minutes) })
            .ToListAsync(ct);
        return rows.ConvertAll(r =>
        {
            // Before the first change, the policy of the first day holds.
            var policy = all.On(r.Key.SchoolId, r.Key.Period == 0 ? DateOnly.MinValue : changes[r.Key.Period - 1]);
            var price = policy.PencePerHour([.. Priced.Index().Where(p => (r.Key.Held & (1 << p.Index)) != 0).Select(p => p.Item)]);
            return (r.Key.Programme, new ProgrammeDelivery { PenceMinutes = r.Minutes * price });
        });
    }

    private sealed record SessionFate(SupportSessionStatus Status, MissReason? MissReason, bool CatchUpOwed, bool IsDue, bool HasReached, bool IsMadeGood);
}
