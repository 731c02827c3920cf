using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tests.Schools;
using static PupilSupport.Domain.SupportProgrammes.SupportProgrammeStatus;

namespace PupilSupport.Domain.Tests.SupportProgrammes;

public class SupportProgrammeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly StaffId Elsa = new(Guid.NewGuid()), Colleague = new(Guid.NewGuid()), Senco = new(Guid.NewGuid());
    private static readonly PupilId Amber = new(Guid.NewGuid()), Bilal = new(Guid.NewGuid()), Cara = new(Guid.NewGuid());

    private static SupportProgrammeDay Day(DateOnly? on = null, params PupilId[] notEnrolled) =>
        new(on ?? Today, new SupportProgrammePolicy(), new SupportSessionPolicy(), TestCalendar.Calendar, notEnrolled.ToHashSet());

    private static SupportProgrammePlan Plan(SupportProgrammeKind kind = SupportProgrammeKind.Elsa, params PupilId[] pupils) => new()
    {
        Kind = kind,
        Priority = SupportProgrammePriority.Routine,
        PupilIds = pupils.Length == 0 ? [Amber] : pupils,
        TargetSessions = 6,
        MinutesPerWeek = 30,
    };

    private static Result<SupportProgramme> Propose(SupportProgrammePlan plan, StaffId? practitioner = null, SupportProgrammeDay? day = null) =>
        SupportProgramme.Propose(new TrustId(Guid.NewGuid()), new SchoolId(Guid.NewGuid()), plan, practitioner, Senco, day ?? Day(), Now);

    private static SupportProgramme Active(SupportProgrammePlan? plan = null)
    {
        var programme = Propose(plan ?? Plan(), Elsa).Value;
        Assert.True(programme.Wait(Day()).IsSuccess);
        Assert.True(programme.Activate(Today).IsSuccess);
        return programme;
    }

    private static SupportProgramme In(SupportProgrammeStatus status)
    {
        var programme = Propose(Plan(), Elsa).Value;
        Result[] steps = status switch
        {
            SupportProgrammeStatus.Proposed => [],
            Waiting => [programme.Wait(Day())],
            SupportProgrammeStatus.Active => [programme.Wait(Day()), programme.Activate(Today)],
            Paused => [programme.Wait(Day()), programme.Activate(Today), programme.Pause(Today)],
            Completed => [programme.Wait(Day()), programme.Activate(Today), programme.Complete(new([], "Moved away"), Today)],
            _ => [programme.Withdraw("Not needed", Today)],
        };
        Assert.All(steps, s => Assert.True(s.IsSuccess));
        Assert.Equal(status, programme.Status);
        return programme;
    }

    private static Result Do(SupportProgramme programme, SupportProgrammeAction action) => action switch
    {
        SupportProgrammeAction.Revise => programme.Revise(Plan(), Day()),
        SupportProgrammeAction.Wait => programme.Wait(Day()),
        SupportProgrammeAction.Allocate => programme.Allocate(Colleague, Today),
        SupportProgrammeAction.HandOver => programme.HandOver(Colleague, "Likes to draw", Today),
        SupportProgrammeAction.Activate => programme.Activate(Today),
        SupportProgrammeAction.Pause => programme.Pause(Today),
        SupportProgrammeAction.Resume => programme.Resume(),
        SupportProgrammeAction.ApproveExtension => programme.ApproveExtension(15, "A bereavement", Senco, new(), Now),
        SupportProgrammeAction.Complete => programme.Complete(new([], "Moved away"), Today),
        _ => programme.Withdraw("Not needed", Today),
    };

    public static IEnumerable<object[]> Everything() =>
        from status in Enum.GetValues<SupportProgrammeStatus>() from action in Enum.GetValues<SupportProgrammeAction>() select new object[] { status, action };

    [Theory]
    [MemberData(nameof(Everything))]
    public void Does_what_it_says_that_it_allows_and_nothing_else(SupportProgrammeStatus status, SupportProgrammeAction action)
    {
        var programme = In(status);
        var allowed = programme.AllowedActions();
        var done = Do(programme, action);
        Assert.Equal(allowed.Contains(action), done.IsSuccess);
        Assert.True(done.IsSuccess || done.Error!.Kind == ErrorKind.Conflict, done.Error?.Code);
        Assert.Equal(done.IsSuccess ? SupportProgrammeRules.States.Move(status, action).Value : status, programme.Status);
    }

    [Theory]
    [InlineData("2026-11-20", SupportProgrammePriority.Urgent, "2026-11-27")]
    [InlineData("2026-11-20", SupportProgrammePriority.Soon, "2026-12-11")]
    [InlineData("2026-10-22", SupportProgrammePriority.Urgent, "2026-11-05")]
    [InlineData("2026-12-18", SupportProgrammePriority.Urgent, "2027-01-08")]
    public void Waits_in_school_days_by_its_priority(string since, SupportProgrammePriority priority, string target)
    {
        var day = Day(DateOnly.Parse(since, null));
        var programme = Propose(Plan() with { Priority = priority }, day: day).Value;
        Assert.True(programme.Wait(day).IsSuccess);
        Assert.Equal((day.Today, DateOnly.Parse(target, null)), (programme.WaitingSince, programme.TargetStartOn));
    }

    [Fact]
    public void Another_priority_sets_another_target_from_the_same_day()
    {
        var programme = In(Waiting);
        Assert.True(programme.Revise(Plan() with { Priority = SupportProgrammePriority.Urgent }, Day(Today.AddDays(1))).IsSuccess);
        Assert.Equal((Today, new DateOnly(2026, 11, 30)), (programme.WaitingSince, programme.TargetStartOn));
    }

    [Fact]
    public void Does_not_wait_where_nobody_knows_the_school_days() =>
        Assert.Equal("calendar-not-configured", Propose(Plan()).Value.Wait(Day() with { Calendar = SchoolCalendar.Empty }).Error?.Code);

    [Theory]
    [InlineData(null, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(12, true)]
    [InlineData(13, false)]
    public void Elsa_takes_6_to_12_sessions(int? sessions, bool isTaken)
    {
        Assert.Equal(isTaken ? null : "elsa-sessions", Propose(Plan() with { TargetSessions = sessions }).Error?.Code);
        Assert.True(Propose(Plan(SupportProgrammeKind.Nurture) with { TargetSessions = sessions }).IsSuccess);
    }

    [Fact]
    public void Takes_more_sessions_once_another_person_has_approved_them()
    {
        var programme = Active();
        Assert.Equal("own-extension", programme.ApproveExtension(15, "Grief", Elsa, new(), Now).Error?.Code);
        Assert.Equal("extension-too-small", programme.ApproveExtension(12, "Grief", Senco, new(), Now).Error?.Code);
        Assert.True(programme.ApproveExtension(15, "Grief", Senco, new(), Now).IsSuccess);
        Assert.Equal((15, 15, Senco, Now), (programme.TargetSessions, programme.ApprovedSessions, programme.ApprovedById, programme.ApprovedAt));
        Assert.True(programme.Revise(Plan() with { TargetSessions = 14 }, Day()).IsSuccess);
        Assert.Equal("elsa-sessions", programme.Revise(Plan() with { TargetSessions = 16 }, Day()).Error?.Code);
        Assert.Equal("extension-not-applicable", Active(Plan(SupportProgrammeKind.Nurture)).ApproveExtension(15, "Grief", Senco, new(), Now).Error?.Code);
    }

    [Fact]
    public void Is_with_one_practitioner_at_a_time_and_keeps_whose_it_was()
    {
        var programme = Propose(Plan()).Value;
        Assert.True(programme.Wait(Day()).IsSuccess);
        Assert.Equal("practitioner-required", programme.Activate(Today).Error?.Code);
        Assert.Equal("not-allocated", programme.HandOver(Elsa, "Hello", Today).Error?.Code);
        Assert.True(programme.Allocate(Elsa, Today).IsSuccess);
        Assert.Equal("already-allocated", programme.Allocate(Colleague, Today).Error?.Code);
        Assert.Equal("same-practitioner", programme.HandOver(Elsa, "Hello", Today).Error?.Code);
        Assert.True(programme.HandOver(Colleague, "Likes to draw", Today).IsSuccess);
        Assert.True(programme.HandOver(Elsa, "Back again", Today.AddDays(1)).IsSuccess);
        Assert.Equal(
            [(Elsa, Today, (DateOnly?)Today, null), (Colleague, Today, Today.AddDays(1), "Likes to draw"), (Elsa, Today.AddDays(1), null, "Back again")],
            programme.Allocations.Select(a => (a.PractitionerId, a.FromOn, a.UntilOn, a.HandoverNote)));
        Assert.True(programme.Withdraw("Not needed", Today.AddDays(2)).IsSuccess);
        Assert.Equal(Today.AddDays(2), programme.Allocations[^1].UntilOn);
        Assert.Equal([Elsa, Colleague, Senco], ((IChronicled)programme).Owners);
    }

    [Fact]
    public void Keeps_who_left_and_who_joined_once_it_has_started()
    {
        var programme = Propose(Plan(SupportProgrammeKind.Nurture, Amber, Bilal), Elsa).Value;
        Assert.True(programme.Revise(Plan(SupportProgrammeKind.Nurture, Bilal), Day()).IsSuccess);
        Assert.Equal([Bilal], programme.Pupils.Select(p => p.PupilId));
        Assert.True(programme.Wait(Day()).IsSuccess);
        Assert.True(programme.Activate(Today).IsSuccess);
        Assert.True(programme.Revise(Plan(SupportProgrammeKind.Nurture, Cara), Day(Today.AddDays(7))).IsSuccess);
        Assert.Equal(
            [(Bilal, Today, (DateOnly?)Today.AddDays(7)), (Cara, Today.AddDays(7), null)], programme.Pupils.Select(p => (p.PupilId, p.JoinedOn!.Value, p.LeftOn)));
    }

    [Fact]
    public void Ends_with_a_measure_of_every_pupil_who_stayed_or_with_a_reason()
    {
        var plan = Plan(SupportProgrammeKind.Nurture, Amber, Bilal);
        var (ofAmber, ofBilal) = (new PupilMeasure(Amber, Guid.NewGuid()), new PupilMeasure(Bilal, Guid.NewGuid()));
        string? Refused(string? reason, params PupilMeasure[] measures) => Active(plan).Complete(new(measures, reason), Today).Error?.Code;
        Assert.Equal("end-measure-required", Refused(null));
        Assert.Equal("end-measure-required", Refused(null, ofAmber));
        Assert.Equal("end-measure-of-another-pupil", Refused("Because", new PupilMeasure(Cara, Guid.NewGuid())));
        Assert.Equal("end-measure-twice", Refused("Because", ofAmber, ofAmber with { AssessmentId = Guid.NewGuid() }));
        Assert.Null(Refused("Bilal was away", ofAmber));
        Assert.Null(Refused(null, ofAmber, ofBilal));
        var left = Active(plan);
        Assert.True(left.Revise(Plan(SupportProgrammeKind.Nurture, Amber), Day()).IsSuccess);
        Assert.True(left.Complete(new([ofAmber], null), Today).IsSuccess);
        Assert.Equal((ofAmber.AssessmentId, Today), (left.Pupils[0].EndAssessmentId, left.EndedOn));
    }

    [Fact]
    public void Refuses_a_plan_that_cannot_be()
    {
        string? Refused(SupportProgrammePlan plan, params PupilId[] notEnrolled) => Propose(plan, day: Day(null, notEnrolled)).Error?.Code;
        Assert.Equal("duplicate-participant", Refused(Plan(SupportProgrammeKind.Nurture, Amber, Amber)));
        Assert.Equal("participant-count", Refused(Plan() with { PupilIds = [] }));
        Assert.Equal("participant-count", Refused(Plan(SupportProgrammeKind.Nurture, [.. Enumerable.Range(0, 16).Select(_ => new PupilId(Guid.NewGuid()))])));
        Assert.Equal("group-name-required", Refused(Plan(SupportProgrammeKind.WholeClass) with { PupilIds = [] }));
        Assert.Null(Refused(Plan(SupportProgrammeKind.WholeClass) with { PupilIds = [], GroupName = "Hawthorn" }));
        Assert.Equal("pupil-not-enrolled", Refused(Plan(), Amber));
        Assert.Equal("planned-end-before-start", Refused(Plan() with { PlannedEndOn = Today.AddDays(-1) }));
    }
}
