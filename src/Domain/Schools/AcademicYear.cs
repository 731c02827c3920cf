using System.Globalization;

namespace PupilSupport.Domain.Schools;

/// <summary>1 September to 31 August, by Europe/London local date.</summary>
/// <param name="Start">The calendar year in which it starts.</param>
public readonly record struct AcademicYear(int Start) : IComparable<AcademicYear>
{
    public static AcademicYear Containing(DateOnly date) => new(date.Month >= 9 ? date.Year : date.Year - 1);

    public static AcademicYear At(DateTimeOffset instant) => Containing(LondonTime.DateOf(instant));

    public DateOnly FirstDay => new(Start, 9, 1);

    public DateOnly LastDay => new(Start + 1, 8, 31);

    public AcademicYear Next => new(Start + 1);

    public AcademicYear Previous => new(Start - 1);

    /// <summary><c>2026/27</c>.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Start:0000}/{(Start + 1) % 100:00}");

    public bool Contains(DateOnly date) => Containing(date) == this;

    public int CompareTo(AcademicYear other) => Start.CompareTo(other.Start);

    public override string ToString() => Label;

    public static bool operator <(AcademicYear left, AcademicYear right) => left.Start < right.Start;
    public static bool operator >(AcademicYear left, AcademicYear right) => left.Start > right.Start;
    public static bool operator <=(AcademicYear left, AcademicYear right) => left.Start <= right.Start;
    public static bool operator >=(AcademicYear left, AcademicYear right) => left.Start >= right.Start;
}
