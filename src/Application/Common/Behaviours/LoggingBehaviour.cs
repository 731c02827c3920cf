using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Logging;
using PupilSupport.Application.Common.Access;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>One line per request: its name, who, how long, how it ended. Never the request itself.</summary>
internal sealed partial class LoggingBehaviour<TRequest, TResponse>(ICaller caller, TimeProvider clock, ILogger<LoggingBehaviour<TRequest, TResponse>> log)
    : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    private static readonly string Name = typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var started = clock.GetTimestamp();
        using var span = Telemetry.Source.StartActivity(Name);
        var response = await next();
        var elapsed = clock.GetElapsedTime(started).TotalMilliseconds;
        var outcome = Response<TResponse>.ErrorOf(response)?.Code ?? "ok";
        span?.SetTag("outcome", outcome);
        Telemetry.Requests.Record(elapsed, new TagList { { "request", Name }, { "outcome", outcome } });
        Handled(Name, caller.ClientId, caller.Subject, outcome, elapsed);
        return response;
    }

    [LoggerMessage(1, LogLevel.Information, "Handled {Request} for {ClientId} {Subject}: {Outcome} in {ElapsedMs:0.0} ms")]
    private partial void Handled(string request, string clientId, string subject, string outcome, double elapsedMs);
}
