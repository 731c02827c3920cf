using PupilSupport.Domain.Notices;

namespace PupilSupport.Domain.Tests.Notices;

public sealed class DeliveryWishesTests
{
    private static readonly DeliveryWishes Night = DeliveryWishes.Default with { Quiet = new QuietHours(new(19, 0), new(7, 0)) };

    [Theory]
    [InlineData("2026-11-23T18:59:59Z", "2026-11-23T18:59:59Z")]
    [InlineData("2026-11-23T19:00:00Z", "2026-11-24T07:00:00Z")]
    [InlineData("2026-11-24T03:00:00Z", "2026-11-24T07:00:00Z")]
    [InlineData("2026-11-24T07:00:00Z", "2026-11-24T07:00:00Z")]
    [InlineData("2026-07-01T18:30:00Z", "2026-07-02T06:00:00Z")] // Summer: 19:30 in London.
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29T06:00:00Z")] // The clocks go forward in this night,
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T07:00:00Z")] // and back in this one.
    public void Quiet_hours_end_at_their_local_time(string now, string then) =>
        Assert.Equal(At(then), Night.NotBefore(NoticeUrgency.Normal, At(now)));

    [Fact]
    public void The_urgent_never_waits() => Assert.Equal(At("2026-11-24T03:00:00Z"), Night.NotBefore(NoticeUrgency.Urgent, At("2026-11-24T03:00:00Z")));

    [Fact]
    public void Quiet_hours_may_lie_within_a_day()
    {
        var lessons = Night with { Quiet = new QuietHours(new(9, 0), new(15, 0)) };
        Assert.Equal(At("2026-11-23T15:00:00Z"), lessons.NotBefore(NoticeUrgency.Normal, At("2026-11-23T12:00:00Z")));
        Assert.Equal(At("2026-11-23T20:00:00Z"), lessons.NotBefore(NoticeUrgency.Normal, At("2026-11-23T20:00:00Z")));
    }

    [Theory]
    [InlineData("2026-11-23T07:29:59Z", "2026-11-23T07:30:00Z")]
    [InlineData("2026-11-23T07:30:00Z", "2026-11-24T07:30:00Z")]
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T07:30:00Z")]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T06:30:00Z")]
    public void The_digest_comes_once_each_local_day(string after, string then) => Assert.Equal(At(then), Night.NextDigest(At(after)));

    [Fact]
    public void A_digest_at_a_time_that_the_clocks_leave_out_still_comes()
    {
        var odd = Night with { DigestAt = new(1, 30) };
        Assert.Equal(At("2026-03-29T01:30:00Z"), odd.NextDigest(At("2026-03-28T12:00:00Z")));
    }

    [Fact]
    public void Retries_follow_the_schedule_within_their_jitter_and_end_after_ten_attempts()
    {
        TimeSpan[] waits = [.. Enumerable.Range(1, RetrySchedule.MaxAttempts - 1).Select(a => RetrySchedule.After(a, null, 0.5)!.Value)];
        Assert.Equal([5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400], waits.Select(w => (int)w.TotalSeconds));
        Assert.Equal((4, 6), ((int)RetrySchedule.After(1, null, 0)!.Value.TotalSeconds, (int)RetrySchedule.After(1, null, 1)!.Value.TotalSeconds));
        Assert.Null(RetrySchedule.After(RetrySchedule.MaxAttempts, null, 0.5));
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1, 5)]
    [InlineData(-5, 5)]
    [InlineData(1_000_000, 86400)]
    public void A_receiver_gets_the_patience_it_asks_for_up_to_a_day(int asked, int seconds) =>
        Assert.Equal(seconds, (int)RetrySchedule.After(1, TimeSpan.FromSeconds(asked), 0.5)!.Value.TotalSeconds);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
