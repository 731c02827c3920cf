using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using PupilSupport.Api.Http.Json;
using PupilSupport.Api.OpenApi;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Policies;

/// <summary>The JSON Schema of a policy, from the same record, attributes and comments that the check goes by.</summary>
internal static class PolicySchema
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, node) => Complete(context, node) };

    public static JsonObject Of(Type type)
    {
        var schema = (JsonObject)StrictJson.Options.GetJsonSchemaAsNode(type, Options);
        schema.Remove("required");
        schema["type"] = "object";
        schema["additionalProperties"] = false;
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }

    private static JsonObject Complete(JsonSchemaExporterContext context, JsonNode node)
    {
        var schema = node as JsonObject ?? [];
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (ScalarOf(type) is { } scalar)
        {
            schema = scalar;
        }

        if (context.PropertyInfo is { AttributeProvider: PropertyInfo property })
        {
            Describe(schema, property);
        }

        return schema;
    }

    /// <summary>What our converters write, which the exporter cannot see.</summary>
    private static JsonObject? ScalarOf(Type type) => type switch
    {
        { IsEnum: true } => new JsonObject { ["type"] = "string", ["enum"] = Codes(type) },
        _ when type == typeof(DateOnly) => new JsonObject { ["type"] = "string", ["format"] = "date" },
        _ when type == typeof(TimeOnly) => new JsonObject { ["type"] = "string", ["format"] = "time" },
        _ when type == typeof(string) => new JsonObject { ["type"] = "string" },
        _ when type == typeof(int) => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
        _ when type == typeof(decimal) => new JsonObject { ["type"] = "number" },
        _ => null,
    };

    private static JsonArray Codes(Type type) =>
        new([.. ((IReadOnlyList<string>)typeof(EnumCodes<>).MakeGenericType(type).GetProperty("All")!.GetValue(null)!).Select(c => (JsonNode)c)]);

    private static void Describe(JsonObject schema, PropertyInfo property)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            (schema["minimum"], schema["maximum"]) = (JsonValue.Create(Convert.ToDecimal(range.Minimum, null)), JsonValue.Create(Convert.ToDecimal(range.Maximum, null)));
        }

        if (property.GetCustomAttribute<Application.Common.Contract.TextAttribute>() is { } text)
        {
            (schema["minLength"], schema["maxLength"]) = (text.Min, text.Max);
        }

        if (property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)))
        {
            var items = property.GetCustomAttribute<Application.Common.Contract.ItemsAttribute>();
            (schema["minItems"], schema["maxItems"]) = (items?.Min ?? 0, items?.Max ?? ShapeCheck.MaxItems);
        }

        if (XmlTexts.SummaryOf(property) is { } summary)
        {
            schema["description"] = summary;
        }
    }
}
