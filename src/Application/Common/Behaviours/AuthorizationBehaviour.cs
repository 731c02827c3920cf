using MediatR;
using PupilSupport.Application.Common.Access;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>Refuses a request whose permission the caller holds nowhere. Which records it reaches is the handler's scope.</summary>
internal sealed class AuthorizationBehaviour<TRequest, TResponse>(ICaller caller) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        caller.Has(RequestFacts<TRequest>.Permission)
            ? next()
            : Task.FromResult(Refusal<TResponse>.Of(CommonErrors.InsufficientScope));
}
