using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Domain.Common;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PupilSupport.Api.OpenApi;

/// <summary>Completes an operation from what its endpoint declares; endpoints say nothing for the contract alone.</summary>
internal sealed class OperationFacts : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var method = context.ApiDescription.HttpMethod!;
        var isApi = facts.OfType<ApiEndpoint>().Any();
        operation.Description ??= operation.Summary;
        operation.Parameters ??= [];
        BoundPaths(operation);
        if (facts.OfType<BodyShape>().LastOrDefault() is { } body)
        {
            operation.RequestBody = Bodies.Json(body, context);
        }
        else if (facts.OfType<FormShape>().LastOrDefault() is { } parts)
        {
            operation.RequestBody = Bodies.Form(parts.RequestType, FormShape.MediaType, context);
        }
        else if (facts.OfType<IAcceptsMetadata>().LastOrDefault() is { RequestType: { } form } accepts)
        {
            operation.RequestBody = Bodies.Form(form, accepts.ContentTypes[0], context);
        }

        if (isApi)
        {
            QueryParameters.Add(operation, context, facts.OfType<QueryShape>().LastOrDefault()?.Type, method);
            AddHeaders(operation, context.Document, facts, method);
        }

        Responses.Complete(operation, context.Document, facts, method, isApi);
        Secure(operation, context.Document, facts);
    }

    private static void BoundPaths(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Path))
        {
            parameter.Description ??= parameter.Name == "id" ? "The resource's id." : $"The {Snake.Case(parameter.Name!).Replace('_', ' ')}.";
            if (parameter.Schema is OpenApiSchema { Type: JsonSchemaType.String, MaxLength: null } text)
            {
                text.MaxLength = 200;
            }
        }
    }

    private static void AddHeaders(OpenApiOperation operation, OpenApiDocument document, IList<object> facts, string method)
    {
        void Refer(string name) => operation.Parameters!.Add(new OpenApiParameterReference(name, document));

        if (facts.OfType<TakesIfMatch>().LastOrDefault() is { } ifMatch)
        {
            Refer(ifMatch.Required ? SharedParts.IfMatch : SharedParts.IfMatchOptional);
        }

        if (facts.OfType<NeedsIdempotencyKey>().Any())
        {
            Refer(SharedParts.IdempotencyKeyRequired);
        }
        else if (method is "POST" or "PATCH")
        {
            Refer(SharedParts.IdempotencyKey);
        }

        if (method == "GET" && Responses.IsVersioned(facts))
        {
            Refer(SharedParts.IfNoneMatch);
        }

        if (method != "GET")
        {
            Refer(SharedParts.ValidateOnly);
        }
    }

    private static void Secure(OpenApiOperation operation, OpenApiDocument document, IList<object> facts)
    {
        var scopes = facts.OfType<RequiresPermission>().Select(p => p.Permission).ToList();
        operation.Security = facts.OfType<IAllowAnonymous>().Any()
            ? []
            : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SharedParts.OAuth, document)] = scopes }];
    }
}
