using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Tests.Schools;

namespace PupilSupport.Domain.Tests.SessionSeries;

/// <summary>Whatever the school's days and the pattern are, over both clock changes of its years.</summary>
public class SeriesPatternProperties
{
    private static readonly Gen<SchoolCalendar> Calendars =
        from closures in Closures(new DateOnly(2026, 9, 2)).Two()
        select new SchoolCalendar(
        [
            SchoolYear.Create(new(2026, 9, 2), new(2027, 7, 21), closures.Item1).Value,
            SchoolYear.Create(new(2027, 9, 1), new(2028, 7, 20), closures.Item2.Select(c => new DateSpan(c.First.AddDays(364), c.Last.AddDays(364)))).Value,
        ]);

    private static readonly Gen<Case> Cases =
        from calendar in Gen.Frequency((3, Calendars), (1, Gen.Constant(TestCalendar.Calendar)))
        from weekday in Gen.Elements(Enum.GetValues<Weekday>())
        from minute in Gen.Choose(0, 24 * 60 - 1)
        from offset in Gen.Choose(0, 330)
        from count in Gen.Choose(1, SeriesPattern.MaxSessions)
        from days in Gen.Choose(0, 400)
        select new Case(calendar, new(weekday, TimeOnly.MinValue.AddMinutes(minute)), new DateOnly(2026, 9, 1).AddDays(offset), count, days);

    private static Gen<DateSpan[]> Closures(DateOnly opens) =>
        from starts in Gen.ListOf(Gen.Choose(0, 300))
        from lengths in Gen.ListOf(Gen.Choose(0, 14))
        select starts.Zip(lengths, (s, l) => new DateSpan(opens.AddDays(s), opens.AddDays(s + l))).ToArray();

    [Fact]
    public void No_session_is_on_a_closure_or_at_another_time_of_the_clock() => ForAll((c, made) =>
        made.Starts.All(s => c.Calendar.IsSchoolDay(LondonTime.DateOf(s)).Value
            && TimeOnly.FromDateTime(LondonTime.LocalOf(s)) == c.Pattern.Time
            && (int)LondonTime.DateOf(s).DayOfWeek == (int)c.Pattern.Weekday + 1));

    [Fact]
    public void They_come_in_order_and_none_twice() => ForAll((_, made) =>
        made.Starts.Zip(made.Starts.Skip(1)).All(p => p.First < p.Second && LondonTime.DateOf(p.First).AddDays(7) <= LondonTime.DateOf(p.Second)));

    [Fact]
    public void None_is_lost_every_week_has_its_session_or_says_why_not() => ForAll((c, made) =>
    {
        var told = made.Starts.Select(LondonTime.DateOf).Concat(made.Skipped.Select(s => s.Date)).Order().ToList();
        return told[0] >= c.From && told[0] < c.From.AddDays(7) && told.Zip(told.Skip(1)).All(p => p.First.AddDays(7) == p.Second);
    });

    [Fact]
    public void What_is_skipped_is_no_school_day() => ForAll((c, made) => made.Skipped.All(s => !c.Calendar.IsSchoolDay(s.Date).Value));

    [Fact]
    public void The_count_is_exact() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var made = c.ByCount();
        return !made.IsSuccess || made.Value.Starts.Count == c.Count;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Until_a_day_is_every_school_day_of_the_pattern_up_to_it() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var made = c.ByDay();
        var days = Enumerable.Range(0, c.Days + 1).Select(c.From.AddDays).Where(d => (int)d.DayOfWeek == (int)c.Pattern.Weekday + 1).ToList();
        if (!days.TrueForAll(c.Calendar.Covers))
        {
            return made.Error?.Code is "calendar-not-configured" or "series-too-long";
        }

        var open = days.Where(d => c.Calendar.IsSchoolDay(d).Value).ToList();
        return open.Count switch
        {
            0 => made.Error?.Code == "series-without-school-day",
            > SeriesPattern.MaxSessions => made.Error?.Code == "series-too-long",
            _ => made.Value.Starts.Select(LondonTime.DateOf).SequenceEqual(open),
        };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Moved_sessions_keep_their_number_and_order_and_none_is_early_or_on_a_closure()
    {
        var moves =
            from c in Cases
            from weekday in Gen.Elements(Enum.GetValues<Weekday>())
            from minute in Gen.Choose(0, 24 * 60 - 1)
            from wait in Gen.Choose(0, 100)
            select (Case: c, To: new SeriesPattern(weekday, TimeOnly.MinValue.AddMinutes(minute)), Wait: wait);
        Prop.ForAll(moves.ToArbitrary(), m =>
        {
            var (c, to, now) = (m.Case, m.To, LondonTime.StartOf(m.Case.From.AddDays(m.Wait)));
            if (c.ByCount() is not { IsSuccess: true } made)
            {
                return true;
            }

            var moved = new SeriesShift(to.Weekday, to.Time).Reschedule(made.Value.Starts, c.Calendar, now);
            if (!moved.IsSuccess)
            {
                return moved.Error.Code == "calendar-not-configured";
            }

            var starts = moved.Value.Starts;
            return starts.Count == c.Count
                && starts.All(s => s > now && c.Calendar.IsSchoolDay(LondonTime.DateOf(s)).Value && TimeOnly.FromDateTime(LondonTime.LocalOf(s)) == to.Time)
                && starts.Zip(starts.Skip(1)).All(p => LondonTime.DateOf(p.First) < LondonTime.DateOf(p.Second))
                && starts.Zip(made.Value.Starts).All(p => WeekOf(p.First) >= WeekOf(p.Second));
        }).QuickCheckThrowOnFailure();
    }

    private static int WeekOf(DateTimeOffset at) => (LondonTime.DateOf(at).DayNumber - new DateOnly(2026, 8, 31).DayNumber) / 7;

    /// <summary>For series by count and by last day, where the calendar reaches.</summary>
    private static void ForAll(Func<Case, SeriesDays, bool> holds) => Prop.ForAll(Cases.ToArbitrary(), c =>
        new[] { c.ByCount(), c.ByDay() }.Where(r => r.IsSuccess).All(r => holds(c, r.Value))).QuickCheckThrowOnFailure();

    public sealed record Case(SchoolCalendar Calendar, SeriesPattern Pattern, DateOnly From, int Count, int Days)
    {
        public Domain.Common.Result<SeriesDays> ByCount() => Pattern.Generate(new(From, Count, null), Calendar);

        public Domain.Common.Result<SeriesDays> ByDay() => Pattern.Generate(new(From, null, From.AddDays(Days)), Calendar);
    }
}
