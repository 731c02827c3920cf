using Microsoft.OpenApi;
using PupilSupport.Application.Assessments;
using PupilSupport.Domain.Common;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PupilSupport.Api.OpenApi;

/// <summary>Scalars as the converters read and write them.</summary>
internal static class ScalarSchemas
{
    public static void Map(SwaggerGenOptions options)
    {
        options.MapType<Guid>(() => Text("uuid", 36));
        options.MapType<DateOnly>(() => Text("date", 10));
        options.MapType<DateTimeOffset>(() => Text("date-time", 35));
        options.MapType<TimeOnly>(() => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", MaxLength = 5 });
        options.MapType<decimal>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal" });
        options.MapType<ScoreInput>(Score);
        foreach (var id in typeof(ITypedId<>).Assembly.GetTypes().Where(IsTypedId))
        {
            options.MapType(id, () => Text("uuid", 36));
        }
    }

    private static OpenApiSchema Score() => new()
    {
        OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal", Minimum = $"-{ScoreInput.MaxScore}", Maximum = $"{ScoreInput.MaxScore}" },
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema> { ["itemsAnswered"] = Whole(ScoreInput.MaxItems), ["rawSum"] = Whole(ScoreInput.MaxRawSum) },
                Required = new HashSet<string> { "itemsAnswered", "rawSum" },
                AdditionalPropertiesAllowed = false,
            },
        ],
    };

    private static OpenApiSchema Whole(int max) => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Maximum = $"{max}" };

    public static OpenApiSchema Text(string? format, int max) => new() { Type = JsonSchemaType.String, Format = format, MaxLength = max };

    private static bool IsTypedId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));
}
