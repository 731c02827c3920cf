using System.Text.Json;
using System.Text.Json.Serialization;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Http.Json;

/// <summary>
/// Enums by their exact code. The in-box converter also takes C# names and comma lists, whatever its settings.
/// </summary>
internal sealed class CodeConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(CodeConverter<>).MakeGenericType(typeToConvert))!;
}

internal sealed class CodeConverter<T> : JsonConverter<T> where T : struct, Enum
{
    private static readonly string Expected = ExpectedCodes.Of(EnumCodes<T>.All);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(TextConverter.Exact(ref reader, "a code"));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(EnumCodes<T>.Format(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(TextConverter.Raw(ref reader));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(EnumCodes<T>.Format(value));

    private static T Parse(string code) =>
        EnumCodes<T>.TryParse(code, out var value) ? value : throw new FaultException("unknown-code", Expected);
}

/// <summary>Typed ids travel as the UUID that they wrap.</summary>
internal sealed class TypedIdConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsValueType && typeToConvert.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(TypedIdConverter<>).MakeGenericType(typeToConvert))!;
}

internal sealed class TypedIdConverter<T> : JsonConverter<T> where T : struct, ITypedId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(GuidConverter.Read(ref reader));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>What a code should have been, within the length of a message.</summary>
internal static class ExpectedCodes
{
    private const int MaxLength = 450;

    public static string Of(IReadOnlyList<string> codes)
    {
        var all = string.Join(", ", codes);
        return all.Length <= MaxLength ? "must be one of " + all : $"must be one of the {codes.Count} codes that the contract lists, such as {codes[0]}";
    }
}
