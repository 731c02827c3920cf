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
        jobs.MapGet("/{id:guid}", Get).Sends<GetJobQuery>();
        jobs.MapGet("/{id:guid}/errors", ListErrors).Sends<ListJobErrorsQuery>();
        jobs.MapPost("/{id:guid}/cancel", Cancel).Sends<CancelJobCommand>();
    }

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
}
