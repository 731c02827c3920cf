using PupilSupport.Domain.Pupils;

namespace PupilSupport.Infrastructure.Imports.OneRoster;

/// <summary>Finds the UPN, which exports carry as <c>identifier</c> or as <c>{UPN:…}</c> among <c>userIds</c>.</summary>
internal static class UserIdentifiers
{
    public static Upn? Upn(RowView row) =>
        Candidates(row).Select(Domain.Pupils.Upn.Parse).Where(r => r.IsSuccess).Select(r => r.Value).FirstOrDefault();

    /// <summary>Whether something says that it is a UPN, by its type or its form, and is none.</summary>
    public static bool HasBadUpn(RowView row)
    {
        var claimed = Typed(row).Where(i => IsUpnType(i.Type)).Select(i => i.Value);
        return claimed.Any(v => !Domain.Pupils.Upn.Parse(v).IsSuccess)
            || Candidates(row).Any(v => Domain.Pupils.Upn.Parse(v).Error == PupilErrors.UpnChecksum);
    }

    private static IEnumerable<string> Candidates(RowView row) =>
        Typed(row).OrderByDescending(i => IsUpnType(i.Type)).Select(i => i.Value).Append(row.Text("identifier") ?? "");

    private static IEnumerable<(string Type, string Value)> Typed(RowView row)
    {
        foreach (var item in row.List("userIds") ?? [])
        {
            var text = item.Trim('{', '}');
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return (text[..colon].Trim(), text[(colon + 1)..].Trim());
            }
        }
    }

    private static bool IsUpnType(string type) => type.Equals("upn", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Reads a year group from the grades that exports use: <c>R</c>, <c>Year 7</c>, <c>07</c>, <c>KG</c>.</summary>
internal static class Grades
{
    /// <returns>A code of <see cref="Domain.Pupils.YearGroup"/>; null when there is none, or several.</returns>
    public static string? YearGroup(string[]? grades)
    {
        if (grades is not [var grade])
        {
            return null;
        }

        var text = grade.Trim().ToUpperInvariant();
        text = text.StartsWith("YEAR", StringComparison.Ordinal) ? text[4..].Trim() : text is ['Y', >= '0' and <= '9', ..] ? text[1..] : text;
        return text switch
        {
            "R" or "RECEPTION" or "KG" or "0" or "00" => "R",
            "N1" => "N1",
            "N2" or "PK" => "N2",
            _ when int.TryParse(text, System.Globalization.NumberStyles.None, null, out var year) && year is >= 1 and <= 14 =>
                year.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
