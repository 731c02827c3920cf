using System.Text.RegularExpressions;

namespace PupilSupport.Api.Http;

/// <summary>Accepts or makes the request id and returns it on every response.</summary>
internal static partial class RequestIds
{
    public const string Header = "X-Request-Id";

    public static string New() => Guid.CreateVersion7().ToString("N");

    public static string RequestId(this HttpContext context) => context.TraceIdentifier;

    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var sent = context.Request.Headers[Header];
        var id = sent.Count == 1 && Form().IsMatch(sent[0]!) ? sent[0]! : New();
        context.TraceIdentifier = id;
        context.RequestServices.GetRequiredService<RequestContext>().RequestId = id;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        return next(context);
    });

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Form();
}
