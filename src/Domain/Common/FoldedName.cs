using System.Globalization;
using System.Text;

namespace PupilSupport.Domain.Common;

/// <summary>
/// Names made comparable: lower case, no accents, no apostrophes of either form. <c>Seán O’Neill-Łoś</c> has the words
/// <c>sean oneill los</c>. The roster stores these words; a search folds its query in the same way.
/// </summary>
public static class FoldedName
{
    /// <summary>The distinct words of some names, in order of appearance.</summary>
    public static IReadOnlyList<string> Words(params IEnumerable<string?> names) =>
        [.. names.SelectMany(n => Fold(n).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    /// <summary>The words as one text, parted by blanks.</summary>
    public static string ForSearch(params IEnumerable<string?> names) => string.Join(' ', Words(names));

    public static string ForSorting(string familyName, string givenName) => $"{Join(familyName)} {Join(givenName)}";

    private static string Join(string name) => string.Join(' ', Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Fold(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "";
        var folded = new StringBuilder(name.Length);
        foreach (var rune in name.Replace('\u00B4', '\'').Normalize(NormalizationForm.FormKD).EnumerateRunes())
            Append(folded, rune);
        return folded.ToString();
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.Value is '\'' or '`' or 0x02BB or 0x02BC or 0x2018 or 0x2019 or 0xFF07)
            return;
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            return;
        if (Letter(rune) is { } letters)
            folded.Append(letters);
        else if (Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.SpacingCombiningMark)
            folded.Append(Rune.ToLowerInvariant(rune));
        else
            folded.Append(' ');
    }

    /// <summary>Letters that Unicode does not take apart, though their readers do.</summary>
    private static string? Letter(Rune rune) => Rune.ToLowerInvariant(rune).Value switch
    {
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => null,
    };
}
