using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace PupilSupport.Api.OpenApi;

/// <summary>
/// Examples by operationId, one embedded file each: <c>{"request": .., "response": ..}</c>. Lint checks them against the
/// schemas, a test against the converters.
/// </summary>
internal static class Examples
{
    private static readonly Assembly Here = typeof(Examples).Assembly;
    private const string Folder = "PupilSupport.Api.OpenApi.Examples.";

    public static void Add(OpenApiOperation operation)
    {
        if (operation.OperationId is not { } id || Read(id) is not { } example)
        {
            return;
        }

        foreach (var media in operation.RequestBody?.Content?.Values ?? [])
        {
            media.Example = example["request"]?.DeepClone();
        }

        foreach (var media in operation.Responses!.Where(r => r.Key.StartsWith('2')).SelectMany(r => r.Value.Content?.Values ?? []))
        {
            media.Example = example["response"]?.DeepClone();
        }
    }

    /// <summary>The operations that have an example.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. Here.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Select(n => n[Folder.Length..^".json".Length])];

    public static JsonNode? Read(string operationId)
    {
        using var stream = Here.GetManifestResourceStream($"{Folder}{operationId}.json");
        return stream is null ? null : JsonNode.Parse(stream);
    }
}
