using System.Text.Json;
using System.Text.Json.Serialization;
using MediatR;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>
/// The same key and request is answered with what was stored; the same key with another request is refused. The
/// stored row belongs to the transaction of its write, so twins wait for each other in the database.
/// </summary>
internal sealed class IdempotencyBehaviour<TRequest, TResponse>(IRequestContext context, IAcceptedRequests accepted, ICaller caller)
    : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (!RequestFacts<TRequest>.IsCommand || context.IdempotencyKey is null || context.ValidateOnly)
        {
            return await next();
        }

        if (await accepted.FindAsync(cancellationToken) is { } stored)
        {
            return Replay(stored);
        }

        var response = await next();

        // A refusal may come from the twin's own rows: the slot is taken by what this very key has just made.
        return Response<TResponse>.ErrorOf(response) is not null && await accepted.FindAsync(cancellationToken) is { } twin
            ? Replay(twin)
            : response;
    }

    private TResponse Replay(AcceptedResponse stored)
    {
        if (!stored.SameRequest)
        {
            return Refusal<TResponse>.Of(CommonErrors.IdempotencyKeyReused);
        }

        var value = JsonSerializer.Deserialize(stored.Response, Response<TResponse>.ValueType, StoredJson.Options);
        if (value is ISchoolScoped scoped && !caller.ReachOf(RequestFacts<TRequest>.Permission).Includes(new(scoped.SchoolId)))
        {
            return Refusal<TResponse>.Of(CommonErrors.NotFound);
        }

        context.Replayed = true;
        return Response<TResponse>.Of(value);
    }
}

/// <summary>How answers are stored: read back into the same type, never shown as stored.</summary>
internal static class StoredJson
{
    public static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };
}
