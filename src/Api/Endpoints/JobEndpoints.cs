using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Jobs;
using PupilSupport.Application.Jobs.Commands;
using PupilSupport.Application.Jobs.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class JobEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var jobs = v1.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("", List).Sends<ListJobsQuery>();
        jobs.MapGet("/{id:guid}", Get).Sends<GetJobQuery>();
        jobs.MapGet("/{id:guid}/errors", ListErrors).Sends<ListJobErrorsQuery>();
        jobs.MapPost("/{id:guid}/cancel", Cancel).Sends<CancelJobCommand>();
        jobs.MapPost("/{id:guid}/retry", Retry).Sends<RetryJobCommand>();
    }

    /// <summary>Lists jobs.</summary>
    /// <remarks>
    /// Newest first: those that the client asked for, and for a trust administrator all of the trust, scheduled ones
    /// included. Those that were given up stay in <c>?status=failed</c> until they are retried.
    /// </remarks>
    private static Task<OkReply<Page<JobDto>>> List(Query<ListJobsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Reads a job.</summary>
    /// <remarks>Only the client that asked for it and the trust administrator see it. Ask again after 2 seconds while it is queued or running.</remarks>
    private static Task<OkReply<JobDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetJobQuery(id), ct).Ok();

    /// <summary>Lists what was wrong with the rows of a job.</summary>
    /// <remarks>In the order of the files, by line. The first 10,000 are kept. No entry repeats a value of the file.</remarks>
    private static Task<OkReply<Page<JobErrorDto>>> ListErrors(Guid id, Query<ListJobErrorsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { JobId = id }, ct).Ok();

    /// <summary>Cancels a job.</summary>
    /// <remarks>
    /// A queued job is cancelled at once, a running one within seconds, and what it has done so far is undone. If-Match
    /// is optional: stopping does not depend on what was read.
    /// </remarks>
    private static Task<OkReply<JobDto>> Cancel(Guid id, IfMatch? ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CancelJobCommand(id, ifMatch?.Version), ct).Ok();

    /// <summary>Retries a failed job.</summary>
    /// <remarks>
    /// It is queued again, and all its attempts are before it. An import cannot be retried: its file was deleted when it
    /// failed. If-Match is optional.
    /// </remarks>
    private static Task<OkReply<JobDto>> Retry(Guid id, IfMatch? ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RetryJobCommand(id, ifMatch?.Version), ct).Ok();
}
