using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http.Json;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Application.Common.Contract;

namespace PupilSupport.Api.Http.Requests;

/// <summary>
/// Checks a query string against the endpoint's record by turning it into JSON first, so that queries and bodies obey
/// the same converters.
/// </summary>
internal sealed partial class QueryCheck(List<ProblemFault> faults)
{
    public const string ValidateOnly = "validateOnly";
    public const string Fields = "fields";
    private const int MaxExpansions = 5;

    private readonly JsonObject _values = [];
    private List<string> _expand = [];

    public void Run(HttpContext context, Type? shape, Type? selectable, RequestContext request, BoundRequest bound)
    {
        var known = shape is null ? [] : StrictJson.Options.GetTypeInfo(shape).Properties;
        foreach (var (name, values) in Group(context.Request.QueryString))
        {
            if (known.FirstOrDefault(p => p.Name == name && p.Set is not null) is { } property)
            {
                Take(property, values);
            }
            else if (name == ValidateOnly && IsWrite(context.Request.Method))
            {
                request.ValidateOnly = Single(name, values) is { } text && Boolean(name, text) is true;
            }
            else if (name == Fields && selectable is not null)
            {
                bound.Fields = Single(name, values) is { } text ? Select(text, selectable) : null;
            }
            else
            {
                Add(name.Length <= 64 && !name.Any(char.IsControl) ? name : "", "unknown-parameter", "is not a parameter of the operation");
            }
        }

        if (shape is not null)
        {
            Bind(shape, bound);
        }
    }

    public static bool IsWrite(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);

    /// <summary>The pairs with exact names; the framework's own collection ignores case.</summary>
    public static IEnumerable<(string Name, List<string> Values)> Group(QueryString query)
    {
        var groups = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            var name = pair.DecodeName().ToString();
            if (!groups.TryGetValue(name, out var values))
            {
                groups[name] = values = [];
            }

            values.Add(pair.DecodeValue().ToString());
        }

        return groups.Select(g => (g.Key, g.Value));
    }

    private void Bind(Type shape, BoundRequest bound)
    {
        var element = JsonSerializer.SerializeToElement(_values);
        var found = ShapeCheck.Of(element, shape);
        var spoiled = faults.Select(f => f.Parameter).ToHashSet();
        faults.AddRange(found
            .Select(f => ProblemFault.InQuery(f.Pointer!.Split('/')[1], f.Code, f.Message))
            .Where(f => !spoiled.Contains(f.Parameter)));
        if (found.Count == 0 && faults.Count == 0)
        {
            bound.Expand = _expand;
            bound.Query = element.Deserialize(shape, StrictJson.Options);
        }
    }

    private void Take(JsonPropertyInfo property, List<string> values)
    {
        var type = StrictJson.Options.GetTypeInfo(property.PropertyType);
        if (type.Kind != JsonTypeInfoKind.Enumerable)
        {
            _values[property.Name] = Single(property.Name, values) is { } text ? Scalar(property.Name, property.PropertyType, text) : null;
            return;
        }

        if (Expandable(property) is { } expandable)
        {
            values = [.. values.SelectMany(v => v.Split(','))];
            CheckExpansion(property.Name, values, expandable);
        }

        var items = values.Select(v => Filled(property.Name, v) ? Scalar(property.Name, type.ElementType!, v) : null).ToList();
        _values[property.Name] = items.Contains(null) ? null : new JsonArray([.. items]);
    }

    internal static ExpandableAttribute? Expandable(JsonPropertyInfo property) =>
        (ExpandableAttribute?)property.AttributeProvider?.GetCustomAttributes(typeof(ExpandableAttribute), true).FirstOrDefault();

    private void CheckExpansion(string name, List<string> values, ExpandableAttribute expandable)
    {
        if (values.Count > MaxExpansions)
        {
            Add(name, "too-many-items", $"must have at most {MaxExpansions} items");
        }
        else if (values.Any(v => !expandable.Paths.Contains(v)))
        {
            Add(name, "unknown-code", "must be of " + string.Join(", ", expandable.Paths));
        }

        _expand = values;
    }

    private JsonNode? Scalar(string name, Type declared, string text)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(bool))
        {
            return Boolean(name, text);
        }

        if (type != typeof(int) && type != typeof(long) && type != typeof(decimal))
        {
            return text;
        }

        if ((type == typeof(decimal) ? Decimal() : Whole()).IsMatch(text))
        {
            return JsonNode.Parse(text);
        }

        Add(name, "wrong-type", type == typeof(decimal) ? "must be a number" : "must be a whole number");
        return null;
    }

    private bool? Boolean(string name, string text)
    {
        if (text is "true" or "false")
        {
            return text == "true";
        }

        Add(name, "wrong-type", "must be true or false");
        return null;
    }

    private FieldTree? Select(string text, Type type)
    {
        if (FieldTree.TryParse(text, type, out var tree))
        {
            return tree;
        }

        Add(Fields, "unknown-code", "must be at most 50 members of the resource, with commas between and dots into them");
        return null;
    }

    private string? Single(string name, List<string> values)
    {
        if (values.Count > 1)
        {
            Add(name, "repeated", "must be given once");
            return null;
        }

        return Filled(name, values[0]) ? values[0] : null;
    }

    private bool Filled(string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(name, "empty", "must not be empty; leave it out instead");
            return false;
        }

        return true;
    }

    private void Add(string name, string code, string message) => faults.Add(ProblemFault.InQuery(name, code, message));

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]{0,17})\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?\z")]
    private static partial Regex Decimal();
}
