using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PupilSupport.Api.Http.Json;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PupilSupport.Api.OpenApi;

/// <summary>The query record's members as parameters, and those that the edge takes by itself.</summary>
internal static class QueryParameters
{
    public static void Add(OpenApiOperation operation, OperationFilterContext context, Type? shape, string method)
    {
        foreach (var member in shape is null ? [] : StrictJson.Options.GetTypeInfo(shape).Properties.Where(p => p.Set is not null))
        {
            operation.Parameters!.Add(Of((PropertyInfo)member.AttributeProvider!, member.Name, context));
        }

        if (method == "GET" && RequestGate.RowOf(Responses.Success(context.ApiDescription.ActionDescriptor.EndpointMetadata)?.Type) is not null)
        {
            operation.Parameters!.Add(new OpenApiParameterReference(SharedParts.Fields, context.Document));
        }
    }

    private static OpenApiParameter Of(PropertyInfo property, string name, OperationFilterContext context)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var schema = context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);
        if (schema is OpenApiSchema own)
        {
            MemberSchemas.Limit(own, property);
            MemberSchemas.BoundByType(own);
            own.Type &= ~JsonSchemaType.Null;
            if (own.Type == JsonSchemaType.Array)
            {
                own.MaxItems ??= 50;
            }
        }

        var expandable = property.GetCustomAttribute<ExpandableAttribute>();
        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Required = property.GetCustomAttribute<RequiredMemberAttribute>() is not null,
            Description = XmlTexts.SummaryOf(property) ?? $"Only those of this {Snake.Case(property.Name).Replace("_id", "").Replace('_', ' ')}.",
            Explode = expandable is null,
            Style = ParameterStyle.Form,
            Schema = expandable is null ? schema : Expansion(expandable.Paths),
        };
    }

    private static OpenApiSchema Expansion(IEnumerable<string> paths) => new()
    {
        Type = JsonSchemaType.Array,
        MaxItems = 5,
        Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. paths.Select(p => (JsonNode)JsonValue.Create(p)!)] },
    };
}
