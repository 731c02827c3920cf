using Microsoft.OpenApi;
using PupilSupport.Api.Http.Json;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace PupilSupport.Api.OpenApi;

/// <summary>The contract: generated from the endpoints, served, and written to openapi.yaml by the subcommand.</summary>
public static class Contract
{
    public const string Document = "v1";
    public const string Version = "1.0.0";

    // One inline style of the page is refused, which nobody sees.
    private const string DocsPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static WebApplicationBuilder AddContract(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSingleton<ContractText>();
        builder.Services.AddSingleton<ISerializerDataContractResolver>(new JsonSerializerDataContractResolver(StrictJson.Options));
        builder.Services.AddSwaggerGen(o =>
        {
            o.SwaggerDoc(Document, ContractInfo.Create());
            o.DocInclusionPredicate((_, api) => api.HttpMethod != "HEAD");
            o.SupportNonNullableReferenceTypes();
            o.NonNullableReferenceTypesAsRequired();
            o.CustomSchemaIds(SchemaNames.Of);
            ScalarSchemas.Map(o);
            foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "PupilSupport.*.xml").Order(StringComparer.Ordinal))
            {
                o.IncludeXmlComments(file);
            }

            o.SchemaFilter<MemberSchemas>();
            o.OperationFilter<OperationFacts>();
            o.DocumentFilter<SharedParts>();
        });
        return builder;
    }

    /// <summary>The two forms of the contract, open to everyone.</summary>
    public static WebApplication MapContract(this WebApplication app)
    {
        app.MapGet("/openapi/v1.json", (ContractText text) => Results.Text(text.Json, "application/json"))
            .AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        app.MapGet("/openapi.yaml", (ContractText text) => Results.Text(text.Yaml, "application/yaml"))
            .AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        return app;
    }

    /// <summary>Swagger UI on /docs. It lies before routing's verdict, since its files are no endpoints.</summary>
    public static WebApplication UseDocs(this WebApplication app)
    {
        app.UseWhen(c => c.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal), docs =>
        {
            docs.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = DocsPolicy;
                context.Response.Headers.CacheControl = "public, max-age=300";
                return next(context);
            });
            docs.UseSwaggerUI(o =>
            {
                o.RoutePrefix = "docs";
                o.DocumentTitle = "PupilSupport API";
                o.SwaggerEndpoint("/openapi/v1.json", "v1");
                o.DocExpansion(DocExpansion.None);
                if (app.Environment.IsDevelopment())
                {
                    o.OAuthClientId("demo-support");
                }
            });
        });
        return app;
    }
}

/// <summary>The contract as text, made once.</summary>
internal sealed class ContractText(ISwaggerProvider swagger)
{
    private readonly Lazy<OpenApiDocument> _document = new(() => swagger.GetSwagger(Contract.Document));
    private string? _json;
    private string? _yaml;

    public string Json => _json ??= _document.Value.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1).GetAwaiter().GetResult();

    public string Yaml => _yaml ??= _document.Value.SerializeAsYamlAsync(OpenApiSpecVersion.OpenApi3_1).GetAwaiter().GetResult();
}
