using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PupilSupport.Api.Errors;

namespace PupilSupport.Api.Http.Json;

/// <summary>
/// Walks a document and the type it should have together and collects every fault with its pointer. Binding by itself
/// would report the first one only, in a text that names .NET types or repeats the value.
/// </summary>
internal sealed class ShapeCheck
{
    /// <summary>The most items of any list.</summary>
    public const int MaxItems = 500;

    private const int MaxNameEcho = 64;
    private static readonly JsonSerializerOptions Json = StrictJson.Options;

    private readonly List<ProblemFault> _faults = [];

    /// <param name="patch">Whether it is a merge patch: nothing is required, and the top has at least one member.</param>
    public static List<ProblemFault> Of(JsonElement document, Type type, bool patch = false)
    {
        var check = new ShapeCheck();
        if (patch && document.ValueKind == JsonValueKind.Object && !document.EnumerateObject().Any())
        {
            check.Add("", "empty", "must have at least one member");
        }

        check.Walk(document, Json.GetTypeInfo(type), "", patch, null);
        return check._faults;
    }

    private void Walk(JsonElement element, JsonTypeInfo type, string pointer, bool patch, JsonPropertyInfo? property)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when type.PolymorphismOptions is { } variants:
                WalkVariant(element, variants, pointer);
                break;
            case JsonTypeInfoKind.Object:
                WalkObject(element, type, pointer, patch, null);
                break;
            case JsonTypeInfoKind.Enumerable:
                WalkList(element, type, pointer, property);
                break;
            case JsonTypeInfoKind.Dictionary:
                WalkDictionary(element, type, pointer);
                break;
            default:
                Leaf(element, type, pointer, property);
                break;
        }
    }

    private void WalkObject(JsonElement element, JsonTypeInfo type, string pointer, bool patch, string? discriminator)
    {
        if (!Is(element, JsonValueKind.Object, pointer, "an object"))
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var name = NameOf(member);
            if (name is null || (Known(type, name) is not { } property && name != discriminator))
            {
                Add(pointer + Segment(name), "unknown-member", "is not a member that the operation knows");
            }
            else if (!seen.Add(name))
            {
                Add(pointer + Segment(name), "duplicate-member", "must be given once");
            }
            else if (name != discriminator)
            {
                WalkMember(member.Value, Known(type, name)!, pointer + Segment(name), patch);
            }
        }

        foreach (var property in type.Properties)
        {
            if (!patch && IsRequired(property) && !seen.Contains(property.Name))
            {
                Add(pointer + Segment(property.Name), "required", "is required");
            }
        }
    }

    private void WalkMember(JsonElement value, JsonPropertyInfo property, string pointer, bool patch)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            Walk(value, Json.GetTypeInfo(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType), pointer, patch, property);
        }
        else if (!TakesNull(property))
        {
            Add(pointer, "null-not-allowed", "must not be null");
        }
    }

    // Out of order on purpose: the discriminator may stand anywhere.
    private void WalkVariant(JsonElement element, JsonPolymorphismOptions variants, string pointer)
    {
        if (!Is(element, JsonValueKind.Object, pointer, "an object"))
        {
            return;
        }

        var name = variants.TypeDiscriminatorPropertyName;
        var at = pointer + Segment(name);
        if (!element.TryGetProperty(name, out var code))
        {
            Add(at, "required", "is required");
            return;
        }

        var wanted = code.ValueKind == JsonValueKind.String ? Text(code) : null;
        var variant = variants.DerivedTypes.FirstOrDefault(v => v.TypeDiscriminator as string == wanted && wanted is not null);
        if (variant.DerivedType is null)
        {
            Add(at, "unknown-code", "must be one of " + string.Join(", ", variants.DerivedTypes.Select(v => v.TypeDiscriminator)));
            return;
        }

        WalkObject(element, Json.GetTypeInfo(variant.DerivedType), pointer, false, name);
    }

    private void WalkList(JsonElement element, JsonTypeInfo type, string pointer, JsonPropertyInfo? property)
    {
        if (!Is(element, JsonValueKind.Array, pointer, "a list"))
        {
            return;
        }

        if (DeclaredLimits.OfList(property, element.GetArrayLength()) is { } fault)
        {
            Add(pointer, fault.Code, fault.Message);
            return;
        }

        var itemType = Json.GetTypeInfo(Nullable.GetUnderlyingType(type.ElementType!) ?? type.ElementType!);
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            var at = $"{pointer}/{index++}";
            if (item.ValueKind == JsonValueKind.Null)
            {
                Add(at, "null-not-allowed", "must not be null");
            }
            else
            {
                Walk(item, itemType, at, false, null);
                if (DeclaredLimits.OfItem(property, item) is { } tooLong)
                {
                    Add(at, tooLong.Code, tooLong.Message);
                }
            }
        }
    }

    private void WalkDictionary(JsonElement element, JsonTypeInfo type, string pointer)
    {
        if (!Is(element, JsonValueKind.Object, pointer, "an object"))
        {
            return;
        }

        var itemType = Json.GetTypeInfo(type.ElementType!);
        foreach (var member in element.EnumerateObject())
        {
            Walk(member.Value, itemType, pointer + Segment(NameOf(member)), false, null);
        }
    }

    private void Leaf(JsonElement element, JsonTypeInfo type, string pointer, JsonPropertyInfo? property)
    {
        try
        {
            var value = element.Deserialize(type);
            if (DeclaredLimits.OfValue(property, value, element) is { } fault)
            {
                Add(pointer, fault.Code, fault.Message);
            }
        }
        catch (FaultException e)
        {
            Add(pointer, e.Code, e.Message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException or FormatException)
        {
            Add(pointer, "wrong-type", "must be " + Kind(type.Type));
        }
    }

    private static string Kind(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "true or false",
        TypeCode.Int32 or TypeCode.Int64 or TypeCode.Int16 or TypeCode.Byte => "a whole number, written with digits only, in range",
        TypeCode.Decimal or TypeCode.Double => "a number",
        _ => "of the documented type",
    };

    private static JsonPropertyInfo? Known(JsonTypeInfo type, string name) =>
        type.Properties.FirstOrDefault(p => p.Name == name && (p.Set is not null || p.AssociatedParameter is not null));

    internal static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    private static bool TakesNull(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(property.PropertyType) is not null
            : property.AssociatedParameter?.IsNullable ?? property.IsSetNullable;

    private bool Is(JsonElement element, JsonValueKind kind, string pointer, string expected)
    {
        if (element.ValueKind != kind)
        {
            Add(pointer, "wrong-type", "must be " + expected);
        }

        return element.ValueKind == kind;
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // A name that cannot be a member's is not repeated: it may hold anything.
    private static string Segment(string? name) =>
        name is null or { Length: > MaxNameEcho } || name.Any(char.IsControl) ? "" : "/" + name.Replace("~", "~0").Replace("/", "~1");

    private void Add(string pointer, string code, string message) => _faults.Add(ProblemFault.InBody(pointer, code, message));
}
