using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Plans;

/// <summary>What of a version is approved, signed and hashed: the content, and whose plan it is and which version, so that no hash fits another plan.</summary>
public sealed record PlanText : PlanContent
{
    public PlanText() { }

    [SetsRequiredMembers]
    public PlanText(Plan plan, int versionNumber, PlanContent content) : base(content) =>
        (PlanId, SchoolId, PupilId, Type, VersionNumber) = (plan.Id, plan.SchoolId, plan.PupilId, plan.Type, versionNumber);

    public required PlanId PlanId { get; init; }
    public required SchoolId SchoolId { get; init; }
    public required PupilId PupilId { get; init; }
    public required PlanType Type { get; init; }
    public required int VersionNumber { get; init; }
}

/// <summary>Content as JSON: the names and codes of the contract, without members that are null, and canonical where it is frozen.</summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new CodeConverters(), new IdConverters() },
    };

    public static string Of(PlanContent content) => JsonSerializer.Serialize(new PlanContent(content), Options);

    public static PlanContent Content(string json) => JsonSerializer.Deserialize<PlanContent>(json, Options)!;

    /// <summary>Anything else of plans that is kept as one value.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    public static JsonElement Element(PlanContent content) => JsonSerializer.SerializeToElement(new PlanContent(content), Options);

    /// <summary>The bytes by RFC 8785 that are kept and hashed.</summary>
    public static byte[] Freeze(PlanText text) => CanonicalJson.Bytes(JsonSerializer.SerializeToElement(text, Options));

    public static byte[] Hash(byte[] frozen) => SHA256.HashData(frozen);

    /// <summary>What the database reads out of frozen bytes.</summary>
    public static PlanRunning Running(string json) => JsonSerializer.Deserialize<PlanRunning>(json, Options)!;

    /// <summary>What was frozen, also by an older release: members that it did not know are absent.</summary>
    public static PlanText Thaw(byte[] frozen) => JsonSerializer.Deserialize<PlanText>(frozen, Options)!;

    private sealed class CodeConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Code<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class Code<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => EnumCodes<T>.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(EnumCodes<T>.Format(value));
    }

    private sealed class IdConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsValueType && typeToConvert.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Id<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class Id<T> : JsonConverter<T> where T : struct, ITypedId<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
