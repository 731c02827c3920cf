using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Errors;

/// <summary>Outermost: every 4xx and 5xx without a body, and every exception, leaves as a problem.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            var response = context.Response;
            if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                var error = response.StatusCode == 401 && TokenFailure.IsExpired(context) ? EdgeErrors.TokenExpired : EdgeErrors.OfStatus(response.StatusCode);
                await Problems.WriteAsync(context, error);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is listening any more.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception e)
    {
        context.Response.Clear();
        if (ExceptionMap.ToStatus(e) is { } status)
        {
            await Problems.WriteAsync(context, EdgeErrors.OfStatus(status));
            return;
        }

        var keyed = context.Request.Headers.ContainsKey("Idempotency-Key");
        Error? error = ExceptionMap.ToError(e, keyed);
        if (error is null || ExceptionMap.IsAlarm(e))
        {
            // The message may hold a submitted value, so only type and place are logged.
            LogUnhandled(logger, e.GetType().FullName!, e.GetBaseException().GetType().FullName!, e.GetBaseException().StackTrace);
        }

        await (error is null ? Problems.WriteAsync(context, EdgeErrors.Internal) : Problems.WriteAsync(context, error));
    }

    [LoggerMessage(1, LogLevel.Error, "Request failed: {ExceptionType} from {BaseType} at {Place}")]
    private static partial void LogUnhandled(ILogger logger, string exceptionType, string baseType, string? place);
}
