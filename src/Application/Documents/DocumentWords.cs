using System.Globalization;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Documents;

/// <summary>Values as they stand on paper, in London's time.</summary>
internal static class DocumentWords
{
    /// <summary><c>Monday 23 November 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>Monday 23 November 2026, 10:00</c>.</summary>
    public static string Moment(DateTimeOffset at) => $"{Day(LondonTime.DateOf(at))}, {Time(at)}";

    /// <summary><c>23 Nov 2026, 10:00</c>.</summary>
    public static string Short(DateTimeOffset at) => LondonTime.LocalOf(at).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) => LondonTime.LocalOf(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>2026-11-23</c>, the local day.</summary>
    public static string IsoDay(DateTimeOffset at) => Iso(LondonTime.DateOf(at));

    public static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string Minutes(int minutes) => minutes == 1 ? "1 minute" : string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes");

    public static string Name(PersonDto? person) => person is null ? DocumentNames.Withheld : $"{person.GivenName} {person.FamilyName}";

    public static string YesNo(bool value) => value ? "Yes" : "No";

    /// <summary>The facts that have a value.</summary>
    public static DocumentFacts Facts(params IEnumerable<(string Name, string? Value)> facts) =>
        new([.. facts.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => new DocumentFact(f.Name, f.Value!))]);
}
