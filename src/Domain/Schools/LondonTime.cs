namespace PupilSupport.Domain.Schools;

/// <summary>Instants to Europe/London local dates and times and back. Every rule about a day is a rule about that day.</summary>
public static class LondonTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTime LocalOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalOf(instant));

    /// <summary>
    /// The instant of a local time. In the hour that the clocks repeat it is the first; in the hour that they leave
    /// out it is as much later as the clocks jump (01:30 becomes 02:30).
    /// </summary>
    public static DateTimeOffset InstantOf(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        // In the gap GetUtcOffset answers winter time, which carries the instant past the jump: 01:30 is 01:30 UTC.
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local - offset, TimeSpan.Zero);
    }

    /// <summary>The first instant of a local day.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => InstantOf(date, TimeOnly.MinValue);

    /// <summary>The half-open span of instants that the local days from <paramref name="first"/> to <paramref name="last"/>, both included, cover.</summary>
    public static (DateTimeOffset From, DateTimeOffset Before) SpanOf(DateOnly first, DateOnly last) =>
        (StartOf(first), StartOf(last.AddDays(1)));
}
