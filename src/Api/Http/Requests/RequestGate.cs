using Microsoft.AspNetCore.Http.Metadata;
using PupilSupport.Api.Errors;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Http.Requests;

/// <summary>
/// After authorization and before any handler: is the request one that the contract knows? All faults go into one
/// answer. Order: 406, 413, 415 and 400, then 428.
/// </summary>
internal sealed class RequestGate(RequestDelegate next)
{
    // A lone kind of fault with an entry of its own in the catalogue gives the problem its code.
    private static readonly EdgeError[] Specific =
        [EdgeErrors.UnknownMember, EdgeErrors.UnknownParameter, EdgeErrors.IdempotencyKeyMissing, EdgeErrors.IdempotencyKeyInvalid];

    public async Task InvokeAsync(HttpContext context, RequestContext request)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<ApiEndpoint>() is null)
        {
            await next(context);
            return;
        }

        request.Operation = $"{context.Request.Method} {endpoint.RoutePattern.RawText}";
        var bound = new BoundRequest();
        context.Features.Set(bound);
        var refused = await RefusalAsync(context, endpoint.Metadata, request, bound);
        if (refused is null)
        {
            await next(context);
        }
        else
        {
            await Problems.WriteAsync(context, refused.Value.Error, refused.Value.Faults);
        }
    }

    private static async Task<(EdgeError Error, List<ProblemFault> Faults)?> RefusalAsync(
        HttpContext context, EndpointMetadataCollection facts, RequestContext request, BoundRequest bound)
    {
        var replies = facts.GetOrderedMetadata<IProducesResponseTypeMetadata>().Where(r => r.StatusCode is >= 200 and < 300).ToList();
        var offered = replies.SelectMany(r => r.ContentTypes).Append(Problem.MediaType).ToList();
        if (!HeaderCheck.Accepts(context.Request.Headers.Accept, offered.Count > 1 ? offered : ["application/json"]))
        {
            return (EdgeErrors.NotAcceptable, []);
        }

        var faults = new List<ProblemFault>();
        HeaderCheck.Run(context, facts, request, bound, faults);
        new QueryCheck(faults).Run(context, facts.GetMetadata<QueryShape>()?.Type, Selectable(context, replies), request, bound);
        if (facts.GetMetadata<BodyShape>() is { } shape)
        {
            if (await BodyCheck.RunAsync(context, shape, request, bound, faults) is { } unreadable)
            {
                return (unreadable, []);
            }
        }
        else
        {
            request.Fingerprint = BodyCheck.Fingerprint(context.Request, []);
        }

        if (faults.Count > 0)
        {
            return (ErrorOf(faults), faults);
        }

        return bound.IfMatch is null && facts.GetMetadata<TakesIfMatch>() is { Required: true } ? (EdgeErrors.PreconditionRequired, []) : null;
    }

    /// <summary>The type whose members <c>fields</c> may name: the resource, or a row of the page.</summary>
    internal static Type? Selectable(HttpContext context, IEnumerable<IProducesResponseTypeMetadata> replies) =>
        QueryCheck.IsWrite(context.Request.Method) ? null : RowOf(replies.FirstOrDefault(r => r.StatusCode == 200)?.Type);

    /// <summary>None for a file, which has no members.</summary>
    internal static Type? RowOf(Type? type) => type == typeof(Stream) ? null :
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Page<>) ? type.GetGenericArguments()[0] : type;

    private static EdgeError ErrorOf(List<ProblemFault> faults) =>
        Specific.FirstOrDefault(e => faults.All(f => f.Code == e.Code)) ?? EdgeErrors.ValidationFailed;
}
