using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PupilSupport.Api.Http.Json;

/// <summary>The text rules, once for all fields.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? TextRules.Clean(Raw(ref reader)) : throw new FaultException("wrong-type", "must be a text");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>The unescaped text of a string token.</summary>
    internal static string Raw(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FaultException("invalid-text", "must not hold half of a surrogate pair");
        }
    }

    internal static string Exact(ref Utf8JsonReader reader, string expected) =>
        reader.TokenType == JsonTokenType.String ? Raw(ref reader) : throw new FaultException("wrong-type", "must be a text: " + expected);
}

/// <summary>Ids: 8-4-4-4-12, never the empty one.</summary>
internal sealed class GuidConverter : JsonConverter<Guid>
{
    private const string Expected = "a UUID";

    public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    internal static Guid Read(ref Utf8JsonReader reader) =>
        Guid.TryParseExact(TextConverter.Exact(ref reader, Expected), "D", out var id) && id != Guid.Empty
            ? id
            : throw new FaultException("invalid-id", "must be a UUID, written 8-4-4-4-12");
}

/// <summary>Instants: RFC 3339 with offset in; UTC with Z out, to the microsecond that the database keeps.</summary>
internal sealed partial class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Expected = "an instant with offset, as 2026-11-23T10:00:00Z";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = TextConverter.Exact(ref reader, Expected);
        if (!Form().IsMatch(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant))
        {
            throw new FaultException("invalid-instant", "must be " + Expected);
        }

        DateConverter.CheckYear(instant.Year);
        return instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Form();
}

/// <summary>Civil days: ISO 8601 and nothing else.</summary>
internal sealed class DateConverter : JsonConverter<DateOnly>
{
    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = TextConverter.Exact(ref reader, "a date");
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw new FaultException("invalid-date", "must be a date, as 2026-11-23");
        }

        CheckYear(date.Year);
        return date;
    }

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    // PostgreSQL stores the extremes silently as infinity.
    internal static void CheckYear(int year)
    {
        if (year is < FirstYear or > LastYear)
        {
            throw new FaultException("out-of-range", $"the year must be {FirstYear} to {LastYear}");
        }
    }
}

/// <summary>Weekly times: HH:mm.</summary>
internal sealed class TimeConverter : JsonConverter<TimeOnly>
{
    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeOnly.TryParseExact(TextConverter.Exact(ref reader, "a time"), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new FaultException("invalid-time", "must be a time, as 09:30");

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("HH:mm", CultureInfo.InvariantCulture));
}

/// <summary>Decimals: never rounded on the way in, without trailing zeros on the way out.</summary>
internal sealed class DecimalConverter : JsonConverter<decimal>
{
    private const int MaxCharacters = 28;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        return reader.TokenType == JsonTokenType.Number && length <= MaxCharacters && reader.TryGetDecimal(out var number)
            ? number
            : throw new FaultException("wrong-type", $"must be a number of at most {MaxCharacters} characters");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
}
