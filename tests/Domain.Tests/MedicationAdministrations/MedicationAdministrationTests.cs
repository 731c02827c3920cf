using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.Tests.MedicationAdministrations.Records;

namespace PupilSupport.Domain.Tests.MedicationAdministrations;

public class MedicationAdministrationTests
{
    [Fact]
    public void A_dose_that_the_guard_refuses_is_refused_with_every_reason_and_the_next_time()
    {
        var verdict = new DoseVerdict([DoseFinding.MinInterval, DoseFinding.NotCompetent], [], Now.AddHours(1));
        var error = Record(Given() with { Reason = null, GivenAt = Now.AddHours(-2) }, verdict).Error!;
        Assert.Equal("dose-refused", error.Code);
        Assert.Equal(["min-interval", "not-competent", "reason-required", "late-reason-required"], error.Faults.Select(f => f.Code));
        Assert.Equal(Now.AddHours(1), error.Extensions["nextAllowedAt"]);
    }

    [Fact]
    public void A_dose_that_was_given_all_the_same_is_kept_and_marked()
    {
        var dose = Record(Given() with { Reason = null, AlreadyGivenReason = "Two of us gave it" }, TooEarly).Value;
        Assert.True(dose.IsMarked);
        Assert.Equal(DoseFinding.MinInterval, Assert.Single(dose.GuardFailures));
        Assert.Equal(AdministrationStatus.Recorded, dose.Status);
    }

    [Fact]
    public void A_dose_that_needed_no_excuse_is_not_marked_and_keeps_what_was_said()
    {
        var dose = Record(Given() with { GivenAt = Now.AddHours(-3), AlreadyGivenReason = "Was on a trip" }).Value;
        Assert.False(dose.IsMarked);
        Assert.Equal("Was on a trip", dose.LateReason);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Nothing_has_happened_in_the_future(int minutes, bool accepted)
    {
        var told = Given() with { GivenAt = Now.AddMinutes(minutes), AlreadyGivenReason = "So they say" };
        Assert.Equal(accepted ? null : "given-at-in-future", Record(told).Error?.Code);
    }

    [Theory]
    [InlineData(-60, true)]
    [InlineData(-61, false)]
    public void What_comes_late_says_why(int minutes, bool accepted)
    {
        var told = Given() with { GivenAt = Now.AddMinutes(minutes), Reason = null };
        var fixedOrder = Medicine(MedicationSchedule.Fixed);
        Assert.Equal(accepted ? null : "late-reason-required", Record(told, of: fixedOrder).Error?.Code);
        Assert.True(Record(told with { Reason = "Fire drill" }, of: fixedOrder).IsSuccess);
        Assert.True(Record(told with { LateReason = "Fire drill" }, of: fixedOrder).IsSuccess);
    }

    [Theory]
    [InlineData(-7 * 24 * 60, true)]
    [InlineData(-7 * 24 * 60 - 1, false)]
    public void What_comes_very_late_says_so_in_words_of_its_own(int minutes, bool accepted)
    {
        var told = Given() with { GivenAt = Now.AddMinutes(minutes), Reason = "Headache" };
        Assert.Equal(accepted ? null : "late-reason-required", Record(told).Error?.Code);
        Assert.True(Record(told with { LateReason = "Found on paper" }).IsSuccess);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(-30, true)]
    [InlineData(31, false)]
    [InlineData(-31, false)]
    public void A_fixed_dose_outside_its_window_says_why(int minutes, bool accepted)
    {
        var told = Given() with { SlotAt = Now.AddMinutes(minutes), Reason = null };
        var fixedOrder = Medicine(MedicationSchedule.Fixed);
        Assert.Equal(accepted ? null : "outside-window", Record(told, of: fixedOrder).Error?.Code);
        Assert.True(Record(told with { Reason = "Swimming" }, of: fixedOrder).IsSuccess);
    }

    [Fact]
    public void In_place_of_a_missed_dose_it_says_why() =>
        Assert.Equal("late-reason-required", Record(Given() with { ReplacesMissed = true }, of: Medicine(MedicationSchedule.Fixed)).Error?.Code);

    [Fact]
    public void A_taken_slot_is_a_conflict_and_no_rule()
    {
        var verdict = new DoseVerdict([DoseFinding.MinInterval, DoseFinding.SlotAlreadyRecorded], [], null);
        Assert.Equal(ErrorKind.Conflict, Record(Given(), verdict).Error!.Kind);
        Assert.True(Record(Given() with { AlreadyGivenReason = "Twice" }, verdict).Value.IsMarked);
    }

    [Fact]
    public void Only_the_named_witness_confirms_and_nobody_their_own()
    {
        var dose = Record(Given() with { WitnessId = Colleague }).Value;
        Assert.Equal("witness-is-giver", dose.Witness(Giver, Now).Error!.Code);
        Assert.Equal("not-the-witness", dose.Witness(new(Guid.CreateVersion7()), Now).Error!.Code);
        Assert.Equal(TaskStanding.Stands, ((ITaskSource)dose).StandingOf(WorkTaskKind.ConfirmDoseWitness));
        Assert.True(dose.Witness(Colleague, Now).IsSuccess);
        Assert.Equal(TaskStanding.Settled, ((ITaskSource)dose).StandingOf(WorkTaskKind.ConfirmDoseWitness));
        Assert.Equal("invalid-transition", dose.Witness(Colleague, Now).Error!.Code);
    }

    [Fact]
    public void Telling_a_parent_settles_its_task()
    {
        var dose = Record(Given()).Value;
        Assert.True(dose.NotifyParent(Now, ParentContactMethod.Phone, Giver, Policy, Now).IsSuccess);
        Assert.Equal(TaskStanding.Settled, ((ITaskSource)dose).StandingOf(WorkTaskKind.TellParentOfDose));
        Assert.Equal("invalid-transition", dose.NotifyParent(Now, ParentContactMethod.Phone, Giver, Policy, Now).Error!.Code);
    }

    [Fact]
    public void Contacts_are_not_told_of_what_is_confidential()
    {
        var dose = Record(Given(), of: Medicine() with { IsConfidential = true }).Value;
        Assert.Equal("contacts-are-not-told", dose.NotifyParent(Now, ParentContactMethod.Phone, Giver, Policy, Now).Error!.Code);
        Assert.DoesNotContain(AdministrationAction.NotifyParent, dose.AllowedActions());
    }

    [Fact]
    public void A_void_is_the_end_of_it()
    {
        var dose = Record(Given() with { WitnessId = Colleague }).Value;
        Assert.True(dose.Void("Wrong pupil", stillInPack: true, Colleague, Now).IsSuccess);
        Assert.True(dose.MedicineStillInPack);
        Assert.Empty(dose.AllowedActions());
        Assert.Equal("invalid-transition", dose.Void("Again", true, Colleague, Now).Error!.Code);
        Assert.All(Enum.GetValues<WorkTaskKind>(), k => Assert.Equal(TaskStanding.Moot, ((ITaskSource)dose).StandingOf(k)));
    }

    [Fact]
    public void What_took_nothing_out_puts_nothing_back()
    {
        var dose = Record(Given() with { AlreadyGivenReason = "Empty bottle" }, new([DoseFinding.InsufficientStock], [], Now)).Value;
        Assert.False(dose.TookFromStock);
        Assert.True(dose.Void("Wrong pupil", stillInPack: true, Colleague, Now).IsSuccess);
        Assert.Null(dose.MedicineStillInPack);
    }

    [Theory]
    [InlineData("12:00 15:00", "2026-11-20T12:20Z", "2026-11-20T12:00Z")]
    [InlineData("12:00 15:00", "2026-11-20T13:30Z", "2026-11-20T12:00Z")] // as near to both: the earlier
    [InlineData("12:00 15:00", "2026-11-20T13:31Z", "2026-11-20T15:00Z")]
    [InlineData("23:50", "2026-11-20T00:05Z", "2026-11-19T23:50Z")]
    [InlineData("12:00", "2026-07-01T11:10Z", "2026-07-01T11:00Z")] // summer time
    [InlineData("01:30", "2026-03-29T01:40Z", "2026-03-29T01:30Z")] // the clocks leave 01:30 out: 02:30
    [InlineData("01:30", "2026-10-25T00:40Z", "2026-10-25T00:30Z")] // twice there: the first
    public void The_slot_is_the_nearest(string times, string at, string slot) =>
        Assert.Equal(Doses.At(slot), MedicationAdministrationRules.NearestSlot([.. times.Split(' ').Select(t => TimeOnly.Parse(t, System.Globalization.CultureInfo.InvariantCulture))], Doses.At(at)));

    [Fact]
    public void Nothing_that_was_given_is_ever_turned_away_nor_shown_as_right_when_it_was_not()
    {
        var findings = Gen.SubListOf(Enum.GetValues<DoseFinding>());
        var entries = Gen.Elements(AdministrationOutcome.Given, AdministrationOutcome.GivenPartial, AdministrationOutcome.SelfAdministered)
            .SelectMany(o => Gen.Choose(-10_000, 5).Select(m => Given() with { Outcome = o, GivenAt = Now.AddMinutes(m), Reason = null, AlreadyGivenReason = "It was given" }));
        var schedules = Gen.Elements(Enum.GetValues<MedicationSchedule>());
        Prop.ForAll(findings.ToArbitrary(), entries.ToArbitrary(), schedules.ToArbitrary(), (failures, told, schedule) =>
        {
            var recorded = Record(told, new DoseVerdict([.. failures], [], null), Medicine(schedule));
            return recorded.IsSuccess && recorded.Value.IsMarked == failures.Count > 0 && recorded.Value.GuardFailures.SequenceEqual(failures)
                && MedicationAdministrationRules.Counts(recorded.Value.Outcome, null);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_the_guard_refuses_is_never_recorded_unmarked() => Prop.ForAll(
        Gen.NonEmptyListOf(Gen.Elements(Enum.GetValues<DoseFinding>())).ToArbitrary(),
        failures => !Record(Given(), new DoseVerdict([.. failures], [], Now)).IsSuccess).QuickCheckThrowOnFailure();
}
