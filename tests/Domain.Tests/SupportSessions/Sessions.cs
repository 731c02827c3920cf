using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Domain.Tests.SupportSessions;

/// <summary>Sessions for tests: Monday 23 November 2026, ten o'clock.</summary>
internal static class Sessions
{
    public static readonly DateTimeOffset StartsAt = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset DayBefore = StartsAt.AddDays(-1);
    public static readonly TrustId Trust = new(Guid.CreateVersion7(DayBefore));
    public static readonly SchoolId TheSchool = new(Guid.CreateVersion7(DayBefore));
    public static readonly StaffId Practitioner = new(Guid.CreateVersion7(DayBefore));
    public static readonly StaffId Colleague = new(Guid.CreateVersion7(DayBefore));
    public static readonly SupportSessionPolicy Policy = new();
    public static readonly SessionDay Day = new(true, new HashSet<StaffId>(), new HashSet<PupilId>(), new HashSet<PupilId>(), Policy);

    public static PupilId NewPupil() => new(Guid.CreateVersion7(DayBefore));

    public static PupilId[] NewPupils(int count) => [.. Enumerable.Range(0, count).Select(_ => NewPupil())];

    public static SupportSessionPlan Plan(SupportSessionType type = SupportSessionType.ThriveOneToOne, params PupilId[] pupils) => new()
    {
        Type = type,
        PractitionerId = Practitioner,
        StartsAt = StartsAt,
        PlannedMinutes = 30,
        ParticipantIds = [.. pupils.Length == 0 && type == SupportSessionType.ThriveOneToOne ? [NewPupil()] : pupils],
    };

    public static SupportSessionOutcome Outcome(params PupilId[] pupils) => new()
    {
        ActualMinutes = 30,
        Note = "Built a den and named the feeling.",
        Participants = [.. pupils.Select(p => new ParticipantOutcome(p, SessionAttendance.Attended, 2, 4))],
    };

    public static SupportSessionOutcome OutcomeOf(SupportSession session) => Outcome([.. session.Participants.Select(p => p.PupilId)]);

    public static Result<SupportSession> Schedule(SupportSessionPlan plan, SessionDay? day = null, DateTimeOffset? now = null) =>
        SupportSession.Schedule(Trust, TheSchool, plan, day ?? Day, now ?? DayBefore);

    public static SupportSession In(SupportSessionStatus status)
    {
        var session = Schedule(Plan()).Value;
        Result moved = status switch
        {
            SupportSessionStatus.Scheduled => Result.Success,
            SupportSessionStatus.InProgress => session.Start(Policy, StartsAt),
            SupportSessionStatus.Completed => session.Complete(OutcomeOf(session), Policy, StartsAt),
            SupportSessionStatus.Cancelled => session.Cancel("Assembly"),
            SupportSessionStatus.Missed => session.Miss(MissReason.StaffAbsent, Policy),
            _ => session.Void("Entered twice", null),
        };
        Assert.True(moved.IsSuccess);
        Assert.Equal(status, session.Status);
        return session;
    }
}
