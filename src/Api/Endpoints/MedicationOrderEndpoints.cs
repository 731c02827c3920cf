using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicationAlerts;
using PupilSupport.Application.MedicationOrders;
using PupilSupport.Application.MedicationOrders.Commands;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.MedicationOrders.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class MedicationOrderEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var orders = v1.MapGroup("/medication-orders").WithTags("Medication orders");
        orders.MapPost("", Draft).Sends<DraftMedicationOrderCommand>();
        orders.MapGet("", List).Sends<ListMedicationOrdersQuery>();
        orders.MapGet("/{id:guid}", Get).Sends<GetMedicationOrderQuery>();
        orders.MapPatch("/{id:guid}", Revise).Sends<ReviseMedicationOrderCommand>();
        orders.MapPost("/{id:guid}/verify", Verify).Sends<VerifyMedicationOrderCommand>();
        orders.MapPost("/{id:guid}/confirm", Confirm).Sends<ConfirmMedicationOrderCommand>();
        orders.MapPost("/{id:guid}/activate", Activate).Sends<ActivateMedicationOrderCommand>();
        orders.MapPost("/{id:guid}/hold", Hold).Sends<HoldMedicationOrderCommand>();
        orders.MapPost("/{id:guid}/resume", Resume).Sends<ResumeMedicationOrderCommand>();
        orders.MapPost("/{id:guid}/end", End).Sends<EndMedicationOrderCommand>();
        orders.MapPost("/{id:guid}/stop", Stop).Sends<StopMedicationOrderCommand>();
        v1.MapGroup("/medication-alerts").WithTags("Medication orders").MapGet("", Alerts).Sends<ListMedicationAlertsQuery>();
    }

    /// <summary>Drafts an order for a medicine.</summary>
    /// <remarks>
    /// The consent, when it is named, is of the same pupil, medicine and unit, for at least <c>doseMax</c>, and the order
    /// belongs to its school. Aspirin for a pupil under 16 is taken only when prescribed. That the pupil has another open
    /// order for the same medicine is a warning.
    /// </remarks>
    private static Task<CreatedReply<MedicationOrderDto>> Draft(DraftMedicationOrderBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DraftMedicationOrderCommand(body.PupilId, body), ct).Created(o => $"/v1/medication-orders/{o.Id}");

    /// <summary>Lists orders.</summary>
    /// <remarks>Those of the pupils whom the caller reaches. Sorts: recordedAt, updatedAt; -recordedAt when absent.</remarks>
    private static Task<OkReply<Page<MedicationOrderDto>>> List(Query<ListMedicationOrdersQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns an order.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<MedicationOrderDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetMedicationOrderQuery(id), ct).Ok();

    /// <summary>Changes a draft.</summary>
    /// <remarks>Absent members stay, null clears, lists are replaced. From its verification on an order is never changed: stop it and draft another.</remarks>
    private static Task<OkReply<MedicationOrderDto>> Revise(
        Guid id, IfMatch ifMatch, MergePatch<MedicationOrderEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseMedicationOrderCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Verifies a draft against the label.</summary>
    /// <remarks>For a controlled drug a colleague can be asked at once to confirm it.</remarks>
    private static Task<OkReply<MedicationOrderDto>> Verify(
        Guid id, IfMatch ifMatch, VerifyMedicationOrderBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VerifyMedicationOrderCommand(id, ifMatch.Version, body.LabelChecked, body.ConfirmerId), ct).Ok();

    /// <summary>Confirms a verified order for a controlled drug.</summary>
    /// <remarks>By another person than the one who verified it, with that person's own token.</remarks>
    private static Task<OkReply<MedicationOrderDto>> Confirm(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ConfirmMedicationOrderCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Puts a verified order in force.</summary>
    /// <remarks>Its consent must be given and cover it, and one for a controlled drug must be confirmed.</remarks>
    private static Task<OkReply<MedicationOrderDto>> Activate(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ActivateMedicationOrderCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Puts an order on hold.</summary>
    /// <remarks>No dose is given by it until it is resumed.</remarks>
    private static Task<OkReply<MedicationOrderDto>> Hold(
        Guid id, IfMatch ifMatch, MedicationOrderReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new HoldMedicationOrderCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Resumes an order.</summary>
    /// <remarks>As for its activation, the consent must be given and cover it; a new one can come in the place of one that has run out.</remarks>
    private static Task<OkReply<MedicationOrderDto>> Resume(
        Guid id, IfMatch ifMatch, ResumeMedicationOrderBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ResumeMedicationOrderCommand(id, ifMatch.Version, body.Reason, body.ConsentId), ct).Ok();

    /// <summary>Ends an order.</summary>
    /// <remarks>It has served its turn. One with a last day ends by itself in the night after it.</remarks>
    private static Task<OkReply<MedicationOrderDto>> End(
        Guid id, IfMatch ifMatch, MedicationOrderReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EndMedicationOrderCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Stops an order.</summary>
    /// <remarks>It is broken off; one that never was in force is dropped.</remarks>
    private static Task<OkReply<MedicationOrderDto>> Stop(
        Guid id, IfMatch ifMatch, MedicationOrderReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new StopMedicationOrderCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Lists pupils with rescue medicines and allergies.</summary>
    /// <remarks>
    /// For everybody who works with the pupils, and no more than they must know: the rescue medicines in force today, and
    /// what a pupil is allergic to as the orders in force say it. Sorts: name.
    /// </remarks>
    private static Task<OkReply<Page<MedicationAlertDto>>> Alerts(Query<ListMedicationAlertsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
