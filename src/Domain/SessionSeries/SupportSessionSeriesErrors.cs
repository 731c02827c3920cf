using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.SessionSeries;

public static class SupportSessionSeriesErrors
{
    public static readonly Error StartsInPast = new("series-starts-in-past", ErrorKind.Rule, "A series begins today or later; what has taken place is recorded session by session.");

    public static readonly Error Extent = new("series-extent", ErrorKind.Rule, "A series has a count or a last day, one of the two, and its last day is not before its first.");

    public static readonly Error NoSchoolDay = new("series-without-school-day", ErrorKind.Rule, "No day of the pattern is a school day.");

    public static readonly Error TooLong = new("series-too-long", ErrorKind.Rule, "A series has 60 sessions at most and ends within 3 years.");

    public static readonly Error TooMuch = new("series-too-much-at-once", ErrorKind.Rule, "One request takes at most max places, one for each pupil of each session.");

    /// <summary>With <c>sessions</c>: what stands in the way of which.</summary>
    public static readonly Error Clashes = new("series-clashes", ErrorKind.Conflict, "Sessions of the series stand in the way of others; sessions says which.");

    public static readonly Error NothingAhead = new("series-nothing-ahead", ErrorKind.Conflict, "No scheduled session of the series is still to come from there.");

    public static readonly Error TwoStarts = new("series-two-starts", ErrorKind.Rule, "Give the day or the session from which on it holds, not both.");
}
