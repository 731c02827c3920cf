using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using PupilSupport.Application;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.OpenApi;

/// <summary>
/// Polymorphic types as <c>oneOf</c> with a discriminator. The generator's own form, closed variants over an open base,
/// cannot be satisfied by any document.
/// </summary>
internal static class Variants
{
    public static void Rewrite(OpenApiDocument document)
    {
        Assembly[] assemblies = [typeof(ApiMarker).Assembly, typeof(ApplicationServices).Assembly, typeof(Error).Assembly];
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()).Where(t => t.GetCustomAttribute<JsonPolymorphicAttribute>() is not null))
        {
            if (document.Components!.Schemas!.TryGetValue(SchemaNames.Of(type), out var schema) && schema is OpenApiSchema root)
            {
                Rewrite(document, type, root);
            }
        }
    }

    private static void Rewrite(OpenApiDocument document, Type type, OpenApiSchema root)
    {
        var member = type.GetCustomAttribute<JsonPolymorphicAttribute>()!.TypeDiscriminatorPropertyName ?? "$type";
        var references = new Dictionary<string, OpenApiSchemaReference>();
        foreach (var variant in type.GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            var (code, name) = ((string)variant.TypeDiscriminator!, SchemaNames.Of(variant.DerivedType));
            references[code] = new OpenApiSchemaReference(name, document);
            var own = (OpenApiSchema)document.Components!.Schemas![name];
            own.AllOf = null;
            own.Properties ??= new Dictionary<string, IOpenApiSchema>();
            own.Properties[member] = new OpenApiSchema { Type = JsonSchemaType.String, Const = code, MaxLength = code.Length };
            own.Required ??= new HashSet<string>();
            own.Required.Add(member);
            own.AdditionalPropertiesAllowed = false;
        }

        (root.Type, root.Properties, root.Required, root.AdditionalPropertiesAllowed) = (null, null, null, true);
        root.OneOf = [.. references.Values];
        root.Discriminator = new OpenApiDiscriminator { PropertyName = member, Mapping = references };
    }
}
