using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Domain.Tests.SupportSessions.Sessions;

namespace PupilSupport.Domain.Tests.SupportSessions;

public class SupportSessionOutcomeTests
{
    [Fact]
    public void Keeps_what_took_place()
    {
        var pupils = NewPupils(2);
        var session = Schedule(Plan(SupportSessionType.ThriveGroup, pupils)).Value;
        var outcome = Outcome() with
        {
            Strategies = ["Co-regulation"],
            NextStep = "Try with the class teacher",
            Participants =
            [
                new(pupils[1], SessionAttendance.Refused, Note: "Stayed at the door"),
                new(pupils[0], SessionAttendance.Late, 2, 4, "I liked it"),
            ],
        };
        Assert.True(session.Complete(outcome, Policy, StartsAt.AddHours(1)).IsSuccess);

        Assert.Equal((StartsAt.AddHours(1), 30, outcome.Note), (session.CompletedAt, session.ActualMinutes, session.Note));
        Assert.Equal(("Try with the class teacher", "Co-regulation"), (session.NextStep, Assert.Single(session.Strategies)));
        var (first, second) = (session.Participants[0], session.Participants[1]);
        Assert.Equal((SessionAttendance.Late, 2, 4, "I liked it", null), (first.Attendance, first.PreState, first.PostState, first.PupilVoice, first.Note));
        Assert.Equal((SessionAttendance.Refused, null, "Stayed at the door"), (second.Attendance, second.PreState, second.Note));
    }

    [Fact]
    public void Accounts_for_every_participant_once_and_for_nobody_else()
    {
        var pupils = NewPupils(2);
        var session = Schedule(Plan(SupportSessionType.ThriveGroup, pupils)).Value;
        Assert.Equal("attendance-missing", session.Complete(Outcome(pupils[0]), Policy, StartsAt).Error?.Code);
        Assert.Equal("unknown-participant", session.Complete(Outcome(pupils[0], pupils[1], NewPupil()), Policy, StartsAt).Error?.Code);
        Assert.Equal("duplicate-participant", session.Complete(Outcome(pupils[0], pupils[0]), Policy, StartsAt).Error?.Code);
        Assert.Equal(SupportSessionStatus.Scheduled, session.Status);
        Assert.All(session.Participants, p => Assert.Null(p.Attendance));
        Assert.True(session.Complete(Outcome(pupils[1], pupils[0]), Policy, StartsAt).IsSuccess);
    }

    [Fact]
    public void A_class_without_named_pupils_completes_without()
    {
        var session = Schedule(Plan(SupportSessionType.WholeClass) with { GroupName = "4B" }).Value;
        Assert.True(session.Complete(Outcome(), Policy, StartsAt).IsSuccess);
        Assert.Empty(session.ChronologyMarks());
    }

    [Fact]
    public void Completion_after_7_days_says_why()
    {
        var session = In(SupportSessionStatus.Scheduled);
        var late = StartsAt.AddDays(7).AddMinutes(1);
        Assert.Equal("late-reason-required", session.Complete(OutcomeOf(session), Policy, late).Error?.Code);
        Assert.True(session.Complete(OutcomeOf(session) with { LateReason = "Off sick" }, Policy, late).IsSuccess);
        Assert.Equal("Off sick", session.LateReason);
    }

    [Fact]
    public void Records_what_has_already_happened_in_one_step()
    {
        var plan = Plan();
        var session = SupportSession.RecordCompleted(Trust, TheSchool, plan, Outcome([.. plan.ParticipantIds]), Day, StartsAt.AddDays(2));
        Assert.Equal(SupportSessionStatus.Completed, session.Value.Status);
        Assert.Equal((StartsAt, StartsAt.AddDays(2), StartsAt.AddDays(2)), (session.Value.StartsAt, session.Value.CompletedAt, session.Value.RecordedAt));
    }

    [Fact]
    public void Records_in_one_step_only_what_both_steps_would_take()
    {
        var plan = Plan();
        var outcome = Outcome([.. plan.ParticipantIds]);
        Result<SupportSession> Record(SupportSessionOutcome told, DateTimeOffset now) =>
            SupportSession.RecordCompleted(Trust, TheSchool, plan, told, Day, now);

        Assert.Equal("too-early", Record(outcome, StartsAt.AddHours(-1)).Error?.Code);
        Assert.Equal("attendance-missing", Record(Outcome(), StartsAt).Error?.Code);
        Assert.Equal("late-reason-required", Record(outcome, StartsAt.AddDays(8)).Error?.Code);
        Assert.Equal("Off sick", Record(outcome with { LateReason = "Off sick" }, StartsAt.AddDays(8)).Value.LateReason);
        Assert.Equal("participant-count", SupportSession.RecordCompleted(
            Trust, TheSchool, Plan(SupportSessionType.ThriveGroup, NewPupil()), outcome, Day, StartsAt).Error?.Code);
    }

    [Fact]
    public void What_the_schema_refuses_cannot_get_in()
    {
        Assert.ThrowsAny<ArgumentException>(() => Completed(o => o with { Note = "  " }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Completed(o => o with { ActualMinutes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Completed(o => o with { Participants = [o.Participants[0] with { PreState = 6 }] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Completed(o => o with { Participants = [o.Participants[0] with { PostState = 0 }] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Completed(o => o with { Note = new string('a', Limits.Narrative + 1) }));
    }

    [Fact]
    public void Any_walk_through_its_life_keeps_its_promises()
    {
        var walks = Gen.Elements(Enum.GetValues<SupportSessionAction>()).ArrayOf(8);
        Prop.ForAll(walks.ToArbitrary(), walk =>
        {
            var session = In(SupportSessionStatus.Scheduled);
            var now = StartsAt;
            foreach (var action in walk)
            {
                var before = session.Status;
                var announced = session.AllowedActions(Policy, now).Contains(action);
                var done = Try(session, action, now);
                if (announced != done || (!done && session.Status != before))
                {
                    return false;
                }

                now = now.AddHours(20);
            }

            return (session.CompletedAt is not null) == (session.Note is not null)
                && (session.Status == SupportSessionStatus.Voided) == (session.VoidReason is not null)
                && (session.Status != SupportSessionStatus.Completed || session.Participants.All(p => p.Attendance is not null));
        }).QuickCheckThrowOnFailure();
    }

    private static bool Try(SupportSession session, SupportSessionAction action, DateTimeOffset now) => action switch
    {
        SupportSessionAction.Revise => session.Revise(Plan(), Day, now).IsSuccess,
        SupportSessionAction.Start => session.Start(Policy, now).IsSuccess,
        SupportSessionAction.Complete => session.Complete(OutcomeOf(session) with { LateReason = "Off sick" }, Policy, now).IsSuccess,
        SupportSessionAction.Cancel => session.Cancel("Assembly").IsSuccess,
        SupportSessionAction.Miss => session.Miss(MissReason.Other, Policy).IsSuccess,
        SupportSessionAction.Amend => session.Amend("Better words", null, Policy, now).IsSuccess,
        SupportSessionAction.AddAddendum => session.AddAddendum("More", null, now).IsSuccess,
        _ => session.Void("Entered twice", null).IsSuccess,
    };

    private static void Completed(Func<SupportSessionOutcome, SupportSessionOutcome> change)
    {
        var session = In(SupportSessionStatus.Scheduled);
        session.Complete(change(OutcomeOf(session)), Policy, StartsAt);
    }

    /// <summary>To all its pupils at once, and only by what begins after it was over.</summary>
    [Theory]
    [InlineData(2, 30, null)]
    [InlineData(3, 30, null)]
    [InlineData(1, 30, "owed-to-others")]
    [InlineData(2, 29, "not-after-missed")]
    [InlineData(2, -10080, "not-after-missed")]
    public void A_debt_is_made_good_to_all_its_pupils_later(int pupils, int minutesLater, string? code)
    {
        var all = NewPupils(3);
        var missed = Schedule(Plan(SupportSessionType.ThriveGroup, all[..2])).Value;
        missed.Miss(MissReason.StaffAbsent, Policy);
        var error = missed.MadeGoodBy(Plan(SupportSessionType.ThriveGroup, all[..pupils]) with { StartsAt = StartsAt.AddMinutes(minutesLater) });
        Assert.Equal(code, error?.Code);
    }
}
