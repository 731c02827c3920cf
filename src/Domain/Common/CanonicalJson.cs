using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PupilSupport.Domain.Common;

/// <summary>
/// The one form of a JSON value by RFC 8785: members by their UTF-16 units, numbers as ECMAScript writes them, the fewest
/// escapes, no blanks. Equal values have equal bytes, whoever wrote them, so that a hash of them means the value.
/// </summary>
public static class CanonicalJson
{
    public static byte[] Bytes(JsonElement value) => Encoding.UTF8.GetBytes(Text(value));

    public static string Text(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, text);
                break;
            case JsonValueKind.Array:
                WriteArray(value, text);
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetDouble()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement value, StringBuilder text)
    {
        text.Append('{');
        foreach (var (index, member) in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Index())
        {
            text.Append(index == 0 ? "" : ",");
            WriteText(member.Name, text);
            text.Append(':');
            Write(member.Value, text);
        }

        text.Append('}');
    }

    private static void WriteArray(JsonElement value, StringBuilder text)
    {
        text.Append('[');
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            text.Append(index == 0 ? "" : ",");
            Write(item, text);
        }

        text.Append(']');
    }

    private static void WriteText(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    /// <summary>ECMAScript's Number::toString: the shortest digits that read back the same, with an exponent only from 10^21 and below 10^-6.</summary>
    private static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value));
        }

        if (value == 0)
        {
            return "0";
        }

        var (digits, point) = Shortest(Math.Abs(value));
        return (value < 0 ? "-" : "") + Placed(digits, point);
    }

    /// <summary>The digits without leading or trailing zeros, and how many of them stand before the point.</summary>
    private static (string Digits, int Point) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var point = (dot < 0 ? mantissa.Length : dot) - (all.Length - digits.Length) + exponent;
        return (digits.TrimEnd('0'), point);
    }

    private static string Placed(string digits, int point) => (digits.Length, point) switch
    {
        var (count, n) when count <= n && n <= 21 => digits + new string('0', n - count),
        (_, > 0 and <= 21) => $"{digits[..point]}.{digits[point..]}",
        (_, > -6 and <= 0) => $"0.{new string('0', -point)}{digits}",
        var (count, n) => $"{digits[0]}{(count > 1 ? "." : "")}{digits[1..]}e{(n > 0 ? "+" : "-")}{Math.Abs(n - 1)}",
    };
}
