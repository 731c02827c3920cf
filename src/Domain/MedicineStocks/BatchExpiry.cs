using System.Globalization;
using System.Text.RegularExpressions;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.MedicineStocks;

/// <summary>What packs print: a day, or a month alone, which means its last day. Usable through 23:59 of that day, Europe/London.</summary>
public static partial class BatchExpiry
{
    public const int MaxLength = 10;
    public const string Pattern = @"^20[0-9]{2}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$";

    /// <summary><c>2027-02-28</c>, or <c>2027-02</c> for the same; null when there is no such day.</summary>
    public static DateOnly? Read(string text) => Shape().IsMatch(text) ? ReadShaped(text) : null;

    public static bool IsUsable(DateOnly expiresOn, DateTimeOffset at) => LondonTime.DateOf(at) <= expiresOn;

    private static DateOnly? ReadShaped(string text)
    {
        var isMonth = text.Length == 7;
        return DateOnly.TryParseExact(isMonth ? text + "-01" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? isMonth ? LastOfMonth(day) : day
            : null;
    }

    private static DateOnly LastOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
