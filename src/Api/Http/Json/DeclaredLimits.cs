using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Http.Json;

/// <summary>The limits that stand on a member as attributes; those of a command stand in its validator.</summary>
internal static class DeclaredLimits
{
    public static (string Code, string Message)? OfList(JsonPropertyInfo? property, int count)
    {
        var limit = Find<ItemBoundsAttribute>(property);
        var max = limit?.Max ?? ShapeCheck.MaxItems;
        return count > max ? ("too-many-items", $"must have at most {Count(max, "item")}")
            : count < limit?.Min ? ("too-few-items", $"must have at least {Count(limit.Min, "item")}")
            : null;
    }

    /// <summary>The bounds on each text of a list of texts: none is empty, and blanks around it do not count.</summary>
    public static (string Code, string Message)? OfItem(JsonPropertyInfo? property, JsonElement item) =>
        Find<ItemBoundsAttribute>(property) is not { Text: > 0 and var max } || item.ValueKind != JsonValueKind.String || TextOf(item) is not { } text ? null
            : text.Length > max ? ("too-long", $"must have at most {Count(max, "character")}")
            : string.IsNullOrWhiteSpace(text) ? ("too-short", $"must have at least {Count(1, "character")}")
            : null;

    public static (string Code, string Message)? OfValue(JsonPropertyInfo? property, object? value, JsonElement element)
    {
        if (property?.AttributeProvider is null)
        {
            return null;
        }

        if (value is string text && Find<TextBoundsAttribute>(property) is { } limit)
        {
            return text.Length > limit.Max ? ("too-long", $"must have at most {Count(limit.Max, "character")}")
                : text.Length < limit.Min ? ("too-short", $"must have at least {Count(limit.Min, "character")}")
                : null;
        }

        if (value is decimal && Find<DecimalPlacesAttribute>(property) is { } decimals && PlacesOf(element.GetRawText()) > decimals.Places)
        {
            return ("too-many-decimals", $"must have at most {Count(decimals.Places, "decimal place")}");
        }

        return Find<RangeAttribute>(property) is { } range && !range.IsValid(value)
            ? ("out-of-range", string.Create(CultureInfo.InvariantCulture, $"must be {range.Minimum} to {range.Maximum}"))
            : null;
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static T? Find<T>(JsonPropertyInfo? property) where T : Attribute =>
        (T?)property?.AttributeProvider?.GetCustomAttributes(typeof(T), true).FirstOrDefault()
        ?? (T?)property?.AssociatedParameter?.AttributeProvider?.GetCustomAttributes(typeof(T), true).FirstOrDefault();

    // Half of a surrogate pair is a fault of its own.
    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // From the text: a decimal would have rounded 2.1000000000000000000000000000001 already.
    private static int PlacesOf(string number)
    {
        var e = number.IndexOfAny(['e', 'E']);
        var mantissa = e < 0 ? number : number[..e];
        var exponent = e >= 0 && int.TryParse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        var point = mantissa.IndexOf('.');
        return (point < 0 ? 0 : mantissa.TrimEnd('0').Length - point - 1) - exponent;
    }
}
