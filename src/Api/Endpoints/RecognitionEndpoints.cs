using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Recognitions.Commands;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Application.Recognitions.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class RecognitionEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var recognitions = v1.MapGroup("/recognitions").WithTags("Recognitions");
        recognitions.MapPost("", Record).Sends<RecordRecognitionCommand>();
        recognitions.MapGet("", List).Sends<ListRecognitionsQuery>();
        recognitions.MapGet("/{id:guid}", Get).Sends<GetRecognitionQuery>();
        recognitions.MapPost("/{id:guid}/share", Share).Sends<ShareRecognitionCommand>();
        recognitions.MapPost("/{id:guid}/void", Void).Sends<VoidRecognitionCommand>();
    }

    /// <summary>Recognises one pupil, or up to 40 at once.</summary>
    /// <remarks>
    /// It stands in the chronology of each of its pupils; a reader of one learns of the others only where the reader reaches them.
    /// Its text and the pupil's words are written for the family: the card of each pupil, a document of kind
    /// <c>recognition_card</c>, has them and nothing for staff. It is not rewritten: void it and record another.
    /// </remarks>
    private static Task<CreatedReply<RecognitionDto>> Record(RecognitionDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordRecognitionCommand(body), ct).Created(r => $"/v1/recognitions/{r.Id}");

    /// <summary>Lists recognitions.</summary>
    /// <remarks>
    /// One's own, and those of the pupils whom one reaches or supports. Days are Europe/London and both ends are included. Sorts:
    /// occurredAt, updatedAt; -occurredAt when absent.
    /// </remarks>
    private static Task<OkReply<Page<RecognitionDto>>> List(Query<ListRecognitionsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a recognition.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<RecognitionDto>> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetRecognitionQuery(id), ct).Ok();

    /// <summary>Says that cards went home.</summary>
    /// <remarks>
    /// Of the pupils named, or of all whom the caller sees. Cards that went before keep their time; when none is left to share it is
    /// refused. The service sends nothing: the card is issued as a document of kind <c>recognition_card</c>, one for each pupil.
    /// </remarks>
    private static Task<OkReply<RecognitionDto>> Share(Guid id, IfMatch ifMatch, ShareRecognitionBody? body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ShareRecognitionCommand(id, ifMatch.Version, body?.PupilIds), ct).Ok();

    /// <summary>Voids a recognition.</summary>
    /// <remarks>For its author, or for whoever reads all observations of the school and writes there. It leaves the lists of all of its pupils and keeps what it says.</remarks>
    private static Task<OkReply<RecognitionDto>> Void(Guid id, IfMatch ifMatch, VoidRecognitionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidRecognitionCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
