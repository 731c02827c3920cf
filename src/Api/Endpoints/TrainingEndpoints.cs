using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Training;
using PupilSupport.Application.Training.Commands;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Application.Training.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class TrainingEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var records = v1.MapGroup("/training-records").WithTags("Training");
        records.MapPost("", Record).Sends<RecordTrainingCommand>();
        records.MapGet("", List).Sends<ListTrainingRecordsQuery>();
        records.MapGet("/{id:guid}", Get).Sends<GetTrainingRecordQuery>();
        records.MapPatch("/{id:guid}", Revise).Sends<ReviseTrainingRecordCommand>();
        records.MapPost("/{id:guid}/complete", Complete).Sends<CompleteTrainingRecordCommand>();
        records.MapPost("/{id:guid}/cancel", Cancel).Sends<CancelTrainingRecordCommand>();
        records.MapPost("/{id:guid}/revoke", Revoke).Sends<RevokeTrainingRecordCommand>();
    }

    /// <summary>Books or records training.</summary>
    /// <remarks>
    /// Its last day follows from the school's policy of the day of completion, unless <c>expiresOn</c> names an earlier one.
    /// Certificates are added as attachments of the record. The record that renews another settles its task.
    /// </remarks>
    private static Task<CreatedReply<TrainingRecordDto>> Record(TrainingDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordTrainingCommand(body), ct).Created(r => $"/v1/training-records/{r.Id}");

    /// <summary>Lists training.</summary>
    /// <remarks>
    /// One's own, and for those who answer for it that of all staff of their schools. What runs out soon:
    /// <c>status=expiring&amp;isLatest=true</c>. Sorts: recordedAt, updatedAt; the latest record first when absent.
    /// </remarks>
    private static Task<OkReply<Page<TrainingRecordDto>>> List(Query<ListTrainingRecordsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a training record.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<TrainingRecordDto>> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetTrainingRecordQuery(id), ct).Ok();

    /// <summary>Changes a booking.</summary>
    /// <remarks>What has been completed is not changed: revoke it and record what is right.</remarks>
    private static Task<OkReply<TrainingRecordDto>> Revise(Guid id, IfMatch ifMatch, MergePatch<TrainingEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseTrainingRecordCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Completes booked training.</summary>
    /// <remarks>From here on it counts, until its last day.</remarks>
    private static Task<OkReply<TrainingRecordDto>> Complete(Guid id, IfMatch ifMatch, CompleteTrainingRecordBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CompleteTrainingRecordCommand(id, ifMatch.Version, body.CompletedOn, body.ExpiresOn, body.CertificateNumber), ct).Ok();

    /// <summary>Cancels a booking.</summary>
    /// <remarks>The record stays, and counts for nothing.</remarks>
    private static Task<OkReply<TrainingRecordDto>> Cancel(Guid id, IfMatch ifMatch, CancelTrainingRecordBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CancelTrainingRecordCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Revokes completed training.</summary>
    /// <remarks>It counts for nothing from that day on; what was done before stays covered.</remarks>
    private static Task<OkReply<TrainingRecordDto>> Revoke(Guid id, IfMatch ifMatch, RevokeTrainingRecordBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RevokeTrainingRecordCommand(id, ifMatch.Version, body.Reason, body.RevokedOn), ct).Ok();
}
