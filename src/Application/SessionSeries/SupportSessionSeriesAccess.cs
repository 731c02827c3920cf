using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>
/// Who reaches which series: whoever reaches one of its sessions. It says nothing that they do not say, so it has no
/// permissions of its own.
/// </summary>
internal sealed class SupportSessionSeriesAccess(IAppDbContext db, SupportSessionAccess sessions)
{
    /// <summary>What a list shows.</summary>
    public IQueryable<SupportSessionSeries> Readable() => With(sessions.Readable());

    /// <summary>Also those of sessions that pupils brought along: for one series by its id.</summary>
    public IQueryable<SupportSessionSeries> Reachable() => With(sessions.Reachable());

    public bool MayWrite(SupportSessionSeries series) => sessions.MayWrite(series.SchoolId, [series.PractitionerId]);

    private IQueryable<SupportSessionSeries> With(IQueryable<SupportSession> reached) => db.Set<SupportSessionSeries>().Where(r => reached.Any(s => s.SeriesId == r.Id));
}
