using System.Globalization;
using System.Text;

namespace PupilSupport.Infrastructure.Imports.OneRoster;

/// <summary>Turns the text of a field into a value, or says what is wrong with it without repeating it.</summary>
internal static class Cells
{
    private const int MaxItems = 200;
    private const char Replacement = '\uFFFD';

    /// <returns>The value; null for a blank field.</returns>
    public static object? Parse(Column column, string? raw, out (string Code, string Message)? fault)
    {
        var text = Clean(raw, out fault);
        if (fault is not null)
        {
            return null;
        }

        if (text.Length == 0)
        {
            fault = column.Required ? ("required", $"{column.Name} is required.") : null;
            return null;
        }

        return column.Type switch
        {
            CellType.Date => (object?)ParseDate(column, text, out fault),
            CellType.Flag => ParseFlag(column, text, out fault),
            CellType.List => ParseList(column, text, out fault),
            _ => ParseText(column, text, out fault),
        };
    }

    private static string Clean(string? raw, out (string, string)? fault)
    {
        fault = null;
        var text = (raw ?? "").Trim();
        foreach (var c in text)
        {
            if (c == Replacement || char.IsSurrogate(c) && !IsWellFormed(text))
            {
                fault = ("not-utf8", "The field is not UTF-8.");
                return "";
            }

            if (char.IsControl(c))
            {
                fault = ("control-character", "The field holds a control character.");
                return "";
            }
        }

        return text.Normalize(NormalizationForm.FormC);
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsSurrogatePair(text, i) && ++i > 0))
            {
                return false;
            }
        }

        return true;
    }

    private static string? ParseText(Column column, string text, out (string, string)? fault)
    {
        if (text.Length > column.MaxLength)
        {
            fault = ("too-long", $"{column.Name} is longer than {column.MaxLength}.");
            return null;
        }

        if (column.Codes is null)
        {
            fault = null;
            return text;
        }

        var code = column.Codes.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase));
        var isExtension = text.StartsWith("ext:", StringComparison.OrdinalIgnoreCase);
        fault = code is null && !isExtension ? ("invalid-code", $"{column.Name} is not a code of OneRoster.") : null;
        return code ?? (isExtension ? text : null);
    }

    private static DateOnly? ParseDate(Column column, string text, out (string, string)? fault)
    {
        // OneRoster dates are ISO days; 1900 keeps out what PostgreSQL would read as infinity and typing slips.
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1900 and <= 2200;
        fault = isDate ? null : ("invalid-date", $"{column.Name} must be a day as YYYY-MM-DD.");
        return isDate ? date : null;
    }

    private static bool? ParseFlag(Column column, string text, out (string, string)? fault)
    {
        fault = bool.TryParse(text, out var flag) ? null : ("invalid-flag", $"{column.Name} must be true or false.");
        return fault is null ? flag : null;
    }

    private static string[]? ParseList(Column column, string text, out (string, string)? fault)
    {
        var items = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        fault = items.Length > MaxItems ? ("too-many", $"{column.Name} has more than {MaxItems} items.")
            : items.Any(i => i.Length > column.MaxLength) ? ("too-long", $"An item of {column.Name} is longer than {column.MaxLength}.")
            : null;
        return fault is null ? items : null;
    }
}
