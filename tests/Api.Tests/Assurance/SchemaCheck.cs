using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>
/// Judges a document by a schema, with the keywords that our contract uses. A keyword that it does not know is a fault,
/// so that the judge never passes what it cannot read.
/// </summary>
internal sealed class SchemaCheck(Contract contract)
{
    private static readonly HashSet<string> Known =
    [
        "$ref", "type", "format", "description", "properties", "required", "additionalProperties", "items", "oneOf", "enum", "pattern",
        "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "default", "example", "examples", "title",
        "contentMediaType", "const", "deprecated", "readOnly", "writeOnly",
    ];

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Of(JsonNode? value, JsonObject schema)
    {
        Walk(value, schema, "");
        return _faults;
    }

    private void Walk(JsonNode? value, JsonObject declared, string at)
    {
        var schema = contract.Resolve(declared);
        foreach (var keyword in schema.Select(k => k.Key).Where(k => !Known.Contains(k) && !k.StartsWith("x-", StringComparison.Ordinal)))
        {
            Fault(at, $"has the unknown keyword {keyword}");
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            var fitting = choices.Count(c => new SchemaCheck(contract).Of(value, c!.AsObject()).Count == 0);
            Check(fitting == 1, at, $"fits {fitting} of oneOf");
            return;
        }

        var kind = KindOf(value);
        if (schema["type"] is { } type && !Types(type).Any(t => t == kind || (t == "number" && kind == "integer")))
        {
            Fault(at, $"is {kind}, not {type.ToJsonString()}");
            return;
        }

        Check(schema["enum"] is not JsonArray codes || codes.Any(c => JsonNode.DeepEquals(c, value)), at, "is none of the codes");
        switch (kind)
        {
            case "object":
                Object(value!.AsObject(), schema, at);
                break;
            case "array":
                List(value!.AsArray(), schema, at);
                break;
            case "string":
                Text(value!.GetValue<string>(), schema, at);
                break;
            case "integer" or "number":
                Number(value!.GetValue<decimal>(), schema, at);
                break;
        }
    }

    private void Object(JsonObject value, JsonObject schema, string at)
    {
        var members = schema["properties"]?.AsObject() ?? [];
        foreach (var name in schema["required"]?.AsArray().Select(n => n!.GetValue<string>()) ?? [])
        {
            Check(value.ContainsKey(name), at + "/" + name, "is required");
        }

        foreach (var (name, member) in value)
        {
            if (members[name] is { } own)
            {
                Walk(member, own.AsObject(), at + "/" + name);
            }
            else if (schema["additionalProperties"] is JsonObject others)
            {
                Walk(member, others, at + "/" + name);
            }
            else
            {
                // A schema that lists its members and says nothing of others means these only.
                Check(schema["additionalProperties"]?.GetValue<bool>() ?? members.Count == 0, at + "/" + name, "is not declared");
            }
        }
    }

    private void List(JsonArray value, JsonObject schema, string at)
    {
        Check(value.Count <= (schema["maxItems"]?.GetValue<int>() ?? int.MaxValue), at, "has too many items");
        Check(value.Count >= (schema["minItems"]?.GetValue<int>() ?? 0), at, "has too few items");
        for (var i = 0; i < value.Count && schema["items"] is { } items; i++)
        {
            Walk(value[i], items.AsObject(), $"{at}/{i}");
        }
    }

    private void Text(string value, JsonObject schema, string at)
    {
        var length = value.EnumerateRunes().Count();
        Check(length <= (schema["maxLength"]?.GetValue<int>() ?? int.MaxValue), at, $"has {length} characters");
        Check(length >= (schema["minLength"]?.GetValue<int>() ?? 0), at, $"has {length} characters only");
        Check(schema["pattern"] is not { } pattern || Regex.IsMatch(value, pattern.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(30)), at, "does not fit the pattern");
        Check(schema["format"]?.GetValue<string>() switch
        {
            "uuid" => Guid.TryParseExact(value, "D", out _) && !value.Any(char.IsUpper),
            "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) && value.Contains('T', StringComparison.Ordinal),
            _ => true,
        }, at, "has another format");
    }

    private void Number(decimal value, JsonObject schema, string at)
    {
        Check(value <= (schema["maximum"]?.GetValue<decimal>() ?? decimal.MaxValue), at, "is too large");
        Check(value >= (schema["minimum"]?.GetValue<decimal>() ?? decimal.MinValue), at, "is too small");
    }

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [type.GetValue<string>()];

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value!.GetValue<decimal>() == decimal.Truncate(value.GetValue<decimal>()) ? "integer" : "number",
    };

    private void Check(bool holds, string at, string fault)
    {
        if (!holds)
        {
            Fault(at, fault);
        }
    }

    private void Fault(string at, string fault) => _faults.Add($"{(at.Length == 0 ? "/" : at)} {fault}");
}
