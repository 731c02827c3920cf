using PupilSupport.Application.Notices;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>What a practitioner needs to know of a planned session: when and where, and that it is theirs.</summary>
internal sealed record SessionSlot(DateTimeOffset StartsAt, DateTimeOffset EndsAt, RoomId? RoomId, IReadOnlyList<StaffId> Practitioners)
{
    public static SessionSlot Of(SupportSession session) =>
        new(session.StartsAt, session.EndsAt, session.RoomId, [.. session.Practitioners.Select(p => p.StaffId)]);

    public bool IsAt(SessionSlot other) => (StartsAt, EndsAt, RoomId) == (other.StartsAt, other.EndsAt, other.RoomId);
}

/// <summary>Tells practitioners what a colleague plans for them. What is for today does not wait for any digest.</summary>
internal sealed class SupportSessionNotices(INotices notices, TimeProvider clock)
{
    public void Planned(SupportSession session)
    {
        if (session.Status == SupportSessionStatus.Scheduled)
        {
            Tell(session, NoticeKind.SupportSessionAssigned, session.StartsAt, SessionSlot.Of(session).Practitioners);
        }
    }

    public void Revised(SupportSession session, SessionSlot before)
    {
        var now = SessionSlot.Of(session);
        Tell(session, NoticeKind.SupportSessionAssigned, now.StartsAt, now.Practitioners.Except(before.Practitioners));
        Tell(session, NoticeKind.SupportSessionReassigned, before.StartsAt, before.Practitioners.Except(now.Practitioners));
        if (!now.IsAt(before))
        {
            var soonest = now.StartsAt < before.StartsAt ? now.StartsAt : before.StartsAt;
            Tell(session, NoticeKind.SupportSessionMoved, soonest, now.Practitioners.Intersect(before.Practitioners));
        }
    }

    public void Cancelled(SupportSession session) =>
        Tell(session, NoticeKind.SupportSessionCancelled, session.StartsAt, SessionSlot.Of(session).Practitioners);

    public static NoticeUrgency UrgencyOf(DateTimeOffset startsAt, TimeProvider clock) =>
        LondonTime.DateOf(startsAt) == LondonTime.DateOf(clock.GetUtcNow()) ? NoticeUrgency.Urgent : NoticeUrgency.Normal;

    private void Tell(SupportSession session, NoticeKind kind, DateTimeOffset startsAt, IEnumerable<StaffId> practitioners)
    {
        var about = new NoticeAbout(kind, session.Id.Value, session.SchoolId, UrgencyOf(startsAt, clock));
        foreach (var practitioner in practitioners)
        {
            notices.Tell(practitioner, about);
        }
    }
}
