using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>
/// What becomes of the sessions that a programme has still to come when it ends, pauses or changes hands. Those whose time has come stay as
/// they are: their outcome is still to be told. A fixed number of questions, however many sessions there are.
/// </summary>
internal sealed class SupportProgrammeSessions(IAppDbContext db, SupportSessionAccess access, SupportProgrammeNotices told, TimeProvider clock)
{
    /// <summary>
    /// Cancels them, each as a person would, and the series that they were planned in; one of which a session is still scheduled, its outcome
    /// to be told, is not over.
    /// </summary>
    public async Task CancelAsync(SupportProgramme programme, string reason, CancellationToken ct)
    {
        var (id, today) = (programme.Id, LondonTime.DateOf(clock.GetUtcNow()));
        var coming = await Upcoming(id).Include(s => s.Practitioners).Include(s => s.Participants).ToListAsync(ct);
        coming.ForEach(s => s.Cancel(reason));
        told.Cancelled(programme, coming);

        var cut = coming.Select(s => s.SeriesId).OfType<SupportSessionSeriesId>().Distinct().ToArray();
        var ended = coming.Select(s => s.Id).ToArray();
        var of = await SeriesOf(id).Where(s => cut.Contains(s.Id))
            .Select(s => new
            {
                Series = s,
                Remains = db.Set<SupportSession>().Any(o => o.SeriesId == s.Id && o.Status == SupportSessionStatus.Scheduled && !ended.Contains(o.Id)),
            })
            .ToListAsync(ct);
        of.ForEach(s => s.Series.Cancel(reason, today, isOver: !s.Remains));
    }

    /// <summary>
    /// Gives what the former practitioner leads, and what is still to be done for it, to the new one; refused when that one is elsewhere then, or
    /// no longer at the school.
    /// </summary>
    /// <returns>The sessions that were given.</returns>
    public async Task<Result<List<SupportSession>>> HandOverAsync(SupportProgramme programme, StaffId from, StaffId to, CancellationToken ct)
    {
        var (id, school) = (programme.Id, programme.SchoolId);
        var led = Upcoming(id).Where(s => s.PractitionerId == from);
        var sessions = await led.Include(s => s.Practitioners).Include(s => s.Participants).ToListAsync(ct);
        if (sessions.Count > 0 && await RefusalAsync(school, led, [.. sessions.Select(s => LondonTime.DateOf(s.StartsAt))], to, ct) is { } refused)
        {
            return refused;
        }

        foreach (var series in await SeriesOf(id).Where(s => s.PractitionerId == from).ToListAsync(ct))
        {
            series.GiveTo(to);
        }

        foreach (var session in sessions)
        {
            if (session.GiveTo(to).Error is { } never)
            {
                return never;
            }
        }

        await GiveTasksAsync(id, from, to, ct);
        return sessions;
    }

    /// <summary>What is to be done for the programme and what the school owes its pupils; what became of a session tells whoever gave it.</summary>
    private async Task GiveTasksAsync(SupportProgrammeId programme, StaffId from, StaffId to, CancellationToken ct)
    {
        var (id, today) = (programme.Value, LondonTime.DateOf(clock.GetUtcNow()));
        var sessions = db.Set<SupportSession>().Where(s => s.ProgrammeId == programme);
        var tasks = await db.Set<WorkTask>()
            .Where(t => t.OwnerId == from && t.EndedAt == null)
            .Where(t => (t.SourceKind == SupportProgrammeRules.Kind && t.SourceId == id)
                || (t.Kind == WorkTaskKind.CatchUpSession && sessions.Any(s => (Guid)(object)s.Id == t.SourceId)))
            .ToListAsync(ct);
        tasks.ForEach(t => t.Reassign(Assignee.Staff(to), today));
    }

    private IQueryable<SupportSessionSeries> SeriesOf(SupportProgrammeId programme) =>
        db.Set<SupportSessionSeries>().Where(s => s.ProgrammeId == programme && s.Status == SupportSessionSeriesStatus.Active);

    private async Task<Error?> RefusalAsync(SchoolId school, IQueryable<SupportSession> led, DateOnly[] days, StaffId to, CancellationToken ct)
    {
        var times = await db.Set<StaffMember>().Where(m => m.Id == to)
            .SelectMany(m => m.Assignments.Where(a => a.SchoolId == school)).Select(a => new { a.StartsOn, a.EndsOn }).ToListAsync(ct);
        if (days.Any(d => !times.Exists(t => t.StartsOn <= d && !(t.EndsOn < d))))
        {
            return SupportSessionErrors.PractitionerNotActive.At("/practitionerId");
        }

        var clashes = await db.Set<SupportSession>()
            .Where(o => o.Status == SupportSessionStatus.Scheduled || o.Status == SupportSessionStatus.InProgress || o.Status == SupportSessionStatus.Completed)
            .Where(o => o.Practitioners.Any(p => p.StaffId == to) && led.Any(s => s.Id != o.Id && s.StartsAt < o.EndsAt && o.StartsAt < s.EndsAt))
            .OrderBy(o => o.StartsAt)
            .Select(o => new { o.Id, IsSeen = access.Reachable().Any(r => r.Id == o.Id) })
            .ToListAsync(ct);
        return clashes.Count == 0 ? null : SupportSessionErrors.PractitionerBusy.With("clashes", clashes.Where(c => c.IsSeen).Select(c => c.Id.Value).ToArray());
    }

    private IQueryable<SupportSession> Upcoming(SupportProgrammeId programme)
    {
        var now = clock.GetUtcNow();
        return db.Set<SupportSession>().Where(s => s.ProgrammeId == programme && s.Status == SupportSessionStatus.Scheduled && s.StartsAt > now);
    }
}
