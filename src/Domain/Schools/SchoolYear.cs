using System.Collections.Immutable;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Schools;

/// <summary>Days from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct DateSpan(DateOnly First, DateOnly Last)
{
    public bool Contains(DateOnly date) => date >= First && date <= Last;
}

/// <summary>
/// One academic year of one school: open on the weekdays from <see cref="Opens"/> to <see cref="Closes"/> that no
/// closure covers. Holidays, bank holidays and training days are all closures.
/// </summary>
public sealed record SchoolYear
{
    public const int MaxClosures = 60;

    private SchoolYear(DateOnly opens, DateOnly closes, ImmutableArray<DateSpan> closures) =>
        (Opens, Closes, Closures) = (opens, closes, closures);

    public AcademicYear Year => AcademicYear.Containing(Opens);

    /// <summary>The first day that may be a school day.</summary>
    public DateOnly Opens { get; }

    /// <summary>The last day that may be a school day.</summary>
    public DateOnly Closes { get; }

    /// <summary>In order, without overlap or touch.</summary>
    public ImmutableArray<DateSpan> Closures { get; }

    public static Result<SchoolYear> Create(DateOnly opens, DateOnly closes, IEnumerable<DateSpan> closures)
    {
        var spans = closures.OrderBy(c => c.First).ToImmutableArray();
        if (closes < opens || spans.Any(c => c.Last < c.First))
        {
            return CalendarErrors.EndsBeforeItStarts;
        }

        if (AcademicYear.Containing(opens) != AcademicYear.Containing(closes))
        {
            return CalendarErrors.OutsideOneYear;
        }

        return new SchoolYear(opens, closes, Merge(spans));
    }

    public bool IsSchoolDay(DateOnly date) =>
        date >= Opens && date <= Closes
        && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !Closures.Any(c => c.Contains(date));

    /// <summary>Every school day of the year, in order.</summary>
    public IEnumerable<DateOnly> SchoolDays()
    {
        for (var day = Opens; day <= Closes; day = day.AddDays(1))
        {
            if (IsSchoolDay(day))
            {
                yield return day;
            }
        }
    }

    /// <summary>The Mondays of the weeks that hold a school day, in order.</summary>
    public IEnumerable<DateOnly> SchoolWeeks() => SchoolDays().Select(MondayOf).Distinct();

    public bool Equals(SchoolYear? other) =>
        other is not null && Opens == other.Opens && Closes == other.Closes && Closures.SequenceEqual(other.Closures);

    public override int GetHashCode() => HashCode.Combine(Opens, Closes, Closures.Length);

    private static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private static ImmutableArray<DateSpan> Merge(ImmutableArray<DateSpan> ordered)
    {
        var merged = new List<DateSpan>();
        foreach (var span in ordered)
        {
            if (merged.Count > 0 && span.First <= merged[^1].Last.AddDays(1))
            {
                merged[^1] = new DateSpan(merged[^1].First, span.Last > merged[^1].Last ? span.Last : merged[^1].Last);
            }
            else
            {
                merged.Add(span);
            }
        }

        return [.. merged];
    }
}

public static class CalendarErrors
{
    /// <summary>Nobody has said which days are school days; Monday to Friday is never assumed.</summary>
    public static readonly Error NotConfigured = new(
        "calendar-not-configured", ErrorKind.Rule, "The school has no calendar for an academic year that this needs.");

    public static readonly Error EndsBeforeItStarts = new(
        "calendar-ends-before-it-starts", ErrorKind.Rule, "A span of days ends before it starts.");

    public static readonly Error OutsideOneYear = new(
        "calendar-outside-one-year", ErrorKind.Rule, "A school year opens and closes within one academic year, 1 September to 31 August.");

    public static readonly Error ClosuresOverlap = new("calendar-closures-overlap", ErrorKind.Rule, "Two closures share a day.");
}
