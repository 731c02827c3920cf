using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Domain.Tests.SupportSessions.Sessions;

namespace PupilSupport.Domain.Tests.SupportSessions;

public class SupportSessionLifeTests
{
    // Told a second time, apart from the table under test.
    private static readonly Dictionary<SupportSessionStatus, string> Allowed = new()
    {
        [SupportSessionStatus.Scheduled] = "Revise Start Complete Cancel Miss Void",
        [SupportSessionStatus.InProgress] = "Complete Void",
        [SupportSessionStatus.Completed] = "Amend AddAddendum Void",
        [SupportSessionStatus.Cancelled] = "Void",
        [SupportSessionStatus.Missed] = "Void",
        [SupportSessionStatus.Voided] = "",
    };

    public static IEnumerable<object[]> EveryCell =>
        from status in Enum.GetValues<SupportSessionStatus>()
        from action in Enum.GetValues<SupportSessionAction>()
        select new object[] { status, action };

    [Theory]
    [MemberData(nameof(EveryCell))]
    public void Every_state_allows_or_refuses_every_verb(SupportSessionStatus status, SupportSessionAction action)
    {
        var session = In(status);
        var result = Do(session, action);
        var allowed = Allowed[status].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(allowed.Contains(action.ToString()), result.IsSuccess);
        if (result.IsSuccess)
        {
            Assert.Equal(Target(status, action), session.Status);
            return;
        }

        Assert.Equal(("invalid-transition", ErrorKind.Conflict), (result.Error.Code, result.Error.Kind));
        Assert.Equal(allowed, ((IEnumerable<SupportSessionAction>)result.Error.Extensions["allowedActions"]).Select(a => a.ToString()));
        Assert.Equal(status, session.Status);
    }

    [Theory]
    [InlineData(SupportSessionStatus.Scheduled)]
    [InlineData(SupportSessionStatus.InProgress)]
    [InlineData(SupportSessionStatus.Completed)]
    [InlineData(SupportSessionStatus.Cancelled)]
    [InlineData(SupportSessionStatus.Missed)]
    [InlineData(SupportSessionStatus.Voided)]
    public void Says_what_is_allowed(SupportSessionStatus status) =>
        Assert.Equal(Allowed[status], string.Join(' ', In(status).AllowedActions(Policy, StartsAt)));

    [Fact]
    public void Only_what_is_planned_under_way_or_done_takes_up_a_slot() =>
        Assert.Equal(
            [SupportSessionStatus.Scheduled, SupportSessionStatus.InProgress, SupportSessionStatus.Completed],
            Enum.GetValues<SupportSessionStatus>().Where(SupportSessionRules.HoldsSlot));

    [Fact]
    public void Starts_and_completes_at_the_earliest_15_minutes_before()
    {
        var session = In(SupportSessionStatus.Scheduled);
        var early = StartsAt.AddMinutes(-15).AddTicks(-1);
        Assert.Equal("too-early", session.Start(Policy, early).Error?.Code);
        Assert.Equal("too-early", session.Complete(OutcomeOf(session), Policy, early).Error?.Code);
        Assert.True(session.Start(Policy, StartsAt.AddMinutes(-15)).IsSuccess);
        Assert.Equal(StartsAt.AddMinutes(-15), session.StartedAt);
        Assert.True(session.Complete(OutcomeOf(session), Policy, StartsAt.AddMinutes(-15)).IsSuccess);
    }

    [Theory]
    [InlineData(MissReason.StaffAbsent, true)]
    [InlineData(MissReason.RoomUnavailable, true)]
    [InlineData(MissReason.Trip, true)]
    [InlineData(MissReason.Exam, true)]
    [InlineData(MissReason.SafeguardingMeeting, true)]
    [InlineData(MissReason.PupilAbsent, false)]
    [InlineData(MissReason.PupilDeclined, false)]
    [InlineData(MissReason.Suspension, false)]
    [InlineData(MissReason.Other, false)]
    public void Missed_by_the_school_is_owed_missed_by_the_pupil_is_not(MissReason reason, bool owed)
    {
        var session = In(SupportSessionStatus.Scheduled);
        Assert.True(session.Miss(reason, Policy).IsSuccess);
        Assert.Equal((reason, owed), (session.MissReason, session.CatchUpOwed));
    }

    [Fact]
    public void A_voided_miss_is_no_longer_owed()
    {
        var session = In(SupportSessionStatus.Missed);
        Assert.True(session.CatchUpOwed);
        session.Void("It did take place", null);
        Assert.False(session.CatchUpOwed);
    }

    [Fact]
    public void The_note_closes_48_hours_after_completion()
    {
        var session = In(SupportSessionStatus.Completed);
        Assert.True(session.Amend("Better words", null, Policy, StartsAt.AddHours(48).AddTicks(-1)).IsSuccess);
        Assert.Equal("Better words", session.Note);
        var earlier = Assert.Single(session.Addenda);
        Assert.Equal((AddendumKind.EarlierNote, false), (earlier.Kind, earlier.Text == "Better words"));

        var refused = session.Amend("Too late", null, Policy, StartsAt.AddHours(48));
        Assert.Equal(("note-closed", ErrorKind.Conflict), (refused.Error?.Code, refused.Error?.Kind));
        Assert.Equal([SupportSessionAction.AddAddendum, SupportSessionAction.Void], (IEnumerable<SupportSessionAction>)refused.Error!.Extensions["allowedActions"]);
        Assert.Equal("Better words", session.Note);
        Assert.DoesNotContain(SupportSessionAction.Amend, session.AllowedActions(Policy, StartsAt.AddHours(48)));
    }

    [Fact]
    public void A_session_takes_200_addenda_and_then_neither_another_nor_a_note_that_would_leave_one()
    {
        var session = Sessions.In(SupportSessionStatus.Completed);
        for (var i = 1; i < SupportSession.MaxAddenda; i++)
        {
            Assert.True(session.AddAddendum($"Number {i}", Colleague, StartsAt).IsSuccess);
        }

        Assert.True(session.Amend("Better words", Practitioner, Policy, StartsAt).IsSuccess);
        Assert.Equal("too-many-addenda", session.AddAddendum("One more", Colleague, StartsAt).Error!.Code);
        Assert.Equal("too-many-addenda", session.Amend("Best words", Practitioner, Policy, StartsAt).Error!.Code);
        Assert.Equal((SupportSession.MaxAddenda, "Better words"), (session.Addenda.Count, session.Note));
    }

    [Fact]
    public void An_addendum_leaves_the_note_alone()
    {
        var session = In(SupportSessionStatus.Completed);
        var note = session.Note;
        Assert.True(session.AddAddendum("The mother rang.", Colleague, StartsAt.AddDays(30)).IsSuccess);
        var addendum = Assert.Single(session.Addenda);
        Assert.Equal(("The mother rang.", Colleague, StartsAt.AddDays(30)), (addendum.Text, addendum.AuthorId, addendum.RecordedAt));
        Assert.Equal(note, session.Note);
    }

    [Fact]
    public void A_void_names_its_reason_and_its_replacement()
    {
        var (session, other) = (In(SupportSessionStatus.Completed), In(SupportSessionStatus.Completed));
        Assert.Equal("replaces-itself", session.Void("Wrong pupil", session.Id).Error?.Code);
        Assert.True(session.Void("Wrong pupil", other.Id).IsSuccess);
        Assert.Equal(("Wrong pupil", other.Id), (session.VoidReason, session.ReplacedById));
    }

    [Fact]
    public void Stands_in_the_chronology_of_each_participant_and_says_when_void()
    {
        var pupils = NewPupils(3);
        var session = Schedule(Plan(SupportSessionType.ThriveGroup, pupils)).Value;
        Assert.Equal(pupils.Select(p => new ChronologyMark(p, StartsAt, SensitivityLabel.Pastoral, false)), session.ChronologyMarks());
        Assert.Equal([Practitioner], ((IChronicled)session).Owners);
        session.Void("Entered twice", null);
        Assert.All(session.ChronologyMarks(), m => Assert.True(m.IsVoid));
    }

    private static Result Do(SupportSession session, SupportSessionAction action) => action switch
    {
        SupportSessionAction.Revise => session.Revise(Plan(), Day, StartsAt),
        SupportSessionAction.Start => session.Start(Policy, StartsAt),
        SupportSessionAction.Complete => session.Complete(OutcomeOf(session), Policy, StartsAt),
        SupportSessionAction.Cancel => session.Cancel("Assembly"),
        SupportSessionAction.Miss => session.Miss(MissReason.Trip, Policy),
        SupportSessionAction.Amend => session.Amend("Better words", null, Policy, StartsAt),
        SupportSessionAction.AddAddendum => session.AddAddendum("More", null, StartsAt),
        _ => session.Void("Entered twice", null),
    };

    private static SupportSessionStatus Target(SupportSessionStatus from, SupportSessionAction action) => action switch
    {
        SupportSessionAction.Start => SupportSessionStatus.InProgress,
        SupportSessionAction.Complete => SupportSessionStatus.Completed,
        SupportSessionAction.Cancel => SupportSessionStatus.Cancelled,
        SupportSessionAction.Miss => SupportSessionStatus.Missed,
        SupportSessionAction.Void => SupportSessionStatus.Voided,
        _ => from,
    };
}
