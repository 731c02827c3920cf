using PupilSupport.Application.Notices;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.SessionSeries;

/// <summary>Tells practitioners what a colleague plans for them: once for a series, not once for each of its sessions.</summary>
internal sealed class SupportSessionSeriesNotices(INotices notices, TimeProvider clock)
{
    /// <param name="first">When the first of the sessions is that it is about; what is for today does not wait for any digest.</param>
    public void Tell(SupportSessionSeries series, NoticeKind kind, DateTimeOffset first, IEnumerable<StaffId> practitioners)
    {
        var about = new NoticeAbout(kind, series.Id.Value, series.SchoolId, SupportSessionNotices.UrgencyOf(first, clock));
        foreach (var practitioner in practitioners.Distinct())
        {
            notices.Tell(practitioner, about);
        }
    }
}
