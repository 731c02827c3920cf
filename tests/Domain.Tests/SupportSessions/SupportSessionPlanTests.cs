using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Domain.Tests.SupportSessions.Sessions;

namespace PupilSupport.Domain.Tests.SupportSessions;

public class SupportSessionPlanTests
{
    [Fact]
    public void Schedules_what_is_planned()
    {
        var room = Room.Create(Trust, TheSchool, "The Hive", 1, DayBefore);
        var plan = Plan() with
        {
            CoPractitionerIds = [Colleague],
            StartsAt = new DateTimeOffset(2026, 11, 23, 11, 0, 0, TimeSpan.FromHours(1)),
            Room = room,
            RoomIsExclusive = true,
            Strand = ThriveStrand.Being,
            Objective = "To ask for help",
        };
        var session = Schedule(plan).Value;
        Assert.Equal((Trust, TheSchool, SupportSessionStatus.Scheduled, 1), (session.TrustId, session.SchoolId, session.Status, session.Version));
        Assert.Equal((StartsAt, TimeSpan.Zero, StartsAt.AddMinutes(30)), (session.StartsAt, session.StartsAt.Offset, session.EndsAt));
        Assert.Equal((30, room.Id, ThriveStrand.Being, "To ask for help"), (session.PlannedMinutes, session.RoomId, session.Strand, session.Objective));
        Assert.Equal([(Practitioner, 0), (Colleague, 1)], session.Practitioners.Select(p => (p.StaffId, p.Position)));
        Assert.Equal(plan.ParticipantIds, session.Participants.Select(p => p.PupilId));
        Assert.All(session.Participants, p => Assert.Equal((true, null), (p.IsWithdrawn, p.Attendance)));
    }

    public static TheoryData<SupportSessionType, int, bool> Sizes => new()
    {
        { SupportSessionType.ThriveOneToOne, 0, false },
        { SupportSessionType.ThriveOneToOne, 1, true },
        { SupportSessionType.ThriveOneToOne, 2, false },
        { SupportSessionType.ThriveGroup, 1, false },
        { SupportSessionType.ThriveGroup, 2, true },
        { SupportSessionType.ThriveGroup, 15, true },
        { SupportSessionType.ThriveGroup, 16, false },
        { SupportSessionType.Nurture, 0, false },
        { SupportSessionType.Nurture, 1, true },
        { SupportSessionType.Nurture, 15, true },
        { SupportSessionType.Nurture, 16, false },
        { SupportSessionType.WholeClass, 0, true },
        { SupportSessionType.WholeClass, 40, true },
        { SupportSessionType.WholeClass, 41, false },
        { SupportSessionType.Workshop, 0, true },
        { SupportSessionType.CheckIn, 0, false },
        { SupportSessionType.CheckIn, 1, true },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_type_has_its_size(SupportSessionType type, int pupils, bool fits)
    {
        var plan = Plan() with { Type = type, ParticipantIds = [.. NewPupils(pupils)], GroupName = "4B" };
        var session = Schedule(plan);
        Assert.Equal(fits, session.IsSuccess);
        if (!fits)
        {
            Refused(session, "participant-count", "/participants");
            Assert.Equal(SupportSessionRules.Of(type, Policy).MinPupils, session.Error!.Extensions["min"]);
            Assert.Equal(SupportSessionRules.Of(type, Policy).MaxPupils, session.Error!.Extensions["max"]);
        }
    }

    [Fact]
    public void In_class_support_and_check_ins_withdraw_nobody() =>
        Assert.Equal(
            [SupportSessionType.InClass, SupportSessionType.WholeClass, SupportSessionType.CheckIn],
            Enum.GetValues<SupportSessionType>().Where(t => !SupportSessionRules.Withdraws(t)));

    [Fact]
    public void A_class_without_named_pupils_needs_its_name() =>
        Refused(Schedule(Plan(SupportSessionType.WholeClass)), "group-name-required", "/groupName");

    [Fact]
    public void Refuses_a_pupil_named_twice()
    {
        var pupil = NewPupil();
        Refused(Schedule(Plan(SupportSessionType.ThriveGroup, pupil, NewPupil(), pupil)), "duplicate-participant", "/participants");
    }

    [Fact]
    public void Refuses_a_practitioner_named_twice()
    {
        Refused(Schedule(Plan() with { CoPractitionerIds = [Practitioner] }), "duplicate-practitioner", "/coPractitionerIds");
        Refused(Schedule(Plan() with { CoPractitionerIds = [Colleague, Colleague] }), "duplicate-practitioner", "/coPractitionerIds");
    }

    [Fact]
    public void An_elsa_area_belongs_to_elsa()
    {
        Refused(Schedule(Plan() with { ElsaArea = ElsaArea.Anxiety }), "elsa-area-not-applicable", "/elsaArea");
        Assert.True(Schedule(Plan(SupportSessionType.Elsa, NewPupil()) with { ElsaArea = ElsaArea.Anxiety }).IsSuccess);
    }

    [Fact]
    public void Refuses_a_day_on_which_the_school_is_closed() =>
        Refused(Schedule(Plan(), Day with { IsSchoolDay = false }), "not-a-school-day", "/startsAt");

    [Fact]
    public void Refuses_staff_who_do_not_work_there_that_day()
    {
        var day = Day with { InactiveStaff = new HashSet<StaffId> { Colleague } };
        Refused(Schedule(Plan() with { CoPractitionerIds = [Colleague] }, day), "practitioner-not-active", "/coPractitionerIds");
        Refused(Schedule(Plan() with { PractitionerId = Colleague }, day), "practitioner-not-active", "/practitionerId");
    }

    [Fact]
    public void Refuses_pupils_who_are_not_there_that_day()
    {
        var pupil = NewPupil();
        var one = new HashSet<PupilId> { pupil };
        Refused(Schedule(Plan(pupils: pupil), Day with { NotEnrolled = one }), "pupil-not-enrolled", "/participants");
        Refused(Schedule(Plan(pupils: pupil), Day with { NotYetAdmitted = one }), "before-admission", "/participants");
    }

    [Fact]
    public void What_began_more_than_7_days_ago_says_why_it_comes_late()
    {
        var now = StartsAt.AddDays(7);
        Assert.True(Schedule(Plan(), now: now).IsSuccess);
        Refused(Schedule(Plan(), now: now.AddTicks(1)), "late-reason-required", "/lateReason");
        Assert.True(Schedule(Plan() with { LateReason = "Off sick" }, now: now.AddTicks(1)).IsSuccess);
    }

    [Fact]
    public void What_the_schema_refuses_cannot_get_in()
    {
        Assert.ThrowsAny<ArgumentException>(() => Schedule(Plan() with { Objective = " " }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule(Plan() with { GroupName = new string('a', Limits.Title + 1) }));
    }

    [Fact]
    public void The_schools_policy_of_the_day_sets_lengths_sizes_and_lateness()
    {
        Refused(Schedule(Plan() with { PlannedMinutes = 4 }), "planned-length", "/plannedMinutes");
        Refused(Schedule(Plan() with { PlannedMinutes = 121 }), "planned-length", "/plannedMinutes");
        var strict = Day with { Policy = new SupportSessionPolicy { MaxPlannedMinutes = 20, MaxGroup = 3, MaxClass = 10, LateAfterDays = 1 } };
        var refused = Schedule(Plan(), strict);
        Refused(refused, "planned-length", "/plannedMinutes");
        Assert.Equal((5, 20), ((int)refused.Error!.Extensions["min"], (int)refused.Error.Extensions["max"]));
        var brief = Plan() with { PlannedMinutes = 20 };
        Assert.True(Schedule(brief, strict).IsSuccess);
        Refused(Schedule(brief with { Type = SupportSessionType.ThriveGroup, ParticipantIds = [.. NewPupils(4)] }, strict), "participant-count", "/participants");
        Refused(Schedule(brief with { Type = SupportSessionType.Workshop, ParticipantIds = [.. NewPupils(11)] }, strict), "participant-count", "/participants");
        Refused(Schedule(brief, strict, StartsAt.AddDays(2)), "late-reason-required", "/lateReason");
    }

    [Fact]
    public void A_policy_says_what_cannot_hold_together()
    {
        Assert.Null(Policy.Refusal());
        Assert.Equal("/minPlannedMinutes", Assert.Single((Policy with { MinPlannedMinutes = 30, MaxPlannedMinutes = 20 }).Refusal()!.Faults).Pointer);
        Assert.Equal("/minGroup", Assert.Single((Policy with { MinGroup = 4, MaxGroup = 3 }).Refusal()!.Faults).Pointer);
    }

    [Fact]
    public void A_revision_replaces_the_plan_and_keeps_whom_it_names_again()
    {
        var (stays, leaves, comes) = (NewPupil(), NewPupil(), NewPupil());
        var session = Schedule(Plan(SupportSessionType.ThriveGroup, stays, leaves) with { CoPractitionerIds = [Colleague] }).Value;
        var kept = session.Participants[0];
        var plan = Plan(SupportSessionType.InClass, stays, comes) with { PractitionerId = Colleague, StartsAt = StartsAt.AddDays(1), PlannedMinutes = 45 };

        Assert.True(session.Revise(plan, Day, DayBefore).IsSuccess);

        Assert.Same(kept, session.Participants[0]);
        Assert.Equal([(stays, false, 0), (comes, false, 1)], session.Participants.Select(p => (p.PupilId, p.IsWithdrawn, p.Position)));
        Assert.Equal([Colleague], session.Practitioners.Select(p => p.StaffId));
        Assert.Equal(Colleague, session.PractitionerId);
        Assert.Equal((StartsAt.AddDays(1), StartsAt.AddDays(1).AddMinutes(45)), (session.StartsAt, session.EndsAt));
    }

    [Fact]
    public void A_refused_revision_changes_nothing()
    {
        var session = Schedule(Plan()).Value;
        var before = session.Participants.ToArray();
        Assert.Equal("participant-count", session.Revise(Plan(SupportSessionType.ThriveGroup, NewPupil()), Day, DayBefore).Error?.Code);
        Assert.Equal(before, session.Participants);
        Assert.Equal(SupportSessionType.ThriveOneToOne, session.Type);
    }

    [Fact]
    public void Whatever_is_scheduled_keeps_its_own_rules()
    {
        var plans =
            from type in Gen.Elements(Enum.GetValues<SupportSessionType>())
            from pupils in Gen.Choose(0, 45)
            from colleagues in Gen.Choose(0, 3)
            from minutes in Gen.Choose(5, 120)
            from start in Gen.Choose(-20_000, 20_000)
            from named in Gen.Elements(true, false)
            select new SupportSessionPlan
            {
                Type = type,
                PractitionerId = Practitioner,
                CoPractitionerIds = [.. Enumerable.Range(0, colleagues).Select(_ => new StaffId(Guid.CreateVersion7(DayBefore)))],
                StartsAt = StartsAt.AddMinutes(start),
                PlannedMinutes = minutes,
                GroupName = named ? "4B" : null,
                ParticipantIds = [.. NewPupils(pupils)],
            };
        Prop.ForAll(plans.ToArbitrary(), plan =>
        {
            var result = Schedule(plan);
            if (!result.IsSuccess)
            {
                return result.Error.Code is "participant-count" or "group-name-required" or "late-reason-required";
            }

            var session = result.Value;
            var rule = SupportSessionRules.Of(session.Type, Policy);
            return session.Participants.Count >= rule.MinPupils && session.Participants.Count <= rule.MaxPupils
                && session.Participants.All(p => p.IsWithdrawn == SupportSessionRules.Withdraws(session.Type))
                && session.Practitioners[0].StaffId == session.PractitionerId
                && session.EndsAt - session.StartsAt == TimeSpan.FromMinutes(plan.PlannedMinutes)
                && session.ChronologyMarks().Count() == session.Participants.Count;
        }).QuickCheckThrowOnFailure();
    }

    private static void Refused(Result<SupportSession> result, string code, string pointer)
    {
        Assert.Equal((code, ErrorKind.Rule), (result.Error?.Code, result.Error?.Kind));
        Assert.Equal(pointer, Assert.Single(result.Error!.Faults).Pointer);
    }
}
