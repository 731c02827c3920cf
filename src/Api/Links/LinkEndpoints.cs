using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Json;
using PupilSupport.Api.Http.RateLimits;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Links;
using PupilSupport.Application.Links.Commands;
using PupilSupport.Application.Links.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Api.Links;

/// <summary>
/// The pages that people without an account open. A GET shows and uses nothing up; the POST acts, with the secret in its
/// body. They are no part of the contract, and answer in HTML whatever happens.
/// </summary>
internal static class LinkEndpoints
{
    public const string TokenField = "token";

    private const int MaxBody = 64 << 10;

    public static void MapLinks(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(LinkSecrets.Path).AllowAnonymous().ExcludeFromDescription().WithMetadata(new DisableRateLimitingAttribute(), new NeverCompressed());
        pages.MapMethods("/{token}", ["GET", "HEAD"], ShowAsync);
        pages.MapPost("", ActAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody)).DisableAntiforgery();
    }

    private static async Task ShowAsync(HttpContext context, string token)
    {
        if (!Fits(context, null))
        {
            await BusyAsync(context);
            return;
        }

        await using var visit = Visit.Begin(context, token);
        var shown = visit is null ? CommonNotFound : await visit.Mediator.Send(new OpenLinkQuery(visit.Token), context.RequestAborted);
        await (shown.IsSuccess ? AnswerAsync(context, token, shown.Value, new Dictionary<string, string>(), []) : UnknownAsync(context));
    }

    private static async Task ActAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var token = form?[TokenField].ToString() ?? "";
        await using var visit = Visit.Begin(context, token);
        if (!Fits(context, visit?.Token))
        {
            await BusyAsync(context);
            return;
        }

        if (visit is null || Answers(form!) is not { } answers)
        {
            await UnknownAsync(context);
            return;
        }

        var acted = await visit.Mediator.Send(new UseLinkCommand(visit.Token, answers), context.RequestAborted);
        if (acted.IsSuccess)
        {
            await AnswerAsync(context, token, acted.Value, answers, []);
            return;
        }

        await RefusedAsync(context, token, acted.Error, answers);
    }

    /// <summary>What is wrong is shown beside the fields; what has ended meanwhile is shown as it now stands.</summary>
    private static async Task RefusedAsync(HttpContext context, string token, Error error, Dictionary<string, string> answers)
    {
        if (error.Kind is ErrorKind.Unavailable)
        {
            await WriteAsync(context, 503, LinkHtml.Message("Please try again", "Your answer could not be stored just now. Nothing was lost: open the link again in a minute."));
            return;
        }

        await using var again = Visit.Begin(context, token)!;
        var shown = await again.Mediator.Send(new OpenLinkQuery(again.Token), context.RequestAborted);
        await (shown.IsSuccess ? AnswerAsync(context, token, shown.Value, answers, error.Faults) : UnknownAsync(context));
    }

    private static Task AnswerAsync(HttpContext context, string token, LinkVisit visit, IReadOnlyDictionary<string, string> answers, IReadOnlyList<Fault> faults) =>
        visit switch
        {
            { Status: LinkStatus.Open, Page: { } page } => WriteAsync(context, faults.Count > 0 ? 400 : 200, LinkHtml.Form(token, visit.School, page, answers, faults)),
            { Status: LinkStatus.Used, Page: { } page } => WriteAsync(context, 200, LinkHtml.Message("Your answer was sent", page.Done)),
            { Status: LinkStatus.Used } => WriteAsync(context, 200, LinkHtml.Message("Your answer was sent", "This link has done its work.")),
            { Status: LinkStatus.Expired } => WriteAsync(context, 410, LinkHtml.Message("This link has expired", "Links work for some days only. Please ask the school for a new one.")),
            _ => WriteAsync(context, 410, LinkHtml.Message("This link no longer works", "If you think that it should, please ask the school.")),
        };

    private static Task UnknownAsync(HttpContext context) => WriteAsync(
        context, 404, LinkHtml.Message("This link is not complete", "Please check that the whole address was opened, or ask the school for a new link."));

    private static Task BusyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return WriteAsync(context, 429, LinkHtml.Message("Please wait a minute", "This page was opened too often. Try again in a minute."));
    }

    private static Task WriteAsync(HttpContext context, int status, string html)
    {
        var response = context.Response;
        (response.StatusCode, response.ContentType) = (status, "text/html; charset=utf-8");
        response.Headers.ContentSecurityPolicy = LinkHtml.ContentPolicy;
        response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.WriteAsync(html, context.RequestAborted);
    }

    /// <summary>By address; and acting by link as well, wherever it comes from.</summary>
    private static bool Fits(HttpContext context, LinkToken? acting)
    {
        var (windows, options) = (context.RequestServices.GetRequiredService<RateWindows>(), context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value);
        bool Take(string who) => windows.Take(RatePolicy.Link, who, options.Link).Fits;
        return !options.Enabled || (Take(context.Connection.RemoteIpAddress?.ToString() ?? "") && (acting is null || Take(acting.LinkId.Value.ToString("N"))));
    }

    /// <summary>The fields, cleaned as every text is; null when a text is none.</summary>
    private static Dictionary<string, string>? Answers(IFormCollection form)
    {
        try
        {
            return form.Where(f => f.Key != TokenField)
                .Select(f => KeyValuePair.Create(f.Key, TextRules.Clean(f.Value.ToString())))
                .Where(f => f.Value.Length > 0)
                .ToDictionary();
        }
        catch (FaultException)
        {
            return null;
        }
    }

    private static readonly Result<LinkVisit> CommonNotFound = Application.Common.CommonErrors.NotFound;

    /// <summary>A scope of its own, whose caller is the link: whatever token the browser may have sent counts for nothing.</summary>
    private sealed class Visit(AsyncServiceScope scope, LinkToken token) : IAsyncDisposable
    {
        public LinkToken Token => token;

        public IMediator Mediator => scope.ServiceProvider.GetRequiredService<IMediator>();

        public static Visit? Begin(HttpContext context, string text)
        {
            if (context.RequestServices.GetRequiredService<ILinkSecrets>().Open(text) is not { } token)
            {
                return null;
            }

            var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(LinkVisitor.Of(token));
            scope.ServiceProvider.GetRequiredService<RequestContext>().RequestId = context.RequestId();
            return new Visit(scope, token);
        }

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}

/// <summary>A reply that holds a secret beside what the visitor sent: its length must tell nothing.</summary>
internal sealed record NeverCompressed;
