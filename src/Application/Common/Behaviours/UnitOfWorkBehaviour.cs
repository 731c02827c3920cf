using System.Text.Json;
using MediatR;
using PupilSupport.Application.Common.Persistence;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>Saves once, if the handler succeeded; under <c>validateOnly</c> everything runs and is rolled back.</summary>
internal sealed class UnitOfWorkBehaviour<TRequest, TResponse>(IRequestContext context, IUnitOfWork work, IAcceptedRequests accepted)
    : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (!RequestFacts<TRequest>.IsCommand)
        {
            return await next();
        }

        if (!context.ValidateOnly)
        {
            return await RunAsync(request, next, cancellationToken);
        }

        await work.BeginTrialAsync(cancellationToken);
        var response = await RunAsync(request, next, cancellationToken);
        await work.RollBackAsync(cancellationToken);
        return response;
    }

    private async Task<TResponse> RunAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken ct)
    {
        var response = await next();
        if (Response<TResponse>.ErrorOf(response) is not null)
        {
            return response;
        }

        if (context.IdempotencyKey is not null && !context.ValidateOnly)
        {
            accepted.Add(JsonSerializer.SerializeToUtf8Bytes(Response<TResponse>.ValueOf(response), Response<TResponse>.ValueType, StoredJson.Options));
        }

        var action = RequestFacts<TRequest>.Action ?? throw new InvalidOperationException($"{typeof(TRequest).Name} names no audit action: add [Audited].");
        var saved = await work.SaveAsync(action, (request as IReasoned)?.Reason, ct);
        return saved.IsSuccess ? response : Refusal<TResponse>.Of(saved.Error);
    }
}
