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

internal sealed class SupervisionEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var records = v1.MapGroup("/supervision-records").WithTags("Supervision");
        records.MapPost("", Record).Sends<RecordSupervisionCommand>();
        records.MapGet("", List).Sends<ListSupervisionRecordsQuery>();
        records.MapGet("/{id:guid}", Get).Sends<GetSupervisionRecordQuery>();
        records.MapPost("/{id:guid}/void", Void).Sends<VoidSupervisionRecordCommand>();
    }

    /// <summary>Records supervision that took place.</summary>
    /// <remarks>
    /// For those who took part, and for whoever sees that supervision takes place at the school. It names no pupil: speak of a case
    /// without whom it is about. It is not rewritten: void it and record another. Supervision of kind <c>elsa</c> ends the warning
    /// <c>supervision_overdue</c> and the task of whoever had it, unless it lies too far back.
    /// </remarks>
    private static Task<CreatedReply<SupervisionRecordDto>> Record(SupervisionDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordSupervisionCommand(body), ct).Created(r => $"/v1/supervision-records/{r.Id}");

    /// <summary>Lists supervision.</summary>
    /// <remarks>
    /// What one took part in or recorded and, by the wider permission, that it took place at the schools within reach: without what was
    /// said, which <c>_meta.redacted</c> names. Sorts: heldOn, updatedAt; -heldOn when absent.
    /// </remarks>
    private static Task<OkReply<Page<SupervisionRecordDto>>> List(Query<ListSupervisionRecordsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a record of supervision.</summary>
    /// <remarks>What was said only to those who took part. <c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<SupervisionRecordDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetSupervisionRecordQuery(id), ct).Ok();

    /// <summary>Voids a record of supervision.</summary>
    /// <remarks>For its author, or for whoever sees the supervision of the school and writes there. It counts no longer and keeps what it says.</remarks>
    private static Task<OkReply<SupervisionRecordDto>> Void(Guid id, IfMatch ifMatch, VoidStaffRecordBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidSupervisionRecordCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
