using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace PupilSupport.Api.Http.Json;

/// <summary>The one way this API reads and writes JSON.</summary>
public static class StrictJson
{
    public const int MaxDepth = 16;

    public static JsonSerializerOptions Options { get; } = Frozen();

    /// <summary>The five values of <see cref="JsonSerializerOptions.Strict"/>, which cannot be assigned, and ours.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowOutOfOrderMetadataProperties = true;
        options.MaxDepth = MaxDepth;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        foreach (var converter in Converters())
        {
            options.Converters.Add(converter);
        }
    }

    private static JsonConverter[] Converters() =>
    [
        new TextConverter(), new GuidConverter(), new InstantConverter(), new DateConverter(), new TimeConverter(),
        new DecimalConverter(), new CodeConverterFactory(), new TypedIdConverterFactory(),
    ];

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}
