using System.Text.Json.Nodes;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>The served OpenAPI document, as far as requests are made from it and answers judged by it.</summary>
internal sealed class Contract
{
    private readonly JsonObject _document;

    public Contract(JsonObject document)
    {
        _document = document;
        Operations =
        [
            .. from path in document["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               where method.Value is JsonObject { } operation && operation["operationId"] is not null
               select new ContractOperation(this, path.Key, method.Key, method.Value!.AsObject()),
        ];
    }

    public IReadOnlyList<ContractOperation> Operations { get; }

    /// <summary>Reads it as any caller may.</summary>
    public static async Task<Contract> ReadAsync(HttpClient client) =>
        new(JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!.AsObject());

    /// <summary>The operation that the address belongs to; null when it is none's.</summary>
    public ContractOperation? Find(HttpMethod method, string path)
    {
        var parts = path.Split('/');
        // As in routing, a literal wins over a parameter whatever the method: PATCH /pupils/search is no pupil's.
        return Operations
            .Where(o => o.Path.Split('/') is var own && own.Length == parts.Length && own.Zip(parts).All(p => p.First == p.Second || p.First.StartsWith('{')))
            .GroupBy(o => o.Path)
            .MinBy(path => path.Key.Count(c => c == '{'))?
            .FirstOrDefault(o => o.Method == method);
    }

    /// <summary>The node itself, or what its <c>$ref</c> points to.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var value = node.AsObject();
        while (value["$ref"]?.GetValue<string>() is { } reference)
        {
            value = reference.Split('/')[1..].Aggregate((JsonNode)_document, (at, step) => at[step]!).AsObject();
        }

        return value;
    }
}

/// <summary>One operation of the document.</summary>
internal sealed class ContractOperation(Contract contract, string path, string method, JsonObject operation)
{
    public string Id { get; } = operation["operationId"]!.GetValue<string>();
    public string Path => path;
    public HttpMethod Method { get; } = new(method.ToUpperInvariant());

    public IReadOnlyList<JsonObject> Parameters { get; } = [.. (operation["parameters"]?.AsArray() ?? []).Select(p => contract.Resolve(p!))];

    /// <summary>Media type and schema of the body; null when there is none.</summary>
    public (string MediaType, JsonObject Schema)? Body { get; } = operation["requestBody"] is { } body
        ? contract.Resolve(body)["content"]!.AsObject().Select(c => (c.Key, c.Value!["schema"]!.AsObject())).First()
        : null;

    /// <summary>What is wrong with an answer; nothing when it is as declared.</summary>
    public IEnumerable<string> Faults(int status, string? mediaType, string body)
    {
        if (operation["responses"]!.AsObject().FirstOrDefault(r => r.Key == $"{status}").Value is not { } declared)
        {
            return [$"{Id} does not declare {status}"];
        }

        var content = contract.Resolve(declared)["content"]?.AsObject();
        if (content is null || body.Length == 0)
        {
            return body.Length == 0 || content is not null ? [] : [$"{Id} declares no body for {status}"];
        }

        if (mediaType is "application/octet-stream" or "image/svg+xml" && content.ContainsKey(mediaType))
        {
            return [];
        }

        return content.FirstOrDefault(c => c.Key == mediaType).Value is { } media
            ? new SchemaCheck(contract).Of(JsonNode.Parse(body), media["schema"]!.AsObject())
            : [$"{Id} does not declare {mediaType} for {status}"];
    }
}
