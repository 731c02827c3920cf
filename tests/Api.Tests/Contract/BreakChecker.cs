using Microsoft.OpenApi;

namespace PupilSupport.Api.Tests.Contract;

/// <summary>
/// What in the new contract would break a client of the old one. A request may only get wider, an answer only narrower;
/// a code added to an answer is no break, since answers' codes are documented as growing.
/// </summary>
internal sealed class BreakChecker
{
    private readonly SortedSet<string> _breaks = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Compare(string oldJson, string newJson)
    {
        var checker = new BreakChecker();
        checker.Documents(Load(oldJson), Load(newJson));
        return checker._breaks;
    }

    private static OpenApiDocument Load(string json)
    {
        var read = OpenApiDocument.Parse(json, "json");
        return read.Document ?? throw new InvalidOperationException("The contract cannot be read.");
    }

    private void Documents(OpenApiDocument old, OpenApiDocument now)
    {
        foreach (var (path, oldItem) in old.Paths)
        {
            foreach (var (method, operation) in oldItem.Operations ?? [])
            {
                var place = $"{method.Method} {path}";
                if (now.Paths.GetValueOrDefault(path)?.Operations?.GetValueOrDefault(method) is { } current)
                {
                    Operations(place, operation, current);
                }
                else
                {
                    Add(place, "operation removed");
                }
            }
        }
    }

    private void Operations(string place, OpenApiOperation old, OpenApiOperation now)
    {
        Check(old.OperationId == now.OperationId, place, $"operationId {old.OperationId} -> {now.OperationId}");
        Parameters(place, old.Parameters ?? [], now.Parameters ?? []);
        var scopes = Scopes(old);
        foreach (var scope in Scopes(now).Except(scopes))
        {
            Add(place, $"scope {scope} added");
        }

        if (now.RequestBody is { } body)
        {
            Check(!body.Required || old.RequestBody?.Required == true, place, "body newly required");
        }

        Contents(place + " >", old.RequestBody?.Content, now.RequestBody?.Content, new SchemaComparison(isRequest: true, _breaks));
        Answers(place, old.Responses ?? [], now.Responses ?? []);
    }

    private void Parameters(string place, IList<IOpenApiParameter> old, IList<IOpenApiParameter> now)
    {
        static string Key(IOpenApiParameter p) => $"{p.In} {p.Name}";
        foreach (var parameter in old)
        {
            if (now.FirstOrDefault(p => Key(p) == Key(parameter)) is not { } current)
            {
                Add(place, $"parameter {Key(parameter)} removed");
                continue;
            }

            Check(parameter.Required || !current.Required, place, $"parameter {Key(parameter)} newly required");
            new SchemaComparison(isRequest: true, _breaks).Run($"{place} >{Key(parameter)}", parameter.Schema, current.Schema);
        }

        foreach (var added in now.Where(p => p.Required && old.All(o => Key(o) != Key(p))))
        {
            Add(place, $"required parameter {Key(added)} added");
        }
    }

    private void Answers(string place, OpenApiResponses old, OpenApiResponses now)
    {
        foreach (var (status, response) in old)
        {
            if (now.GetValueOrDefault(status) is not { } current)
            {
                Add(place, $"answer {status} removed");
                continue;
            }

            foreach (var header in (response.Headers ?? new Dictionary<string, IOpenApiHeader>()).Keys.Except(current.Headers?.Keys ?? []))
            {
                Add(place, $"header {header} of {status} removed");
            }

            Contents($"{place} <{status}", response.Content, current.Content, new SchemaComparison(isRequest: false, _breaks));
        }

        foreach (var status in now.Keys.Where(s => s.StartsWith('2')).Except(old.Keys))
        {
            Add(place, $"answer {status} added");
        }
    }

    private void Contents(string place, IDictionary<string, OpenApiMediaType>? old, IDictionary<string, OpenApiMediaType>? now, SchemaComparison schemas)
    {
        foreach (var (type, media) in old ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (now?.TryGetValue(type, out var current) == true)
            {
                schemas.Run(place, media.Schema, current.Schema);
            }
            else
            {
                Add(place, $"media type {type} removed");
            }
        }
    }

    private static HashSet<string> Scopes(OpenApiOperation operation) =>
        [.. (operation.Security ?? []).SelectMany(r => r.Values).SelectMany(s => s)];

    private void Check(bool holds, string place, string fault)
    {
        if (!holds)
        {
            Add(place, fault);
        }
    }

    private void Add(string place, string fault) => _breaks.Add($"{place}: {fault}");
}
