using System.Globalization;

namespace PupilSupport.Domain.Schools;

/// <summary>A third of an academic year.</summary>
public enum TermName
{
    /// <summary>1 September to 31 December.</summary>
    Autumn,

    /// <summary>1 January to 10 April.</summary>
    Spring,

    /// <summary>11 April to 31 August.</summary>
    Summer,
}

/// <summary>
/// A term as reports count by it: the same days for every school, so that no change of a calendar moves what was counted. The
/// bounds lie in the holidays; 10 April is in or next to those of Easter, wherever Easter falls.
/// </summary>
public readonly record struct SchoolTerm(AcademicYear Year, TermName Name) : IComparable<SchoolTerm>
{
    public static SchoolTerm Containing(DateOnly date) => new(AcademicYear.Containing(date), (date.Month, date.Day) switch
    {
        ( >= 9, _) => TermName.Autumn,
        ( < 4, _) or (4, <= 10) => TermName.Spring,
        _ => TermName.Summer,
    });

    /// <summary>The three of a year, in order.</summary>
    public static IReadOnlyList<SchoolTerm> Of(AcademicYear year) => [new(year, TermName.Autumn), new(year, TermName.Spring), new(year, TermName.Summer)];

    public DateOnly FirstDay => Name switch
    {
        TermName.Autumn => Year.FirstDay,
        TermName.Spring => new(Year.Start + 1, 1, 1),
        _ => new(Year.Start + 1, 4, 11),
    };

    public DateOnly LastDay => Name switch
    {
        TermName.Autumn => new(Year.Start, 12, 31),
        TermName.Spring => new(Year.Start + 1, 4, 10),
        _ => Year.LastDay,
    };

    /// <summary>The one after it.</summary>
    public SchoolTerm Next => Containing(LastDay.AddDays(1));

    /// <summary><c>Autumn 2026/27</c>.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Name} {Year.Label}");

    public int CompareTo(SchoolTerm other) => FirstDay.CompareTo(other.FirstDay);

    public override string ToString() => Label;

    public static bool operator <(SchoolTerm left, SchoolTerm right) => left.CompareTo(right) < 0;
    public static bool operator >(SchoolTerm left, SchoolTerm right) => left.CompareTo(right) > 0;
    public static bool operator <=(SchoolTerm left, SchoolTerm right) => left.CompareTo(right) <= 0;
    public static bool operator >=(SchoolTerm left, SchoolTerm right) => left.CompareTo(right) >= 0;
}
