using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace PupilSupport.Api.OpenApi;

/// <summary>
/// Examples by operationId, one embedded file each: <c>{"request": .., "response": ..}</c>; made from the schema where
/// there is none. Lint checks them against the schemas, a test against the converters.
/// </summary>
internal static class Examples
{
    private static readonly Assembly Here = typeof(Examples).Assembly;
    private const string Folder = "PupilSupport.Api.OpenApi.Examples.";

    public static void Add(OpenApiDocument document)
    {
        var maker = new ExampleMaker(document);
        foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations!.Values))
        {
            var own = operation.OperationId is { } id ? Read(id) : null;
            foreach (var media in operation.RequestBody?.Content?.Values ?? [])
            {
                media.Example = own?["request"]?.DeepClone() ?? maker.Of(media.Schema!);
            }

            foreach (var (type, media) in operation.Responses!.Where(r => r.Key.StartsWith('2')).SelectMany(r => r.Value.Content ?? new Dictionary<string, OpenApiMediaType>()))
            {
                var written = type == "application/json" ? own?["response"] : null;
                media.Example = written?.DeepClone() ?? maker.Of(media.Schema!);
            }
        }
    }

    /// <summary>The operations that have an example.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. Here.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Select(n => n[Folder.Length..^".json".Length])];

    public static JsonNode? Read(string operationId)
    {
        using var stream = Here.GetManifestResourceStream($"{Folder}{operationId}.json");
        return stream is null ? null : JsonNode.Parse(stream, documentOptions: new() { AllowDuplicateProperties = false });
    }
}
