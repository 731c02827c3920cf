using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Supervision.Commands;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Application.Supervision.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class CoachingEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var records = v1.MapGroup("/coaching-records").WithTags("Supervision");
        records.MapPost("", Record).Sends<RecordCoachingCommand>();
        records.MapGet("", List).Sends<ListCoachingRecordsQuery>();
        records.MapGet("/{id:guid}", Get).Sends<GetCoachingRecordQuery>();
        records.MapPost("/{id:guid}/void", Void).Sends<VoidCoachingRecordCommand>();
    }

    /// <summary>Records that a colleague was supported in a lesson.</summary>
    /// <remarks>
    /// For the coach and the colleague, and for whoever sees that coaching takes place at the school. It names no pupil and is not
    /// rewritten: void it and record another.
    /// </remarks>
    private static Task<CreatedReply<CoachingRecordDto>> Record(CoachingDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordCoachingCommand(body), ct).Created(r => $"/v1/coaching-records/{r.Id}");

    /// <summary>Lists coaching.</summary>
    /// <remarks>
    /// What one took part in or recorded and, by the wider permission, that it took place at the schools within reach and what it was
    /// about: without what was tried and agreed, which <c>_meta.redacted</c> names. Days are Europe/London and both ends are included.
    /// Sorts: occurredAt, updatedAt; -occurredAt when absent.
    /// </remarks>
    private static Task<OkReply<Page<CoachingRecordDto>>> List(Query<ListCoachingRecordsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a record of coaching.</summary>
    /// <remarks>What was tried and agreed only to both of them and the author. <c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<CoachingRecordDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetCoachingRecordQuery(id), ct).Ok();

    /// <summary>Voids a record of coaching.</summary>
    /// <remarks>For its author, or for whoever sees the coaching of the school and writes there. It keeps what it says.</remarks>
    private static Task<OkReply<CoachingRecordDto>> Void(Guid id, IfMatch ifMatch, VoidStaffRecordBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidCoachingRecordCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
