using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PupilSupport.Api.Errors;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Http.RateLimits;

/// <summary>After authentication: counts each request against its caller's quota and says so in the headers.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateWindows windows, IOptions<RateLimitOptions> options)
{
    private readonly RateLimitOptions _options = options.Value;
    private readonly ConcurrentDictionary<TrustId, int> _running = new();

    public async Task InvokeAsync(HttpContext context)
    {
        if (!_options.Enabled || context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
        {
            await next(context);
            return;
        }

        var policy = PolicyOf(context);
        var caller = await CallerOfAsync(context, policy);
        var (fits, remaining, reset) = windows.Take(policy, caller, _options.QuotaOf(policy));
        context.Response.OnStarting(() => DescribeAsync(context, policy, remaining, reset));
        if (!fits)
        {
            await RefuseAsync(context, policy, reset);
            return;
        }

        await RunAsync(context);
        if (context.Response.StatusCode == StatusCodes.Status304NotModified)
        {
            windows.Refund(policy, caller);
        }
    }

    private async Task RunAsync(HttpContext context)
    {
        var accessor = context.RequestServices.GetService<CallerAccessor>();
        if (accessor is not { IsSet: true })
        {
            await next(context);
            return;
        }

        var trust = accessor.Caller.TrustId;
        var running = _running.AddOrUpdate(trust, 1, (_, n) => n + 1);
        try
        {
            await (running > _options.ConcurrentPerTrust ? RefuseAsync(context, "concurrency", 1) : next(context));
        }
        finally
        {
            _running.AddOrUpdate(trust, 0, (_, n) => n - 1);
        }
    }

    private static Task RefuseAsync(HttpContext context, string policy, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(context, EdgeErrors.QuotaExceeded, extensions: new() { ["violatedPolicies"] = new[] { policy } });
    }

    private static string PolicyOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RatePolicy>()?.Name
        ?? (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? RatePolicy.Read : RatePolicy.Write);

    private static async Task<string> CallerOfAsync(HttpContext context, string policy)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (policy == RatePolicy.Token)
        {
            return $"{address}|{await ClientOfAsync(context.Request)}";
        }

        return context.RequestServices.GetService<CallerAccessor>() is { IsSet: true, Caller: var caller }
            ? $"{caller.TrustId.Value:N}|{caller.ClientId}|{caller.Subject}"
            : address;
    }

    /// <summary>The client that asks for a token, as it says itself, by Basic or in the form.</summary>
    private static async Task<string> ClientOfAsync(HttpRequest request)
    {
        const string Basic = "Basic ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[header.Length];
            return Convert.TryFromBase64String(header[Basic.Length..], bytes, out var written)
                ? Encoding.UTF8.GetString(bytes, 0, written).Split(':')[0]
                : "";
        }

        if (!request.HasFormContentType)
        {
            return "";
        }

        try
        {
            return (await request.ReadFormAsync())["client_id"].ToString();
        }
        catch (InvalidDataException)
        {
            // The endpoint says so, in the form that OAuth wants.
            return "";
        }
    }

    private Task DescribeAsync(HttpContext context, string policy, int remaining, int reset)
    {
        var named = policy is RatePolicy.Read or RatePolicy.Write ? [RatePolicy.Read, RatePolicy.Write] : new[] { policy };
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = string.Join(", ", named.Select(p => $"\"{p}\";q={_options.QuotaOf(p)};w={RateLimitOptions.WindowSeconds}"));
        headers["RateLimit"] = $"\"{policy}\";r={remaining};t={reset}";
        return Task.CompletedTask;
    }
}

public static class RateLimiting
{
    public static WebApplication UseRateLimits(this WebApplication app)
    {
        app.UseMiddleware<RateLimitMiddleware>();
        return app;
    }

    /// <summary>Names the quota, when it is not the one of reads or of writes.</summary>
    public static TBuilder CountsAs<TBuilder>(this TBuilder endpoint, string policy) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RatePolicy(policy));
}
