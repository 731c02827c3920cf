using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http.Json;
using PupilSupport.Api.Http.RateLimits;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common;

namespace PupilSupport.Api.Http;

/// <summary>The HTTP edge: limits, problems, headers, strict requests. What it does, no endpoint repeats.</summary>
public static class Edge
{
    public static WebApplicationBuilder AddEdge(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.Usual;
            kestrel.Limits.MaxRequestLineSize = 8 << 10;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        });
        var services = builder.Services;
        services.AddScoped<RequestContext>();
        services.AddScoped<IRequestContext>(s => s.GetRequiredService<RequestContext>());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits");
        services.AddSingleton<RateWindows>();
        Compression.Add(services);
        CrossOrigin.Add(builder);
        services.AddRequestTimeouts(o => o.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(15),
            TimeoutStatusCode = (int)HttpStatusCode.ServiceUnavailable,
        });
        services.ConfigureHttpJsonOptions(o => StrictJson.Apply(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.Configure<RouteOptions>(o => o.SetParameterPolicy<GuidConstraint>("guid"));
        return builder;
    }

    /// <summary>Everything before the caller is known.</summary>
    public static WebApplication UseEdge(this WebApplication app)
    {
        app.UseProxies();
        app.UseRequestIds();
        app.UseStandardHeaders();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseCors();
        app.UseRequestTimeouts();
        return app;
    }

    /// <summary>Between authorization and the endpoints.</summary>
    public static WebApplication UseRequestGate(this WebApplication app)
    {
        app.UseMiddleware<RequestGate>();
        return app;
    }
}
