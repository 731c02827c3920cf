using System.Text.Json;
using System.Text.Json.Serialization;
using PupilSupport.Domain.Assessments;

namespace PupilSupport.Application.Assessments;

/// <summary>The score of a scale: the score itself, or the answers that the server pro-rates it from.</summary>
/// <param name="Entry">What was entered.</param>
[JsonConverter(typeof(ScoreInputConverter))]
public sealed record ScoreInput(ScoreEntry Entry)
{
    public const int MaxScore = 1_000;
    public const int MaxItems = 200;
    public const int MaxRawSum = 10_000;
}

/// <summary><c>5</c>, or <c>{"itemsAnswered":3,"rawSum":4}</c>. A refusal says no more than that.</summary>
internal sealed class ScoreInputConverter : JsonConverter<ScoreInput>
{
    public override ScoreInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetDecimal(out var score) && Math.Abs(score) <= ScoreInput.MaxScore && decimal.Round(score, 3) == score
                ? new ScoreInput(new ScoreEntry(score))
                : throw new JsonException();
        }

        using var document = JsonDocument.ParseValue(ref reader);
        var members = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject().ToList() : [];
        return members.Count == 2
            ? new ScoreInput(new ScoreEntry(null, Whole(members, "itemsAnswered", ScoreInput.MaxItems), Whole(members, "rawSum", ScoreInput.MaxRawSum)))
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, ScoreInput value, JsonSerializerOptions options)
    {
        if (value.Entry.Score is { } score)
        {
            writer.WriteNumberValue(score);
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber("itemsAnswered", value.Entry.ItemsAnswered!.Value);
        writer.WriteNumber("rawSum", value.Entry.RawSum!.Value);
        writer.WriteEndObject();
    }

    private static int Whole(List<JsonProperty> members, string name, int max)
    {
        var found = members.Where(m => m.NameEquals(name)).Select(m => m.Value).ToList();
        return found is [{ ValueKind: JsonValueKind.Number } value] && value.TryGetInt32(out var number) && number >= 0 && number <= max
            ? number
            : throw new JsonException();
    }
}
