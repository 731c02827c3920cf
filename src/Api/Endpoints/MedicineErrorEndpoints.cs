using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineErrors;
using PupilSupport.Application.MedicineErrors.Commands;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Application.MedicineErrors.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class MedicineErrorEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var errors = v1.MapGroup("/medicine-errors").WithTags("Medicine errors");
        errors.MapPost("", Report).Sends<ReportMedicineErrorCommand>();
        errors.MapGet("", List).Sends<ListMedicineErrorsQuery>();
        errors.MapGet("/{id:guid}", Get).Sends<GetMedicineErrorQuery>();
        errors.MapPost("/{id:guid}/parent-contact", RecordParentContact).Sends<RecordMedicineErrorParentContactCommand>();
        errors.MapPost("/{id:guid}/start-review", StartReview).Sends<StartMedicineErrorReviewCommand>();
        errors.MapPatch("/{id:guid}", Review).Sends<ReviewMedicineErrorCommand>();
        errors.MapPost("/{id:guid}/close", Close).Sends<CloseMedicineErrorCommand>();
        errors.MapPost("/{id:guid}/reopen", Reopen).Sends<ReopenMedicineErrorCommand>();
        v1.MapGroup("/reports").WithTags("Medicine errors").MapGet("/medicine-errors", Trend).Sends<GetMedicineErrorReportQuery>().Refuses(422);
    }

    /// <summary>Reports an error with a medicine, or a near miss.</summary>
    /// <remarks>
    /// Anybody may report, also of themselves. The same transaction opens the task to review it and, for an error that
    /// concerns a pupil, the task to tell the parent on the day. A dose given against the guard reports itself.
    /// </remarks>
    private static Task<CreatedReply<MedicineErrorDto>> Report(MedicineErrorDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReportMedicineErrorCommand(body), ct).Created(e => $"/v1/medicine-errors/{e.Id}");

    /// <summary>Lists reports of medicine errors.</summary>
    /// <remarks>
    /// One's own, and for those who answer for medicines those of the pupils whom they reach. Days are Europe/London and both
    /// ends are included. Sorts: occurredAt, updatedAt; the latest first when absent.
    /// </remarks>
    private static Task<OkReply<Page<MedicineErrorDto>>> List(Query<ListMedicineErrorsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a report of a medicine error.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<MedicineErrorDto>> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetMedicineErrorQuery(id), ct).Ok();

    /// <summary>Records what the parent was told.</summary>
    /// <remarks>When and how, or why not: give one of the two. It settles the task that asks for it.</remarks>
    private static Task<OkReply<MedicineErrorDto>> RecordParentContact(
        Guid id, IfMatch ifMatch, RecordMedicineErrorParentContactBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordMedicineErrorParentContactCommand(id, ifMatch.Version, body.ToldAt, body.How, body.NotToldReason), ct).Ok();

    /// <summary>Takes on a review.</summary>
    /// <remarks>Also from a colleague. Whoever gave the dose is refused.</remarks>
    private static Task<OkReply<MedicineErrorDto>> StartReview(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new StartMedicineErrorReviewCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Writes the findings of a review.</summary>
    /// <remarks>For its reviewer, as long as it lasts. What was reported stays as it was.</remarks>
    private static Task<OkReply<MedicineErrorDto>> Review(Guid id, IfMatch ifMatch, MergePatch<MedicineErrorReview> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviewMedicineErrorCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Closes a review.</summary>
    /// <remarks>It needs the cause, the degree of harm and, for a pupil, what became of the parent.</remarks>
    private static Task<OkReply<MedicineErrorDto>> Close(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CloseMedicineErrorCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Takes up a closed review again.</summary>
    /// <remarks>Its task opens again.</remarks>
    private static Task<OkReply<MedicineErrorDto>> Reopen(Guid id, IfMatch ifMatch, ReopenMedicineErrorBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReopenMedicineErrorCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Reports the trend of medicine errors.</summary>
    /// <remarks>
    /// Counts by month, kind, harm and cause beside the period of the same length before. No member of staff and no pupil is
    /// counted out. Numbers from 1 to 4 are left out unless <c>smallNumbers=shown</c>.
    /// </remarks>
    private static Task<OkReply<MedicineErrorReportDto>> Trend(Query<GetMedicineErrorReportQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
