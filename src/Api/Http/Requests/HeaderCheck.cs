using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Errors;

namespace PupilSupport.Api.Http.Requests;

/// <summary>Reads Idempotency-Key and If-Match.</summary>
internal static class HeaderCheck
{
    public static void Run(HttpContext context, EndpointMetadataCollection facts, RequestContext request, BoundRequest bound, List<ProblemFault> faults)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsPost(method) || HttpMethods.IsPatch(method) || facts.GetMetadata<NeedsIdempotencyKey>() is not null)
        {
            ReadKey(context.Request.Headers[IdempotencyKey.Header], facts, request, faults);
        }

        if (facts.GetMetadata<TakesIfMatch>() is not null && context.Request.Headers.IfMatch is { Count: > 0 } tags)
        {
            var fits = IfMatch.TryParse(tags.ToString(), HttpMethods.IsPut(method), out var ifMatch);
            bound.IfMatch = ifMatch;
            if (!fits)
            {
                faults.Add(ProblemFault.InHeader(HeaderNames.IfMatch, "invalid", "must be one entity tag, as \"7\""));
            }
        }
    }

    /// <summary>Whether the media types of the reply fall under Accept; an absent header takes anything.</summary>
    public static bool Accepts(StringValues accept, IReadOnlyList<string> offered)
    {
        if (StringValues.IsNullOrEmpty(accept))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParseList(accept, out var wanted)
            && wanted.Any(w => w.Quality is not 0 && offered.Any(o => new MediaTypeHeaderValue(o).IsSubsetOf(Bare(w))));
    }

    private static MediaTypeHeaderValue Bare(MediaTypeHeaderValue type) => new(type.MediaType);

    private static void ReadKey(StringValues sent, EndpointMetadataCollection facts, RequestContext request, List<ProblemFault> faults)
    {
        if (sent.Count == 0)
        {
            if (facts.GetMetadata<NeedsIdempotencyKey>() is not null)
            {
                faults.Add(ProblemFault.InHeader(IdempotencyKey.Header, EdgeErrors.IdempotencyKeyMissing.Code, "is required"));
            }

            return;
        }

        if (sent.Count == 1 && IdempotencyKey.TryParse(sent[0]!, out var key))
        {
            request.IdempotencyKey = key;
            return;
        }

        faults.Add(ProblemFault.InHeader(IdempotencyKey.Header, EdgeErrors.IdempotencyKeyInvalid.Code, "must be 1 to 255 visible ASCII characters"));
    }
}
