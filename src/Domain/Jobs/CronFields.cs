namespace PupilSupport.Domain.Jobs;

/// <summary>
/// The fields of a cron expression. A field is a list of <c>*</c>, <c>n</c> and <c>n-n</c>, the first and last with an
/// optional <c>/step</c>. Months and days of the week also by their three letters; Sunday is 0 or 7.
/// </summary>
/// <param name="Days">By day of the month, from index 1.</param>
/// <param name="Months">From index 1.</param>
/// <param name="Weekdays">From Sunday, index 0.</param>
internal sealed record CronFields(bool[] Seconds, bool[] Minutes, bool[] Hours, bool[] Days, bool[] Months, bool[] Weekdays)
{
    private const int FieldsWithSeconds = 6;

    private static readonly string[] MonthNames = ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <exception cref="FormatException">Malformed.</exception>
    public static CronFields Parse(string text)
    {
        var parts = text.Split(' ');
        if (parts.Length is not (FieldsWithSeconds - 1 or FieldsWithSeconds))
        {
            throw new FormatException($"'{text}' has not 5 or 6 fields with one space between them.");
        }

        var seconds = parts.Length == FieldsWithSeconds ? parts[0] : "0";
        var rest = parts[^5..];
        if (rest[2] != "*" && rest[4] != "*")
        {
            throw new FormatException($"'{text}' names days of the month and of the week: which of them counts is not plain.");
        }

        return new CronFields(
            Field(seconds, 0, 59, []), Field(rest[0], 0, 59, []), Field(rest[1], 0, 23, []), Field(rest[2], 1, 31, []),
            Field(rest[3], 1, 12, MonthNames), Week(Field(rest[4], 0, 7, DayNames)));
    }

    private static bool[] Week(bool[] days)
    {
        days[0] |= days[7];
        return days[..7];
    }

    private static bool[] Field(string text, int min, int max, string[] names)
    {
        var set = new bool[max + 1];
        foreach (var item in text.Split(','))
        {
            var (range, step) = item.Split('/') switch
            {
                [var r] => (r, 1),
                [var r, var s] when r == "*" || r.Contains('-', StringComparison.Ordinal) => (r, Number(s, 1, max, [])),
                _ => throw Malformed(item),
            };
            var (from, to) = range == "*" ? (min, names == DayNames ? max - 1 : max) : Range(range, min, max, names);
            for (var value = from; value <= to; value += step)
            {
                set[value] = true;
            }
        }

        return set;
    }

    private static (int From, int To) Range(string text, int min, int max, string[] names)
    {
        var ends = text.Split('-');
        var (from, to) = (Number(ends[0], min, max, names), Number(ends[^1], min, max, names));
        return ends.Length <= 2 && from <= to ? (from, to) : throw Malformed(text);
    }

    private static int Number(string text, int min, int max, string[] names)
    {
        if (text.Length == 3 && Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is var name and >= 0)
        {
            return name;
        }

        var isNumber = text.Length is 1 or 2 && text.All(char.IsAsciiDigit);
        return isNumber && text.Aggregate(0, (n, d) => (n * 10) + d - '0') is var value && value >= min && value <= max ? value : throw Malformed(text);
    }

    private static FormatException Malformed(string text) => new($"'{text}' is no value, list, range or step of its field.");
}
