using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Json;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PupilSupport.Api.OpenApi;

/// <summary>
/// Completes the schema of a record: closed, its limits from attributes and validators, null where the server may send
/// it. Limits have one source each; nothing is written here twice.
/// </summary>
internal sealed class MemberSchemas(IServiceProvider services) : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema target || context.MemberInfo is not null || context.ParameterInfo is not null)
        {
            return;
        }

        if (context.Type == typeof(Problem))
        {
            ProblemSchema.Complete(target);
        }
        else if (IsOurs(context.Type) && target.Type == JsonSchemaType.Object)
        {
            target.AdditionalPropertiesAllowed = false;
            target.AdditionalProperties = null;
        }

        if (target.Properties is { Count: > 0 } members && IsOurs(context.Type))
        {
            Complete(members, context.Type);
            Require(target, context.Type);
        }
    }

    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("PupilSupport", StringComparison.Ordinal) == true && !type.IsEnum;

    private void Complete(IDictionary<string, IOpenApiSchema> members, Type type)
    {
        var rules = new ValidatorLimits(services, type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!members.TryGetValue(name, out var member))
            {
                continue;
            }

            if (member is OpenApiSchema own)
            {
                Limit(own, property);
                rules.Apply(own, property.Name);
                BoundByType(own);
            }

            members[name] = IsNullable(property) ? OrNull(member) : NotNull(member);
        }
    }

    // As the converters have it: what a request must hold, and what an answer always holds.
    private static void Require(OpenApiSchema schema, Type type) =>
        schema.Required = StrictJson.Options.GetTypeInfo(type).Properties
            .Where(p => schema.Properties!.ContainsKey(p.Name))
            .Where(p => ShapeCheck.IsRequired(p) || (p.Set is null && p.AssociatedParameter is null && !IsOmittedWhenNull(p.AttributeProvider)))
            .Select(p => p.Name)
            .ToHashSet();

    private static bool IsOmittedWhenNull(ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true).OfType<JsonIgnoreAttribute>().Any(i => i.Condition == JsonIgnoreCondition.WhenWritingNull) == true;

    private static IOpenApiSchema NotNull(IOpenApiSchema member)
    {
        if (member is OpenApiSchema { Type: { } type } own)
        {
            own.Type = type & ~JsonSchemaType.Null;
        }

        return member;
    }

    internal static void Limit(OpenApiSchema schema, PropertyInfo property)
    {
        if (property.GetCustomAttribute<TextBoundsAttribute>() is { } text)
        {
            var own = schema.AdditionalProperties as OpenApiSchema ?? schema;
            (own.MaxLength, own.MinLength, own.Pattern) = (text.Max, text.Min > 0 ? text.Min : null, text.Pattern ?? own.Pattern);
        }

        if (property.GetCustomAttribute<ItemBoundsAttribute>() is { } items)
        {
            (schema.MaxItems, schema.MinItems) = (items.Max, items.Min > 0 ? items.Min : null);
            if (items.Text > 0 && schema.Items is OpenApiSchema item)
            {
                (item.MinLength, item.MaxLength) = (1, items.Text);
            }
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            var number = schema.Items as OpenApiSchema ?? schema;
            (number.Minimum, number.Maximum) = (Invariant(range.Minimum), Invariant(range.Maximum));
        }

        if (property.GetCustomAttribute<DecimalPlacesAttribute>() is { } decimals)
        {
            schema.AddExtension("x-decimal-places", new JsonNodeExtension(JsonValue.Create(decimals.Places)));
        }

        if (property.Name == nameof(Page<>.Data) && property.DeclaringType is { IsGenericType: true } page && page.GetGenericTypeDefinition() == typeof(Page<>))
        {
            schema.MaxItems = PagedQuery.MaxLimit;
        }
    }

    // A whole number has at least the bounds of its type.
    internal static void BoundByType(OpenApiSchema schema)
    {
        if (schema is { Type: { } type, Format: "int32" } && type.HasFlag(JsonSchemaType.Integer))
        {
            schema.Minimum ??= schema.ExclusiveMinimum is null ? Invariant(int.MinValue) : null;
            schema.Maximum ??= schema.ExclusiveMaximum is null ? Invariant(int.MaxValue) : null;
        }
        else if (schema is { Format: "binary", MaxLength: null })
        {
            schema.MaxLength = BodyLimits.Import;
        }
        else if (schema is { Format: "int64", Minimum: null, Maximum: null })
        {
            // Beyond this a JavaScript number is no longer exact.
            (schema.Minimum, schema.Maximum) = ("0", "9007199254740991");
        }
    }

    private static string? Invariant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    internal static bool IsNullable(PropertyInfo property) =>
        !IsOmittedWhenNull(property) && (property.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(property.PropertyType) is not null
            : new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable);

    // A reference to a nullable type comes out as the plain reference, which says that null never comes.
    private static IOpenApiSchema OrNull(IOpenApiSchema member)
    {
        if (member is OpenApiSchemaReference)
        {
            return new OpenApiSchema { OneOf = [member, new OpenApiSchema { Type = JsonSchemaType.Null }] };
        }

        if (member is OpenApiSchema { Type: { } type } own)
        {
            own.Type = type | JsonSchemaType.Null;
        }

        return member;
    }
}
