using MediatR;
using PupilSupport.Application.AuditEntries;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>Writes the access-log entry of a sensitive read before its answer leaves; unwritten means refused.</summary>
internal sealed class AccessLogBehaviour<TRequest, TResponse>(IAccessLog accessLog) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (RequestFacts<TRequest>.IsCommand || RequestFacts<TRequest>.Action is not { } action || Response<TResponse>.ErrorOf(response) is not null)
        {
            return response;
        }

        var subject = (request as IAuditSubject)?.AuditSubject;
        var written = await accessLog.WriteAsync(action, subject?.Kind ?? action.Split('.')[0], subject?.Id, cancellationToken);
        return written.IsSuccess ? response : Refusal<TResponse>.Of(written.Error);
    }
}
