using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>
/// What becomes of the sessions that a programme has still to come when it ends, pauses or changes hands. Those whose time has come stay as
/// they are: their outcome is still to be told. A fixed number of questions, however many sessions there are.
/// </summary>
internal sealed class SupportProgrammeSessions(IAppDbContext db, SupportSessionAccess access, SupportSessionNotices notices, TimeProvider clock)
{
    /// <summary>Cancels them, each as a person would, and what is left of the series that they were planned in.</summary>
    public async Task CancelAsync(SupportProgramme programme, string reason, CancellationToken ct)
    {
        var id = programme.Id;
        foreach (var session in await Upcoming(id).Include(s => s.Practitioners).Include(s => s.Participants).ToListAsync(ct))
        {
            if (session.Cancel(reason).IsSuccess)
            {
                notices.Cancelled(session);
            }
        }

        var today = LondonTime.DateOf(clock.GetUtcNow());
        foreach (var series in await db.Set<SupportSessionSeries>().Where(s => s.ProgrammeId == id && s.Status == SupportSessionSeriesStatus.Active).ToListAsync(ct))
        {
            series.Cancel(reason, today, isOver: true);
        }
    }

    /// <summary>Gives those that the former practitioner leads to the new one; refused when that one is elsewhere, or no longer at the school.</summary>
    public async Task<Result> HandOverAsync(SupportProgramme programme, StaffId from, StaffId to, CancellationToken ct)
    {
        var (id, school) = (programme.Id, programme.SchoolId);
        var led = Upcoming(id).Where(s => s.PractitionerId == from);
        var sessions = await led.Include(s => s.Practitioners).Include(s => s.Participants).ToListAsync(ct);
        if (sessions.Count == 0)
        {
            return Result.Success;
        }

        if (await RefusalAsync(school, led, [.. sessions.Select(s => LondonTime.DateOf(s.StartsAt))], to, ct) is { } refused)
        {
            return refused;
        }

        foreach (var series in await db.Set<SupportSessionSeries>()
            .Where(s => s.ProgrammeId == id && s.Status == SupportSessionSeriesStatus.Active && s.PractitionerId == from).ToListAsync(ct))
        {
            series.GiveTo(to);
        }

        foreach (var session in sessions)
        {
            var before = SessionSlot.Of(session);
            if (session.GiveTo(to) is { IsSuccess: false } never)
            {
                return never;
            }

            notices.Revised(session, before);
        }

        return Result.Success;
    }

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
