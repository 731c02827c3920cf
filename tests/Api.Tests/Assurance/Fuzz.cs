using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>A request that some seed made: nearly right, or thoroughly wrong.</summary>
/// <param name="Headers">Beside If-Match and Idempotency-Key.</param>
internal sealed record FuzzedRequest(ContractOperation Operation, string Client, Call Call, string? Key, (string Name, string Value)[] Headers)
{
    public override string ToString() =>
        $"{Operation.Id} as {Client}: {Call} If-Match: {Call.IfMatch} Content-Type: {Call.MediaType} Key: {Key} {string.Join(' ', Headers.Select(h => $"{h.Name}: {h.Value}"))}";
}

/// <summary>Makes requests from the contract, from samples and from records that exist, and spoils most of them.</summary>
internal sealed class Fuzz(Contract contract, Places places, ILookup<string, Call> samples)
{
    private const int MaxDepth = 6;

    private static readonly string[] Kinds = ["schools", "pupils", "staff", "contacts", "support-sessions", "rooms", "enrolments", "assignments", "classes", "jobs", "role-grants", "api-clients", "identity-issuers", "staff-identities", "attachments"];

    public FuzzedRequest Make(int seed)
    {
        var random = new Random(seed);
        var operation = contract.Operations[random.Next(contract.Operations.Count)];
        var call = samples[operation.Id].ToArray() is { Length: > 0 } known && random.Next(2) == 0 ? known[random.Next(known.Length)] : FromSchema(operation, random);
        for (var harms = random.Next(3); harms > 0; harms--)
        {
            call = Spoil(call, operation, random);
        }

        return new FuzzedRequest(
            operation,
            Clients.All[random.Next(Clients.All.Count)],
            call,
            random.Next(3) == 0 ? Pick(random, [$"key-{random.Next(50)}", "", "two words", new string('k', 300), "\"quoted\"", "sch\u00fcssel"]) : null,
            Headers(random));
    }

    private Call FromSchema(ContractOperation operation, Random random)
    {
        var url = operation.Path;
        var query = new List<string>();
        foreach (var parameter in operation.Parameters)
        {
            var (name, place, schema) = (parameter["name"]!.GetValue<string>(), parameter["in"]!.GetValue<string>(), parameter["schema"]!.AsObject());
            if (place == "path")
            {
                url = url.Replace($"{{{name}}}", Uri.EscapeDataString(Plain(Value(schema, name, random, 0))), StringComparison.Ordinal);
            }
            else if (place == "query" && (random.Next(3) == 0 || parameter["required"]?.GetValue<bool>() == true))
            {
                query.Add($"{name}={Uri.EscapeDataString(Plain(Value(schema, name, random, 0)))}");
            }
        }

        var call = new Call(operation.Method, query.Count == 0 ? url : $"{url}?{string.Join('&', query)}", IfMatch: random.Next(4) == 0 ? null : $"\"{random.Next(1, 4)}\"");
        if (operation.Body is not { } declared)
        {
            return call;
        }

        var (mediaType, body) = declared;
        call = call with { MediaType = mediaType };
        return mediaType.EndsWith("json", StringComparison.Ordinal)
            ? call.With(Value(body, "", random, 0) ?? new JsonObject())
            : call with { Bytes = Encoding.UTF8.GetBytes("grant_type=client_credentials&client_id=demo-dsl&client_secret=demo"), MediaType = "application/x-www-form-urlencoded" };
    }

    /// <summary>A value that the schema takes, more or less: ids are mostly of records that exist.</summary>
    private JsonNode? Value(JsonObject declared, string name, Random random, int depth)
    {
        var schema = contract.Resolve(declared);
        if (schema["oneOf"] is JsonArray choices)
        {
            return Value(choices[random.Next(choices.Count)]!.AsObject(), name, random, depth);
        }

        if (schema["enum"] is JsonArray codes)
        {
            return codes[random.Next(codes.Count)]?.DeepClone();
        }

        var types = schema["type"] is JsonArray several ? [.. several.Select(t => t!.GetValue<string>())] : new[] { schema["type"]?.GetValue<string>() ?? "string" };
        return types[random.Next(types.Length)] switch
        {
            "object" => Object(schema, random, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, depth > MaxDepth ? 0 : random.Next(3)).Select(_ => Value(schema["items"]!.AsObject(), name, random, depth + 1))]),
            "number" => random.Next(1, 100_000) / 1000m,
            "integer" => random.Next(schema["minimum"]?.GetValue<int>() ?? 0, Math.Min(schema["maximum"]?.GetValue<int>() ?? 100, 100_000)),
            "boolean" => random.Next(2) == 0,
            "null" => null,
            _ => Text(schema, name, random),
        };
    }

    private JsonObject Object(JsonObject schema, Random random, int depth)
    {
        var value = new JsonObject();
        var required = schema["required"]?.AsArray().Select(n => n!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            if (required.Contains(name) || (depth < MaxDepth && random.Next(2) == 0))
            {
                value[name] = Value(member!.AsObject(), name, random, depth + 1);
            }
        }

        return value;
    }

    private string Text(JsonObject schema, string name, Random random) => schema["format"]?.GetValue<string>() switch
    {
        "uuid" => Id(name, random).ToString(),
        "date" => new DateOnly(2026, 9, 1).AddDays(random.Next(-300, 300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "date-time" => new DateTime(2026, 11, 17, 6, 0, 0, DateTimeKind.Utc).AddMinutes(5 * random.Next(2000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => name switch
        {
            "system" => "arbor",
            "academicYear" => "2026-27",
            "value" => $"xqz-{random.Next(20)}",
            "sort" => Pick(random, ["name", "-startsAt", "updatedAt", "priority"]),
            _ => string.Concat(Enumerable.Repeat("Xqz ", 1 + random.Next(3))).Trim(),
        },
    };

    private Guid Id(string name, Random random)
    {
        var kind = Kinds.FirstOrDefault(k => name.Length > 2 && k.StartsWith(name[..^2], StringComparison.OrdinalIgnoreCase)) ?? Kinds[random.Next(Kinds.Length)];
        return random.Next(5) == 0 ? Guid.NewGuid() : places.All(kind).ElementAt(random.Next(3));
    }

    private static Call Spoil(Call call, ContractOperation operation, Random random) => random.Next(8) switch
    {
        0 => call with { Url = SpoilUrl(call.Url, random) },
        1 => call.Query(Pick(random, Nasty.Queries)),
        2 => call with { IfMatch = Pick(random, Nasty.Tags) },
        3 => call with { MediaType = Pick(random, Nasty.MediaTypes) },
        4 => call with { Bytes = Pick(random, Nasty.Documents) },
        _ when call.IsJson && operation.Body is not null => call with { Bytes = SpoilBody(call, random) },
        _ => call.Query("limit=" + Uri.EscapeDataString(Pick(random, Nasty.Texts))),
    };

    private static string SpoilUrl(string url, Random random)
    {
        var parts = url.Split('/');
        parts[random.Next(Math.Min(2, parts.Length - 1), parts.Length)] = Pick(random, Nasty.Segments);
        return string.Join('/', parts);
    }

    /// <summary>Puts something unsuitable somewhere into the document, unless it is spoilt beyond reading already.</summary>
    private static byte[] SpoilBody(Call call, Random random)
    {
        try
        {
            return JsonNode.Parse(call.Bytes!) is JsonObject body ? Spoil(body, random) : call.Bytes!;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return call.Bytes!;
        }
    }

    private static byte[] Spoil(JsonObject body, Random random)
    {
        JsonNode at = body;
        while (Children(at) is { Count: > 0 } children && random.Next(3) > 0)
        {
            at = children[random.Next(children.Count)];
        }

        const string hole = "\"\u2060hole\u2060\"";
        switch (at)
        {
            case JsonObject { Count: > 0 } value when random.Next(4) > 0:
                value[value.ElementAt(random.Next(value.Count)).Key] = hole;
                break;
            case JsonObject value:
                value[Pick(random, ["unheardOf", "id", "trustId", "version", "status", "__proto__", "$type", "", "a/b~c"])] = hole;
                break;
            case JsonArray list:
                list.Add(hole);
                break;
        }

        return Nasty.Bytes(body.ToJsonString().Replace(JsonValue.Create(hole).ToJsonString(), Pick(random, Nasty.Values), StringComparison.Ordinal));
    }

    private static List<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject value => [.. value.Select(m => m.Value).Where(v => v is JsonObject or JsonArray).Cast<JsonNode>()],
        JsonArray list => [.. list.Where(v => v is JsonObject or JsonArray).Cast<JsonNode>()],
        _ => [],
    };

    private static (string, string)[] Headers(Random random) =>
        random.Next(4) == 0 ? [(Pick(random, Nasty.HeaderNames), Pick(random, Nasty.HeaderValues))] : [];

    private static string Plain(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => list.Count == 0 ? "x" : Plain(list[0]),
        JsonValue leaf when leaf.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };

    private static T Pick<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
