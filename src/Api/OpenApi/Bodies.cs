using Microsoft.OpenApi;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Domain.Common;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PupilSupport.Api.OpenApi;

/// <summary>Request bodies.</summary>
internal static class Bodies
{
    public static OpenApiRequestBody Json(BodyShape shape, OperationFilterContext context)
    {
        var schema = context.SchemaGenerator.GenerateSchema(shape.RequestType, context.SchemaRepository);
        return new OpenApiRequestBody
        {
            Required = !shape.IsOptional,
            Description = shape.IsPatch ? "What is to change: absent keeps, null clears, lists are replaced." : null,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [shape.MediaType] = new() { Schema = shape.IsPatch ? Patch(shape.RequestType, context) : schema },
            },
        };
    }

    /// <summary>A form's fields are snake_case, as OAuth has them.</summary>
    public static OpenApiRequestBody Form(Type type, string mediaType, OperationFilterContext context)
    {
        context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);
        var schema = (OpenApiSchema)context.SchemaRepository.Schemas[SchemaNames.Of(type)];
        if (mediaType == "application/x-www-form-urlencoded" && schema.Properties is { } members)
        {
            schema.Properties = members.ToDictionary(p => Snake.Case(p.Key), p => NotNull(p.Value));
        }

        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = new() { Schema = new OpenApiSchemaReference(SchemaNames.Of(type), context.Document) } },
        };
    }

    private static OpenApiSchemaReference Patch(Type type, OperationFilterContext context)
    {
        var name = SchemaNames.Of(type) + "Patch";
        var schemas = context.SchemaRepository.Schemas;
        if (!schemas.ContainsKey(name))
        {
            var whole = (OpenApiSchema)schemas[SchemaNames.Of(type)];
            schemas[name] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = whole.Description,
                Properties = whole.Properties,
                MinProperties = 1,
                AdditionalPropertiesAllowed = false,
            };
        }

        return new OpenApiSchemaReference(name, context.Document);
    }

    private static IOpenApiSchema NotNull(IOpenApiSchema member)
    {
        if (member is OpenApiSchema { Type: { } type } own)
        {
            own.Type = type & ~JsonSchemaType.Null;
        }

        return member;
    }
}
