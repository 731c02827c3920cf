using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;
using PupilSupport.Domain.Training;

namespace PupilSupport.Domain.Tests.Training;

public class TrainingRecordTests
{
    private static readonly TrainingPolicy Policy = new();
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static TrainingRecord Booked(TrainingType type = TrainingType.MedicineAdministration) =>
        TrainingRecord.Book(new TrustId(Guid.NewGuid()), new SchoolId(Guid.NewGuid()), new StaffId(Guid.NewGuid()), type, new TrainingBooking(Today, null, null), null, Now);

    private static Result<TrainingRecord> Recorded(TrainingType type, DateOnly completedOn, DateOnly? expiresOn = null, TrainingPolicy? policy = null) =>
        TrainingRecord.Record(
            new TrustId(Guid.NewGuid()), new SchoolId(Guid.NewGuid()), new StaffId(Guid.NewGuid()), type, new TrainingBooking(Today, null, null),
            new TrainingOutcome(completedOn, expiresOn, null), policy ?? Policy, null, Now);

    [Theory]
    [InlineData(TrainingType.SafeguardingAnnualUpdate, "2026-02-01", "2027-02-01")]
    [InlineData(TrainingType.Dsl, "2026-02-01", "2028-02-01")]
    [InlineData(TrainingType.Prevent, "2026-02-01", "2028-02-01")]
    [InlineData(TrainingType.FirstAidAtWork, "2024-02-29", "2027-02-28")]
    [InlineData(TrainingType.PaediatricFirstAid, "2026-02-01", "2029-02-01")]
    [InlineData(TrainingType.MedicineAdministration, "2026-11-23", "2027-11-23")]
    [InlineData(TrainingType.Minibus, "2026-02-01", "2030-02-01")]
    [InlineData(TrainingType.Elsa, "2016-02-01", null)]
    public void The_policy_sets_the_last_day(TrainingType type, string completedOn, string? expiresOn) =>
        Assert.Equal(expiresOn is null ? null : DateOnly.Parse(expiresOn, null), Recorded(type, DateOnly.Parse(completedOn, null)).Value.ExpiresOn);

    [Fact]
    public void Every_type_has_a_period()
    {
        Assert.All(Enum.GetValues<TrainingType>(), type => Assert.Equal(type == TrainingType.Elsa, Policy.LastDay(type, Today) is null));
        Assert.All(Enum.GetValues<TrainedAct>(), act => Assert.NotEmpty(Policy.NeededFor(act)));
    }

    [Fact]
    public void A_certificate_may_end_sooner_and_never_later()
    {
        Assert.Equal(new DateOnly(2027, 1, 1), Recorded(TrainingType.Asthma, Today, new DateOnly(2027, 1, 1)).Value.ExpiresOn);
        var refused = Recorded(TrainingType.Asthma, Today, new DateOnly(2027, 11, 24)).Error!;
        Assert.Equal(("expires-too-late", new DateOnly(2027, 11, 23)), (refused.Code, refused.Extensions["latest"]));
        Assert.Equal(new DateOnly(2040, 1, 1), Recorded(TrainingType.Elsa, Today, new DateOnly(2040, 1, 1)).Value.ExpiresOn);
        Assert.Equal("expires-before-completion", Recorded(TrainingType.Asthma, Today, Today.AddDays(-1)).Error?.Code);
        Assert.Equal("training-not-yet", Recorded(TrainingType.Asthma, Today.AddDays(1)).Error?.Code);
    }

    [Fact]
    public void It_runs_out_by_itself()
    {
        var record = Recorded(TrainingType.Asthma, Today).Value;
        var last = record.ExpiresOn!.Value;
        TrainingStatus On(DateOnly day) => TrainingRules.StatusOn(record.Status, record.ExpiringFrom, record.ExpiresOn, day);
        Assert.Equal(
            (TrainingStatus.Completed, TrainingStatus.Expiring, TrainingStatus.Expiring, TrainingStatus.Expired),
            (On(last.AddDays(-61)), On(last.AddDays(-60)), On(last), On(last.AddDays(1))));
    }

    [Fact]
    public void What_lasts_less_than_the_warning_expires_from_its_first_day()
    {
        var record = Recorded(TrainingType.Asthma, Today, Today.AddDays(10)).Value;
        Assert.Equal((Today, Today.AddDays(10)), (record.ExpiringFrom, record.ExpiresOn));
    }

    [Fact]
    public void What_is_taken_back_was_good_until_then()
    {
        var record = Recorded(TrainingType.Asthma, Today.AddDays(-30)).Value;
        Assert.Equal("training-not-yet", record.Revoke(Today.AddDays(1), "Unsafe", Today).Error?.Code);
        Assert.Equal("revoked-before-completion", record.Revoke(Today.AddDays(-31), "Unsafe", Today).Error?.Code);
        Assert.True(record.Revoke(Today.AddDays(-2), "Unsafe", Today).IsSuccess);
        Assert.Equal((TrainingStatus.Revoked, Today.AddDays(-2)), (record.Status, record.RevokedOn));
        Assert.Equal(TaskStanding.Moot, ((ITaskSource)record).StandingOf(WorkTaskKind.RenewTraining));
    }

    [Fact]
    public void Each_state_allows_its_own_actions()
    {
        var cancelled = Booked();
        Assert.True(cancelled.Cancel("Course called off").IsSuccess);
        var completed = Booked();
        Assert.True(completed.Complete(new TrainingOutcome(Today, null, "A-1"), Policy, Today).IsSuccess);
        Assert.Equal("invalid-transition", completed.Cancel("No").Error?.Code);
        Assert.Equal("invalid-transition", completed.Revise(new TrainingBooking(Today, null, null)).Error?.Code);
        Assert.Equal("invalid-transition", completed.Complete(new TrainingOutcome(Today, null, null), Policy, Today).Error?.Code);
        Assert.Equal("invalid-transition", cancelled.Complete(new TrainingOutcome(Today, null, null), Policy, Today).Error?.Code);
        Assert.Equal("invalid-transition", Booked().Revoke(Today, "No", Today).Error?.Code);
    }
}
