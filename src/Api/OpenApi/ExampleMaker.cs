using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace PupilSupport.Api.OpenApi;

/// <summary>An example that fits a schema, with telling values where the member's name is known.</summary>
internal sealed class ExampleMaker(OpenApiDocument document)
{
    private const int MaxDepth = 6;

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["givenName"] = "Ada",
        ["familyName"] = "Example",
        ["preferredName"] = "Ada",
        ["name"] = "Hive",
        ["room"] = "Hive",
        ["query"] = "jones",
        ["objective"] = "Names a feeling before acting on it",
        ["note"] = "Settled after ten minutes",
        ["reason"] = "Entered for the wrong pupil",
        ["upn"] = "H801200001001",
        ["urn"] = "100001",
        ["laEstab"] = "8011001",
        ["dateOfBirth"] = "2016-05-04",
        ["system"] = "mis",
        ["value"] = "12345",
        ["grant_type"] = "client_credentials",
        ["client_id"] = "demo-support",
        ["client_secret"] = "demo",
        ["token_type"] = "Bearer",
        ["academicYear"] = "2026/27",
        ["nextCursor"] = "eyJ2IjoxfQ",
    };

    public JsonNode? Of(IOpenApiSchema schema) => Make(schema, "", 0);

    private JsonNode? Make(IOpenApiSchema schema, string name, int depth)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            // While the document is being made, a reference does not know its target.
            return Make(document.Components!.Schemas![id], name, depth);
        }

        if (schema.Const is { } only)
        {
            return only;
        }

        if (schema.Enum is [var first, ..])
        {
            return first.DeepClone();
        }

        if (schema.OneOf is [var variant, ..])
        {
            return Make(variant, name, depth);
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Object when depth < MaxDepth => Members(schema, depth),
            JsonSchemaType.Array => Items(schema, name, depth),
            JsonSchemaType.String => Text(schema, name),
            JsonSchemaType.Integer or JsonSchemaType.Number => Number(schema),
            JsonSchemaType.Boolean => true,
            _ => null,
        };
    }

    private JsonObject Members(IOpenApiSchema schema, int depth)
    {
        var value = new JsonObject();
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            value[name] = Make(member, name, depth + 1);
        }

        return value;
    }

    private JsonArray Items(IOpenApiSchema schema, string name, int depth) =>
        schema.Items is { } item && depth < MaxDepth ? new JsonArray(Make(item, name, depth + 1)) : [];

    private static string Text(IOpenApiSchema schema, string name)
    {
        var text = schema.Format switch
        {
            "uuid" => "0199a7d1-c2b3-7f4e-8a5b-6c7d8e9f0a1b",
            "date" => Known.GetValueOrDefault(name, "2026-11-23"),
            "date-time" => "2026-11-23T10:00:00Z",
            "uri" => "https://example.org",
            _ => Known.GetValueOrDefault(name) ?? (schema.Pattern?.Contains(':') == true ? "09:30" : "Text"),
        };
        return text.Length > schema.MaxLength ? text[..schema.MaxLength.Value] : text;
    }

    private static JsonValue Number(IOpenApiSchema schema)
    {
        var least = Parse(schema.Minimum) ?? Parse(schema.ExclusiveMinimum) + 1 ?? 1;
        var most = Parse(schema.Maximum) ?? decimal.MaxValue;
        var value = Math.Clamp(1, least, most);
        return schema.Type!.Value.HasFlag(JsonSchemaType.Integer) ? JsonValue.Create((int)value) : JsonValue.Create(value);
    }

    private static decimal? Parse(string? number) =>
        number is null ? null : decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
}
