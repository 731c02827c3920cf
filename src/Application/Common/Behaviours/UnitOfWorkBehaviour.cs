using System.Text.Json;
using MediatR;
using PupilSupport.Application.Common.Persistence;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>
/// Saves once, if the handler succeeded; under <c>validateOnly</c> everything runs and is rolled back. What the database
/// undid for the sake of a rival (a deadlock, a serialization failure) runs again from the start, on what the rival left.
/// </summary>
internal sealed class UnitOfWorkBehaviour<TRequest, TResponse>(IRequestContext context, IUnitOfWork work, IAcceptedRequests accepted)
    : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    private const int MaxAttempts = 5;

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
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var response = await TryAsync(request, next, ct);
            if (Response<TResponse>.ErrorOf(response) != IUnitOfWork.Undone)
            {
                return response;
            }

            await work.StartOverAsync(ct);
        }

        return Refusal<TResponse>.Of(CommonErrors.Unavailable);
    }

    private async Task<TResponse> TryAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken ct)
    {
        TResponse response;
        try
        {
            response = await next();
        }
        catch (Exception e) when (work.WasUndone(e))
        {
            return Refusal<TResponse>.Of(IUnitOfWork.Undone);
        }

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
