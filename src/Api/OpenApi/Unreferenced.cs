using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace PupilSupport.Api.OpenApi;

/// <summary>Drops components that nothing refers to; both linters warn of them.</summary>
internal static class Unreferenced
{
    public static void Remove(OpenApiDocument document)
    {
        var parts = document.Components!;
        int removed;
        do
        {
            var used = References(document);
            removed = Drop(parts.Schemas!, "schemas", used) + Drop(parts.Parameters!, "parameters", used)
                + Drop(parts.Headers!, "headers", used) + Drop(parts.Responses!, "responses", used);
        }
        while (removed > 0);
    }

    private static int Drop<T>(IDictionary<string, T> parts, string kind, HashSet<string> used) =>
        parts.Keys.Where(k => !used.Contains($"#/components/{kind}/{k}")).ToList().Count(parts.Remove);

    private static HashSet<string> References(OpenApiDocument document)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Collect(JsonNode.Parse(document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1).GetAwaiter().GetResult()), found);
        return found;
    }

    private static void Collect(JsonNode? node, HashSet<string> found)
    {
        foreach (var child in node switch { JsonObject o => o.Select(m => m.Value), JsonArray a => a, _ => [] })
        {
            Collect(child, found);
        }

        if (node is JsonObject { } value && value["$ref"] is JsonValue reference && reference.TryGetValue<string>(out var text))
        {
            found.Add(text);
        }
    }
}
