using System.Globalization;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tests.Schools;
using static PupilSupport.Domain.Tests.Plans.Samples;

namespace PupilSupport.Domain.Tests.Plans;

/// <summary>What holds for plans of one type alone.</summary>
public class PlanKindsTests
{
    private static readonly NewPlanDrill Drill = new() { HeldOn = new(2026, 11, 23), Route = "East landing", AssistantIds = [Author], Outcome = PlanDrillOutcome.Worked, RecordedById = Author };

    private static readonly PlanDrillTerms Drills = new(new PlanPolicy(), TestCalendar.Calendar);

    [Theory]
    [InlineData("2026-11-30", "2027-01-10", null, null)]
    [InlineData("2026-11-30", "2027-01-11", null, "part-time-too-long")]
    [InlineData("2026-11-30", "2027-01-11", "The hospital asks for two weeks more", null)]
    [InlineData("2026-12-07", "2027-01-04", null, "part-time-too-long")]
    public void A_part_time_timetable_ends_in_six_weeks_or_says_why_not_also_when_its_start_is_moved(string start, string end, string? reason, string? refused)
    {
        var content = Content(PlanType.PartTimeTimetable);
        var said = content with
        {
            StartsOn = Day(start),
            EndsOn = Day(end),
            Targets = [],
            Details = new PlanDetails { PartTimeTimetable = content.Details!.PartTimeTimetable! with { ExtensionReason = reason } },
        };
        Assert.Equal(start == "2026-12-07" ? null : refused, Plan.Draft(Trust, new NewPlan(Oak, Amber, PlanType.PartTimeTimetable, Author, Author, null), said, Samples.Day()).Error?.Code);

        // It counts from the first day that was in force: 23 November, so that six weeks end on 3 January.
        var plan = Active(PlanType.PartTimeTimetable);
        Ok(plan.Revise(Editor, Now));
        Assert.Equal(reason is null ? "part-time-too-long" : null, plan.Edit(said, Author, Editor, Samples.Day()).Error?.Code);

        // So does one that takes the place of another.
        var next = new NewPlan(Oak, Amber, PlanType.PartTimeTimetable, Author, Author, plan.Id);
        Assert.Equal(reason is null ? "part-time-too-long" : null, Plan.Draft(Trust, next, said, Samples.Day() with { PartTimeSince = new(2026, 11, 23) }).Error?.Code);
    }

    [Fact]
    public void A_part_time_timetable_says_when_those_were_consulted_who_have_to_be()
    {
        string[] pointers = ["/details/partTimeTimetable/localAuthorityConsultedOn", "/details/partTimeTimetable/socialWorkerConsultedOn"];
        var plan = Draft(PlanType.PartTimeTimetable);
        Assert.Equal(pointers, plan.RequestApproval(Author, Now, new(true, true)).Error!.Faults.Select(f => f.Pointer));
        Assert.Equal(pointers[1], plan.RequestApproval(Author, Now, new(false, true)).Error!.Faults.Single().Pointer);
        var told = plan.Content.Details!.PartTimeTimetable! with { LocalAuthorityConsultedOn = new(2026, 11, 20), SocialWorkerConsultedOn = new(2026, 11, 20) };
        Ok(plan.Edit(plan.Content with { Details = new PlanDetails { PartTimeTimetable = told } }, Author, Author, Samples.Day()));
        Ok(plan.RequestApproval(Author, Now, new(true, true)));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-27", 6, "2026-11-23 Pm")]
    [InlineData("2026-11-21", "2026-11-22", 0, "")]
    [InlineData("2026-12-14", "2027-01-08", 6, "2026-12-14 Pm")]
    [InlineData("2026-11-16", "2026-11-20", 0, "")]
    public void Marks_are_expected_on_the_school_days_of_the_plan(string from, string to, int count, string first)
    {
        var marks = Marks(from, to);
        Assert.Equal(count, marks.Count);
        Assert.Equal(first, marks.Count == 0 ? "" : $"{marks[0].On:yyyy-MM-dd} {marks[0].Session}");
    }

    [Fact]
    public void Marks_follow_the_version_of_the_day_the_roll_the_age_and_the_end()
    {
        Assert.Single(Marks("2026-11-23", "2026-11-24", second: new(2026, 11, 24)));
        Assert.Equal(5, Marks("2026-11-23", "2026-11-27", second: new(2026, 11, 24), secondStarts: new(2026, 11, 26)).Count);
        Assert.Equal(3, Marks("2026-11-23", "2026-11-27", before: new(2026, 11, 25)).Count);
        Assert.Equal(3, Marks("2026-11-23", "2026-11-27", leftOn: new(2026, 11, 24)).Count);
        Assert.Empty(Marks("2026-11-23", "2026-11-27", born: new(2021, 11, 30)));
        Assert.Equal("calendar-not-configured", PartTimeMarks.Between(new(2028, 9, 4), new(2028, 9, 4), [], new(null, null, []), null, _ => true, TestCalendar.Calendar).Error?.Code);
    }

    [Theory]
    [InlineData("2021-03-31", "2026-03-31", false)]
    [InlineData("2021-03-31", "2026-04-01", true)]
    [InlineData("2021-04-01", "2026-08-31", false)]
    [InlineData("2021-04-01", "2026-09-01", true)]
    [InlineData("2021-11-30", "2027-01-01", true)]
    [InlineData("2010-09-01", "2027-06-25", true)]
    [InlineData("2010-09-01", "2027-06-26", false)]
    [InlineData("2011-08-31", "2027-06-25", true)]
    [InlineData("2011-08-31", "2027-06-26", false)]
    public void Compulsory_school_age_follows_the_act(string born, string day, bool includes) => Assert.Equal(includes, CompulsorySchoolAge.Includes(Day(born), Day(day)));

    [Fact]
    public void A_reintegration_plan_is_reviewed_every_week()
    {
        var plan = Draft(PlanType.Reintegration);
        Ok(plan.RequestApproval(Author, Now));
        Ok(plan.Approve(Head, null, null, Now));
        var weekly = Terms with { Weeks = new PlanPolicy().ReviewWeeks(PlanType.Reintegration) };
        Ok(plan.KeepCycle(weekly));
        Assert.Equal(new DateOnly(2026, 11, 30), plan.ReviewDueOn);
        var later = weekly with { Today = new(2026, 11, 30) };
        Assert.Equal(new DateOnly(2026, 12, 7), plan.Review(ReviewOf(plan, new(2026, 11, 30)), later, [], Now).Value.NextDueOn);
    }

    [Fact]
    public void A_personal_education_plan_needs_the_pupils_voice()
    {
        var told = Content(PlanType.LacPep);
        foreach (var (views, complete) in new[]
        {
            (told.Views!, true),
            (told.Views! with { Pupil = null, PupilNotGiven = new PlanViewNotGiven { Kind = PlanViewAbsence.Declined, Reason = "Did not want to" } }, false),
        })
        {
            var pep = Draft(PlanType.LacPep, told with { Views = views });
            Assert.Equal(complete ? null : "/views/pupil", pep.RequestApproval(Author, Now).Error?.Faults.Single().Pointer);
            Ok(Draft(PlanType.EarlyHelp, Content(PlanType.EarlyHelp) with { Views = views }).RequestApproval(Author, Now));
        }
    }

    [Fact]
    public void The_designated_teacher_signs_before_approval_and_in_each_cycle_before_its_review()
    {
        var plan = Draft(PlanType.LacPep);
        Ok(plan.RequestApproval(Author, Now));
        Assert.Equal("plan-sign-off-missing", plan.Approve(Head, null, null, Now).Error?.Code);
        SignOff(plan);
        Ok(plan.Approve(Head, null, null, Now));
        Ok(plan.KeepCycle(Terms with { Weeks = 40 }));

        // Every term, whatever the policy says: the last school day of the spring.
        Assert.Equal(new DateOnly(2027, 3, 25), plan.ReviewDueOn);
        Assert.Equal("plan-sign-off-missing", plan.Review(ReviewOf(plan), Terms, [], Now).Error?.Code);
        SignOff(plan);
        Assert.Equal("plan-signed-already", plan.Sign(new PlanSigning { As = PlanSignatory.DesignatedTeacher, Method = PlanSignatureMethod.OwnToken, StaffId = Author }, Now).Error?.Code);
        Assert.True(plan.Review(ReviewOf(plan), Terms, [], Now).IsSuccess);
        Assert.Equal("plan-sign-off-missing", plan.Review(ReviewOf(plan), Terms, [], Now).Error?.Code);
    }

    [Fact]
    public void Drills_are_due_a_year_after_the_last_that_took_place()
    {
        var plan = Active(PlanType.Peep);
        plan.KeepDrills(Drills);
        Assert.Equal(new DateOnly(2027, 1, 4), plan.DrillDueOn);
        var later = Now.AddDays(100);
        var first = plan.RecordDrill(Drill with { HeldOn = new(2027, 2, 1) }, [], Drills, later).Value;
        Assert.Equal(new DateOnly(2028, 1, 31), plan.DrillDueOn);
        var older = plan.RecordDrill(Drill with { HeldOn = new(2026, 12, 1) }, [first], Drills, later).Value;
        Assert.Equal(new DateOnly(2028, 1, 31), plan.DrillDueOn);
        var never = plan.RecordDrill(Drill with { HeldOn = new(2027, 2, 1), Outcome = PlanDrillOutcome.NotHeld, Problems = "Wrong child", CorrectsId = first.Id }, [first, older], Drills, later).Value;
        Assert.Equal(new DateOnly(2027, 11, 30), plan.DrillDueOn);
        Assert.True(plan.RecordDrill(Drill with { HeldOn = new(2026, 12, 2) }, [], Drills with { Weeks = 4 }, later).IsSuccess);
        Assert.Equal(new DateOnly(2026, 12, 18), plan.DrillDueOn);
        foreach (var (told, code) in new[]
        {
            (Drill with { HeldOn = new(2026, 11, 20) }, "drill-outside-plan"),
            (Drill with { HeldOn = new(2027, 4, 1) }, "drill-outside-plan"),
            (Drill with { Outcome = PlanDrillOutcome.NotHeld, Problems = "No" }, "drill-not-held"),
            (Drill with { Outcome = PlanDrillOutcome.Failed }, "drill-problems-missing"),
            (Drill with { CorrectsId = first.Id }, "drill-corrected-already"),
            (Drill with { CorrectsId = new(Guid.NewGuid()) }, "drill-unknown"),
        })
        {
            Assert.Equal(code, plan.RecordDrill(told, [first, older, never], Drills, later).Error?.Code);
        }

        Assert.Equal("plan-without-drills", Active().RecordDrill(Drill, [], Drills, Now).Error?.Code);
        Assert.Equal("invalid-transition", Draft(PlanType.Peep).RecordDrill(Drill, [], Drills, Now).Error?.Code);
        Ok(plan.Review(ReviewOf(plan, decision: PlanReviewDecision.Close), Terms, [], Now) is { IsSuccess: false } refused ? refused.Error : Domain.Common.Result.Success);
        Assert.Null(plan.DrillDueOn);
    }

    [Fact]
    public void A_move_names_one_new_school_and_an_adult_there_and_says_how_visits_were()
    {
        var move = Content(PlanType.Transition).Details!.Transition!;
        var visit = new TransitionVisit { On = new(2026, 11, 20), Text = "A look round" };
        foreach (var (said, refused) in new[]
        {
            (move with { ToSchoolId = Oak }, "one-new-school"),
            (move with { ToSchoolId = Oak, ToName = null, ToUrn = "100001" }, "one-new-school"),
            (move with { ToSchoolId = Oak, ToName = null }, null),
            (move with { Visits = [visit, visit with { IsDone = false }] }, "visit-note-missing"),
            (move with { Visits = [visit with { IsDone = false, Note = "Was ill" }, visit with { IsDone = true }] }, null),
        })
        {
            var content = Content(PlanType.Transition) with { Details = new PlanDetails { Transition = said } };
            Assert.Equal(refused, Plan.Draft(Trust, new NewPlan(Oak, Amber, PlanType.Transition, Author, Author, null), content, Samples.Day()).Error?.Code);
        }

        var nobody = Draft(PlanType.Transition, Content(PlanType.Transition) with { Details = new PlanDetails { Transition = move with { KeyAdultThere = null } } });
        Assert.Equal("/details/transition/keyAdultThere", nobody.RequestApproval(Author, Now).Error?.Faults.Single().Pointer);
    }

    [Theory]
    [InlineData(25, 1_800, 1, 750)]
    [InlineData(50, 1_800, 2, 750)]
    [InlineData(1, 30, 1, 1)]
    [InlineData(1, 29, 1, 0)]
    [InlineData(10, 3_000, 3, 167)]
    public void A_share_of_an_adults_time_is_rounded_once(int minutes, int price, int sharing, long pence) => Assert.Equal(pence, ProvisionCosts.WeeklyPence(minutes, price, sharing));

    [Fact]
    public void Every_type_of_plan_and_kind_of_programme_has_its_place_in_the_map() => Assert.Equal(
        Enum.GetValues<ProvisionKind>(),
        Enum.GetValues<PlanType>().Select(ProvisionKinds.Of).Concat(Enum.GetValues<SupportProgrammeKind>().Select(ProvisionKinds.Of)));

    /// <param name="second">From when a version holds that lets the pupil in all day.</param>
    /// <param name="secondStarts">Its first day, when it is approved before.</param>
    private static IReadOnlyList<ExpectedMark> Marks(string from, string to, DateOnly? second = null, DateOnly? secondStarts = null, DateOnly? before = null, DateOnly? leftOn = null, DateOnly? born = null)
    {
        var plan = Active(PlanType.PartTimeTimetable, Content(PlanType.PartTimeTimetable) with { Details = Attending(Weekday.Friday, Weekday.Thursday, Weekday.Wednesday) });
        var text = plan.Versions[0].Text()!;
        var full = text with { StartsOn = secondStarts ?? text.StartsOn, Details = new PlanDetails { PartTimeTimetable = Attending([.. Enum.GetValues<Weekday>()]).PartTimeTimetable! with { Days = AllDay } } };
        HeldTimetable[] held = second is { } day ? [new(1, new(2026, 11, 23), text), new(2, day, full)] : [new(1, new(2026, 11, 23), text)];
        return PartTimeMarks.Between(Day(from), Day(to), held, new(before is { } end ? LondonTime.StartOf(end) : null, null, []), born ?? new(2018, 1, 10), d => leftOn is null || d <= leftOn, TestCalendar.Calendar).Value;
    }

    private static readonly PartTimeDay[] AllDay = [.. Enum.GetValues<Weekday>().Select(d => new PartTimeDay { Weekday = d, Morning = true, Afternoon = true })];

    /// <summary>Mornings on Mondays, all day on the others that are named, not at all otherwise.</summary>
    private static PlanDetails Attending(params Weekday[] days) => new()
    {
        PartTimeTimetable = Content(PlanType.PartTimeTimetable).Details!.PartTimeTimetable! with
        {
            Days = [new PartTimeDay { Weekday = Weekday.Monday, Morning = true, Afternoon = false }, .. days.Select(d => new PartTimeDay { Weekday = d, Morning = d != Weekday.Wednesday, Afternoon = d == Weekday.Friday })],
        },
    };

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
