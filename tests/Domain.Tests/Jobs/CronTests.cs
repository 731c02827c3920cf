using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Jobs;

public class CronTests
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("0 7 * * *", "2026-11-23T06:59:59Z", "2026-11-23T07:00:00Z")]
    [InlineData("0 7 * * *", "2026-11-23T07:00:00Z", "2026-11-24T07:00:00Z")]
    [InlineData("0 7 * * *", "2026-07-01T05:00:00Z", "2026-07-01T06:00:00Z")] // 07:00 BST
    [InlineData("0 7 * * mon-fri", "2026-11-20T07:00:00Z", "2026-11-23T07:00:00Z")]
    [InlineData("0 7 * * 1-5", "2026-11-20T07:00:00Z", "2026-11-23T07:00:00Z")]
    [InlineData("0 7 * * 7", "2026-11-20T07:00:00Z", "2026-11-22T07:00:00Z")]
    [InlineData("0 7 * * sat,sun", "2026-11-21T07:00:00Z", "2026-11-22T07:00:00Z")]
    [InlineData("*/15 * * * *", "2026-11-23T07:00:00.0000001Z", "2026-11-23T07:15:00Z")]
    [InlineData("30 5,17 1 jan *", "2026-11-23T07:00:00Z", "2027-01-01T05:30:00Z")]
    [InlineData("0 0 29 2 *", "2026-11-23T07:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z")]
    [InlineData("*/20 * * * * *", "2026-11-23T07:00:20Z", "2026-11-23T07:00:40Z")]
    [InlineData("10-50/20 0 7 * * *", "2026-11-23T07:00:20Z", "2026-11-23T07:00:30Z")]
    [InlineData("0 0 * * *", "2026-07-01T12:00:00Z", "2026-07-01T23:00:00Z")]
    public void It_names_the_next_time(string text, string after, string next) => Assert.Equal(At(next), Cron.Parse(text).NextAfter(At(after)));

    [Theory]
    [InlineData("30 1 * * *", "2026-03-29", "01:30")] // left out: at 02:30 BST
    [InlineData("0 1 * * *", "2026-03-29", "01:00")] // at 02:00 BST
    [InlineData("30 2 * * *", "2026-03-29", "01:30")]
    [InlineData("30 1 * * *", "2026-10-25", "00:30")] // twice there: the first
    [InlineData("0 1-3 * * *", "2026-10-25", "00:00 02:00 03:00")]
    [InlineData("0 1-3 * * *", "2026-03-29", "01:00 02:00")] // 01:00 and 02:00 are one instant
    [InlineData("15 0-2 * * *", "2026-03-29", "00:15 01:15")]
    public void When_the_clocks_change_a_time_of_day_fires_once(string text, string date, string instants) =>
        Assert.Equal(instants, string.Join(' ', On(Cron.Parse(text), date).Select(i => i.ToString("HH:mm", CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("2026-03-29", 23 * 4)]
    [InlineData("2026-10-25", 25 * 4)]
    [InlineData("2026-11-23", 24 * 4)]
    public void A_rhythm_goes_on_when_the_clocks_change(string date, int beats)
    {
        var found = On(Cron.Parse("*/15 * * * *"), date);
        Assert.Equal(beats, found.Count);
        Assert.All(found.Zip(found.Skip(1)), p => Assert.Equal(TimeSpan.FromMinutes(15), p.Second - p.First));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 7 * *")]
    [InlineData("0 0 7 * * * 2026")]
    [InlineData("0  7 * * *")]
    [InlineData(" 0 7 * * *")]
    [InlineData("60 7 * * *")]
    [InlineData("0 24 * * *")]
    [InlineData("0 7 0 * *")]
    [InlineData("0 7 32 * *")]
    [InlineData("0 7 * 13 *")]
    [InlineData("0 7 * * 8")]
    [InlineData("0 7 * * mo")]
    [InlineData("0 7 * * monday")]
    [InlineData("0 mon * * *")]
    [InlineData("0 9-7 * * *")]
    [InlineData("0 7-8-9 * * *")]
    [InlineData("0/5 7 * * *")]
    [InlineData("*/0 7 * * *")]
    [InlineData("*/60 7 * * *")]
    [InlineData("*/5/5 7 * * *")]
    [InlineData("5, 7 * * *")]
    [InlineData("+5 7 * * *")]
    [InlineData("١ 7 * * *")]
    [InlineData("@daily")]
    [InlineData("? 7 * * *")]
    [InlineData("0 7 L * *")]
    [InlineData("0 7 1 * mon")]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void What_is_not_plain_is_refused(string text) => Assert.Throws<FormatException>(() => Cron.Parse(text));

    [Fact]
    public void The_next_time_is_the_first_that_matches() => Prop.ForAll(Crons().ToArbitrary(), Instants().ToArbitrary(), (text, after) =>
    {
        var cron = Cron.Parse(text);
        var next = cron.NextAfter(after)!.Value;
        var horizon = after.AddDays(3);
        var expected = ByHand(text, after, next < horizon ? next : horizon);
        return next < horizon ? expected.SequenceEqual([next]) : expected.Count == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_last_time_is_the_one_before_the_next() => Prop.ForAll(Crons().ToArbitrary(), Instants().ToArbitrary(), Gen.Choose(0, 200_000).ToArbitrary(), (text, now, back) =>
    {
        var cron = Cron.Parse(text);
        var from = now.AddSeconds(-back);
        return cron.LastBy(now, from) is { } last
            ? last >= from && last <= now && cron.NextAfter(last) > now
            : cron.NextAfter(from.AddTicks(-1)) > now;
    }).QuickCheckThrowOnFailure();

    /// <summary>Every minute of the local calendar, looked at by itself.</summary>
    private static List<DateTimeOffset> ByHand(string text, DateTimeOffset after, DateTimeOffset to)
    {
        var fields = text.Split(' ');
        bool Is(string field, int value) => field == "*" || (field.StartsWith("*/", StringComparison.Ordinal)
            ? value % int.Parse(field[2..], CultureInfo.InvariantCulture) == 0
            : field.Split(',').Contains(value.ToString(CultureInfo.InvariantCulture)));
        bool Matches(DateTime t) => Is(fields[0], t.Minute) && Is(fields[1], t.Hour) && Is(fields[2], t.Day) && Is(fields[3], t.Month) && Is(fields[4], (int)t.DayOfWeek);
        var everyHour = Enumerable.Range(0, 24).All(h => Is(fields[1], h));
        var start = after.AddHours(-3);
        start = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute));
        var instants = everyHour
            ? Minutes(start, to).Where(i => Matches(LondonTime.LocalOf(i)))
            : Minutes(start, to.AddHours(3)).Select(i => i.UtcDateTime).Where(Matches)
                .Select(t => LondonTime.InstantOf(DateOnly.FromDateTime(t), TimeOnly.FromDateTime(t)));
        return [.. instants.Where(i => i > after && i <= to).Distinct().Order()];
    }

    private static IEnumerable<DateTimeOffset> Minutes(DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from; at <= to; at = at.AddMinutes(1))
        {
            yield return at;
        }
    }

    private static List<DateTimeOffset> On(Cron cron, string date)
    {
        var (from, before) = LondonTime.SpanOf(DateOnly.Parse(date, CultureInfo.InvariantCulture), DateOnly.Parse(date, CultureInfo.InvariantCulture));
        var found = new List<DateTimeOffset>();
        for (var at = cron.NextAfter(from.AddTicks(-1)); at < before; at = cron.NextAfter(at.Value))
        {
            found.Add(at.Value);
        }

        return found;
    }

    private static Gen<string> Crons() =>
        from minute in Gen.Elements("0", "30", "7,59", "*/10", "*")
        from hour in Gen.Elements("*", "0", "1", "1,2", "23", "*/5", "2")
        from day in Gen.Elements("*", "*", "*", "28", "29,25")
        from month in Gen.Elements("*", "*", "3,10")
        from weekday in day == "*" ? Gen.Elements("*", "0", "1,3") : Gen.Constant("*")
        select $"{minute} {hour} {day} {month} {weekday}";

    /// <summary>Often near a change of the clocks.</summary>
    private static Gen<DateTimeOffset> Instants() =>
        from anchor in Gen.Elements(At("2026-03-29T01:00:00Z"), At("2026-10-25T01:00:00Z"), At("2027-03-28T01:00:00Z"), At("2026-12-31T23:59:59Z"), At("2026-07-01T00:00:00Z"))
        from seconds in Gen.Choose(-200_000, 100_000)
        select anchor.AddSeconds(seconds);
}
