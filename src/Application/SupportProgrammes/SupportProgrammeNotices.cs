using PupilSupport.Application.Notices;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>Tells practitioners that a programme is theirs now, or a colleague's, and that its sessions are off: once, however many they were.</summary>
internal sealed class SupportProgrammeNotices(INotices notices, TimeProvider clock)
{
    public void Allocated(SupportProgramme programme)
    {
        if (programme.PractitionerId is { } practitioner)
        {
            Tell(practitioner, NoticeKind.SupportProgrammeAllocated, programme);
        }
    }

    public void HandedOver(SupportProgramme programme, StaffId? before)
    {
        Allocated(programme);
        if (before is { } former)
        {
            Tell(former, NoticeKind.SupportProgrammeHandedOver, programme);
        }
    }

    public void Cancelled(SupportProgramme programme, IEnumerable<SupportSession> sessions)
    {
        var places = sessions.SelectMany(s => s.Practitioners, (s, p) => (s.StartsAt, p.StaffId));
        foreach (var of in places.GroupBy(p => p.StaffId, p => p.StartsAt))
        {
            var urgency = SupportSessionNotices.UrgencyOf(of.Min(), clock);
            notices.Tell(of.Key, new NoticeAbout(NoticeKind.SupportProgrammeSessionsCancelled, programme.Id.Value, programme.SchoolId, urgency));
        }
    }

    private void Tell(StaffId staff, NoticeKind kind, SupportProgramme programme)
    {
        var urgency = programme.Priority == SupportProgrammePriority.Urgent ? NoticeUrgency.Urgent : NoticeUrgency.Normal;
        notices.Tell(staff, new NoticeAbout(kind, programme.Id.Value, programme.SchoolId, urgency));
    }
}
