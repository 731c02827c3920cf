using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tests.Schools;
using static PupilSupport.Domain.SupportSessions.SupportSessionType;

namespace PupilSupport.Domain.Tests.SupportProgrammes;

public class ServingTests
{
    private static readonly DateOnly Start = new(2026, 11, 23);
    private static readonly StaffId Worker = new(Guid.NewGuid()), Senco = new(Guid.NewGuid());
    private static readonly PupilId Amber = new(Guid.NewGuid()), Bilal = new(Guid.NewGuid()), Cara = new(Guid.NewGuid());

    private static SupportProgrammeDay Day(DateOnly on) => new(on, new(), new(), TestCalendar.Calendar, new HashSet<PupilId>());

    private static SupportProgrammePlan Plan(SupportProgrammeKind kind, params PupilId[] pupils) => new()
    {
        Kind = kind,
        Priority = SupportProgrammePriority.Routine,
        PupilIds = pupils,
        TargetSessions = 6,
        MinutesPerWeek = 30,
        GroupName = "Owls",
    };

    private static SupportProgramme Waiting(SupportProgrammeKind kind = SupportProgrammeKind.Elsa, params PupilId[] pupils)
    {
        var plan = Plan(kind, pupils.Length == 0 && kind != SupportProgrammeKind.WholeClass ? [Amber] : pupils);
        var programme = SupportProgramme.Propose(new TrustId(Guid.NewGuid()), new SchoolId(Guid.NewGuid()), plan, Worker, Senco, Day(Start), DateTimeOffset.UnixEpoch).Value;
        Assert.True(programme.Wait(Day(Start)).IsSuccess);
        return programme;
    }

    private static SupportProgramme Active(SupportProgrammeKind kind = SupportProgrammeKind.Elsa, params PupilId[] pupils)
    {
        var programme = Waiting(kind, pupils);
        Assert.True(programme.Activate(Start).IsSuccess);
        return programme;
    }

    private static ServingSession Session(int day, SupportSessionType type = Elsa, bool told = false, params PupilId[] pupils) =>
        new(Start.AddDays(day), type, pupils.Length == 0 ? [Amber] : pupils, told);

    private static Error? One(SupportProgramme programme, ServingSession session, int taken = 0) => programme.Serving([session], taken, _ => new()).Single();

    [Fact]
    public void Only_what_runs_is_planned_for()
    {
        var (waiting, active, paused, over) = (Waiting(), Active(), Active(), Active());
        Assert.True(paused.Pause(Start.AddDays(2)).IsSuccess && over.Complete(new([], "Moved away"), Start.AddDays(2)).IsSuccess);
        Assert.Null(One(active, Session(0)));
        Assert.Null(One(active, Session(100)));
        Assert.All(
            new[] { One(active, Session(-1)), One(waiting, Session(0)), One(paused, Session(0)), One(over, Session(0)) },
            e => Assert.Equal(("programme-not-running", "/programmeId"), (e?.Code, e?.Faults[0].Pointer)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void What_took_place_is_told_as_far_as_it_ran(int day, bool isTaken)
    {
        var (paused, over) = (Active(), Active());
        Assert.True(paused.Pause(Start.AddDays(2)).IsSuccess && over.Complete(new([], "Moved away"), Start.AddDays(2)).IsSuccess);
        Assert.Equal((isTaken, isTaken), (One(paused, Session(day, told: true)) is null, One(over, Session(day, told: true)) is null));
        Assert.NotNull(One(Waiting(), Session(day, told: true)));
    }

    [Fact]
    public void Each_kind_has_its_types_and_its_own_among_them()
    {
        foreach (var kind in Enum.GetValues<SupportProgrammeKind>())
        {
            var types = SupportProgrammeRules.SessionTypesOf(kind);
            Assert.Contains(SupportProgrammeRules.SessionTypeOf(kind, 1), types);
            Assert.Contains(SupportProgrammeRules.SessionTypeOf(kind, 5), types);
            foreach (var type in Enum.GetValues<SupportSessionType>())
            {
                var refused = One(Active(kind), Session(0, type));
                Assert.Equal(types.Contains(type) ? null : "programme-session-type", refused?.Code);
            }
        }
    }

    [Fact]
    public void It_is_for_pupils_who_belong_to_it_that_day()
    {
        var programme = Active(SupportProgrammeKind.Nurture, Amber, Bilal);
        Assert.True(programme.Revise(Plan(SupportProgrammeKind.Nurture, Amber, Cara), Day(Start.AddDays(7))).IsSuccess);
        Assert.Null(One(programme, Session(7, Nurture, false, Amber, Bilal, Cara)));
        Assert.Equal("/participants/1/pupilId", One(programme, Session(6, Nurture, true, Amber, Cara))?.Faults[0].Pointer);
        Assert.Equal(("pupil-not-in-programme", "/participants/0/pupilId"), (One(programme, Session(8, Nurture, false, Bilal))?.Code, One(programme, Session(8, Nurture, false, Bilal))?.Faults[0].Pointer));
    }

    [Fact]
    public void Of_a_class_any_pupil_may_be_named() => Assert.Null(One(Active(SupportProgrammeKind.WholeClass), Session(0, WholeClass, false, Cara)));

    [Theory]
    [InlineData(11, 1)]
    [InlineData(12, 0)]
    [InlineData(0, 12)]
    public void Elsa_takes_twelve_and_the_refused_take_no_place(int taken, int more)
    {
        var sessions = Enumerable.Range(0, 14).Select(i => Session(i - 1)).ToArray();
        var refusals = Active().Serving(sessions, taken, _ => new());
        Assert.Equal("programme-not-running", refusals[0]?.Code);
        Assert.Equal(more, refusals.Count(r => r is null));
        Assert.All(refusals.Skip(1 + more), r => Assert.Equal("programme-session-limit", r?.Code));
    }

    [Fact]
    public void An_extension_allows_more_and_other_kinds_are_not_bound()
    {
        var programme = Active();
        Assert.True(programme.ApproveExtension(14, "A bereavement", Senco, new(), DateTimeOffset.UnixEpoch).IsSuccess);
        Assert.Equal((null, "programme-session-limit"), (One(programme, Session(0), 13)?.Code, One(programme, Session(0), 14)?.Code));
        Assert.Null(One(Active(SupportProgrammeKind.Nurture), Session(0, Nurture), 500));
    }

    [Fact]
    public void Each_session_is_bound_by_the_policy_of_its_own_day()
    {
        var refusals = Active().Serving(
            [Session(0), Session(1)], taken: 6, day => day == Start ? new SupportProgrammePolicy { ElsaMaxSessions = 6 } : new SupportProgrammePolicy());
        Assert.Equal(["programme-session-limit", null], refusals.Select(r => r?.Code));
    }
}
