using MediatR;
using Microsoft.AspNetCore.Mvc;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Api.Imports;
using PupilSupport.Application.Imports.Commands;
using PupilSupport.Application.Jobs;

namespace PupilSupport.Api.Endpoints;

internal sealed class ImportEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGroup("/imports").WithTags("Imports").MapPost("", Start).Sends<StartImportCommand>()
            .WithMetadata(new FormShape(typeof(ImportForm)), new RequestSizeLimitAttribute(ImportUpload.MaxRequestBytes))
            .Produces<JobDto>(202)
            .DisableRequestTimeout();

    /// <summary>Imports a roster.</summary>
    /// <remarks>
    /// The file is a OneRoster 1.1 or 1.2 CSV zip of at most 200 MiB and 2,000,000 rows. It is taken as a job, in one
    /// transaction; bad rows are left out and listed among the job's errors. What is not in the file is not ended.
    /// </remarks>
    private static async Task<IResult> Start(ImportUpload upload, IMediator mediator, RequestContext request, HttpContext context, CancellationToken ct)
    {
        if (await upload.ReceiveAsync(context, ct) is { } refused)
        {
            return refused;
        }

        var result = await mediator.Send(new StartImportCommand(upload.JobId.Value, upload.ValidateOnly), ct);
        if (!result.IsSuccess || request.Replayed || request.ValidateOnly)
        {
            await upload.DiscardAsync();
        }

        return new AcceptedReply<JobDto>(result, job => $"/v1/jobs/{job.Id}");
    }
}
