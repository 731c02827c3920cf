using MediatR;
using Microsoft.AspNetCore.Mvc;
using PupilSupport.Api.Attachments;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.RateLimits;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Attachments.Commands;
using PupilSupport.Application.Attachments.Dtos;
using PupilSupport.Application.Attachments.Queries;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Endpoints;

internal sealed class AttachmentEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var attachments = v1.MapGroup("/attachments").WithTags("Attachments");
        attachments.MapPost("", Upload).Sends<UploadAttachmentCommand>()
            .WithMetadata(new FormShape(typeof(AttachmentForm)), new RequestSizeLimitAttribute(AttachmentUpload.MaxRequestBytes))
            .Produces<AttachmentDto>(201)
            .WithRequestTimeout(AttachmentUpload.Patience)
            .CountsAs(RatePolicy.Upload);
        attachments.MapGet("", List).Sends<ListAttachmentsQuery>();
        attachments.MapGet("/{id:guid}", Get).Sends<GetAttachmentQuery>();
        attachments.MapPost("/{id:guid}/withdraw", Withdraw).Sends<WithdrawAttachmentCommand>();
        attachments.MapPost("/{id:guid}/download-tickets", CreateTicket).Sends<CreateDownloadTicketCommand>().NeverStored();
        attachments.MapGet("/{id:guid}/content", Download).Sends<DownloadAttachmentQuery>().NeverStored()
            .WithRequestTimeout(AttachmentUpload.Patience);
    }

    /// <summary>Adds a file to a record.</summary>
    /// <remarks>
    /// PDF, JPEG, PNG, HEIC or Word without macros, at most 10 MiB, and 50 MiB and 100 files for a record. The bytes must be
    /// one whole file of the type that the part declares and its name ends in, and nothing else beside. Of pictures the
    /// metadata (place, device, author) are removed. The file is <c>pending</c> until the virus scanner has found nothing;
    /// without a scanner nothing is taken (503 <c>scanner-not-configured</c>). The same file twice at one record is a conflict.
    /// </remarks>
    private static async Task<IResult> Upload(AttachmentUpload upload, UploadSlots slots, IMediator mediator, HttpContext context, CancellationToken ct)
    {
        if (!slots.TryEnter())
        {
            return new EdgeRefusal(EdgeErrors.Unavailable);
        }

        try
        {
            var (command, refused) = await upload.ReceiveAsync(context, ct);
            return refused ?? await mediator.Send(command!, ct).Created(a => $"/v1/attachments/{a.Id}");
        }
        finally
        {
            slots.Leave();
        }
    }

    /// <summary>Lists the files of a record.</summary>
    /// <remarks>Who reads the record sees them; none for a record out of reach. Withdrawn ones are listed as such.</remarks>
    private static Task<OkReply<Page<AttachmentDto>>> List(Query<ListAttachmentsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns what is known of a file.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do with it now.</remarks>
    private static Task<OkReply<AttachmentDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetAttachmentQuery(id), ct).Ok();

    /// <summary>Withdraws a file.</summary>
    /// <remarks>Nobody can download it any more. Its bytes are kept with the record, and count towards its 50 MiB.</remarks>
    private static Task<OkReply<AttachmentDto>> Withdraw(Guid id, IfMatch ifMatch, WithdrawAttachmentBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WithdrawAttachmentCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Gives a ticket for one download.</summary>
    /// <remarks>It is good for the caller alone, once, for 60 seconds: <c>GET /v1/attachments/{id}/content?ticket=</c>.</remarks>
    private static Task<CreatedReply<DownloadTicketDto>> CreateTicket(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CreateDownloadTicketCommand(id), ct).Created(t => $"/v1/attachments/{t.AttachmentId}/content");

    /// <summary>Downloads a file against a ticket.</summary>
    /// <remarks>
    /// The bytes come as a file to be saved, whatever they are; see <c>mediaType</c> for their type. A ticket that was used or
    /// has expired is answered with 410. HEAD uses no ticket up.
    /// </remarks>
    private static async Task<FileReply> Download(
        Guid id, Query<DownloadAttachmentQuery> query, IMediator mediator, HttpContext context, ILogger<FileReply> log, CancellationToken ct)
    {
        var isTrial = HttpMethods.IsHead(context.Request.Method);
        return new FileReply(await mediator.Send(query.Value with { Id = id, IsTrial = isTrial }, ct), log);
    }
}
