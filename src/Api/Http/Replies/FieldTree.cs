using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PupilSupport.Api.Http.Json;

namespace PupilSupport.Api.Http.Replies;

/// <summary>The members that <c>fields=a,b.c</c> asks for.</summary>
internal sealed class FieldTree
{
    private const int MaxFields = 50;

    private readonly SortedDictionary<string, FieldTree> _members = new(StringComparer.Ordinal);

    /// <summary>False when a path is none of the type's.</summary>
    public static bool TryParse(string text, Type type, out FieldTree tree)
    {
        tree = new FieldTree();
        var paths = text.Split(',');
        foreach (var path in paths)
        {
            if (paths.Length > MaxFields || !tree.TryAdd(path.Split('.'), type))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Removes what was not asked for. A list keeps its items, each pruned.</summary>
    public void Prune(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Prune(item);
                }

                break;
            case JsonObject value when _members.Count > 0:
                foreach (var name in value.Select(m => m.Key).ToList())
                {
                    if (_members.TryGetValue(name, out var inner))
                    {
                        inner.Prune(value[name]);
                    }
                    else
                    {
                        value.Remove(name);
                    }
                }

                break;
        }
    }

    /// <summary>The same text for the same selection, in whatever order it was asked.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, inner) in _members)
        {
            text.Append(name).Append('(').Append(inner).Append(')');
        }

        return text.ToString();
    }

    private bool TryAdd(ReadOnlySpan<string> path, Type type)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        var info = StrictJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            return TryAdd(path, info.ElementType!);
        }

        foreach (var property in info.Properties)
        {
            if (property.Name == path[0])
            {
                if (!_members.TryGetValue(property.Name, out var inner))
                {
                    _members[property.Name] = inner = new FieldTree();
                }

                return inner.TryAdd(path[1..], property.PropertyType);
            }
        }

        return false;
    }
}
