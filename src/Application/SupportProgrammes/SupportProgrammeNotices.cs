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
            notices.Tell(practitioner, new NoticeAbout(NoticeKind.SupportProgrammeAllocated, programme.Id.Value, programme.SchoolId, UrgencyOf(programme)));
        }
    }

    /// <summary>Tells whoever has it now, whoever had it, and those who give sessions of it with them.</summary>
    /// <param name="given">The sessions that went along: what is for today does not wait for any digest.</param>
    public void HandedOver(SupportProgramme programme, StaffId? before, IReadOnlyCollection<SupportSession> given)
    {
        var now = programme.PractitionerId;
        var others = given.SelectMany(s => s.Practitioners).Select(p => (StaffId?)p.StaffId).Append(before).Where(p => p != now).Distinct();
        Tell(now, NoticeKind.SupportProgrammeAllocated, given);
        foreach (var staff in others)
        {
            Tell(staff, NoticeKind.SupportProgrammeHandedOver, given.Where(s => staff == before || s.Practitioners.Any(p => p.StaffId == staff)));
        }

        void Tell(StaffId? staff, NoticeKind kind, IEnumerable<SupportSession> sessions)
        {
            if (staff is { } known)
            {
                var urgency = sessions.Select(s => SupportSessionNotices.UrgencyOf(s.StartsAt, clock)).Append(UrgencyOf(programme)).Max();
                notices.Tell(known, new NoticeAbout(kind, programme.Id.Value, programme.SchoolId, urgency));
            }
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

    private static NoticeUrgency UrgencyOf(SupportProgramme programme) =>
        programme.Priority == SupportProgrammePriority.Urgent ? NoticeUrgency.Urgent : NoticeUrgency.Normal;
}
