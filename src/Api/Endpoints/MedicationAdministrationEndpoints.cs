using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicationAdministrations;
using PupilSupport.Application.MedicationAdministrations.Commands;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.MedicationAdministrations.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class MedicationAdministrationEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var doses = v1.MapGroup("/medication-administrations").WithTags("Medication administrations");
        doses.MapPost("", Record).Sends<RecordMedicationAdministrationCommand>();
        doses.MapGet("", List).Sends<ListMedicationAdministrationsQuery>();
        doses.MapGet("/{id:guid}", Get).Sends<GetMedicationAdministrationQuery>();
        doses.MapPost("/{id:guid}/witness", Witness).Sends<WitnessMedicationAdministrationCommand>();
        doses.MapPost("/{id:guid}/parent-notified", NotifyParent).Sends<NotifyParentOfMedicationAdministrationCommand>();
        doses.MapPost("/{id:guid}/void", Void).Sends<VoidMedicationAdministrationCommand>();
        var orders = v1.MapGroup("/medication-orders/{id:guid}").WithTags("Medication administrations");
        orders.MapPost("/dose-check", Check).Sends<CheckDoseQuery>();
        orders.MapPost("/dose-overrides", RequestOverride).Sends<RequestDoseOverrideCommand>();
        orders.MapGet("/dose-overrides/{overrideId:guid}", GetOverride).Sends<GetDoseOverrideQuery>();
        orders.MapPost("/dose-overrides/{overrideId:guid}/confirm", ConfirmOverride).Sends<ConfirmDoseOverrideCommand>();
    }

    /// <summary>Records what became of a dose.</summary>
    /// <remarks>
    /// A dose that the guard refuses is 422 <c>dose-refused</c> with every reason and <c>nextAllowedAt</c>. With
    /// <c>alreadyGiven</c> it is recorded whatever the guard says, marked, and reported as an error. Of a rescue medicine
    /// every finding is a warning, and any member of staff may record it. Whoever sends the token gave it. What it took from
    /// stock is entered in the same transaction.
    /// </remarks>
    private static Task<CreatedReply<MedicationAdministrationDto>> Record(AdministrationDraft body, IdempotencyKey key, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordMedicationAdministrationCommand(body), ct).Created(d => $"/v1/medication-administrations/{d.Id}");

    /// <summary>Lists doses.</summary>
    /// <remarks>Those of the pupils whom the caller reaches. Days are Europe/London and both ends are included. Sorts: givenAt, updatedAt; -givenAt when absent.</remarks>
    private static Task<OkReply<Page<MedicationAdministrationDto>>> List(
        Query<ListMedicationAdministrationsQuery> query, IMediator mediator, CancellationToken ct) => mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns the record of a dose.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<MedicationAdministrationDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetMedicationAdministrationQuery(id), ct).Ok();

    /// <summary>Confirms a dose as its witness.</summary>
    /// <remarks>By the token of the person who was named, or of anybody else but the giver when nobody was.</remarks>
    private static Task<OkReply<MedicationAdministrationDto>> Witness(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WitnessMedicationAdministrationCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Records that a parent was told of a dose.</summary>
    /// <remarks>Never of what rests on a confidential consent.</remarks>
    private static Task<OkReply<MedicationAdministrationDto>> NotifyParent(
        Guid id, IfMatch ifMatch, ParentNotifiedBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new NotifyParentOfMedicationAdministrationCommand(id, ifMatch.Version, body.At, body.How), ct).Ok();

    /// <summary>Voids the record of a dose.</summary>
    /// <remarks>
    /// It counts for nothing from then on and stays readable; nothing is edited or deleted. <c>replacement</c> records what
    /// should have been, in the same transaction.
    /// </remarks>
    private static Task<OkReply<MedicationAdministrationDto>> Void(
        Guid id, IfMatch ifMatch, VoidMedicationAdministrationBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidMedicationAdministrationCommand(id, ifMatch.Version, body.Reason, body.MedicineStillInPack, body.Replacement), ct).Ok();

    /// <summary>Says whether the caller may give a dose.</summary>
    /// <remarks>It records nothing. <c>failures</c> holds every reason at once.</remarks>
    private static Task<OkReply<DoseCheckDto>> Check(Guid id, DoseCheckBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CheckDoseQuery(id, body.Quantity, body.At, body.StockId, body.PriorDoseCheck), ct).Ok();

    /// <summary>Asks for leave to give a dose that the guard refuses.</summary>
    /// <remarks>On the word of a prescriber or an emergency service, before the dose is given. A second person confirms; then it holds for one dose.</remarks>
    private static Task<CreatedReply<DoseOverrideDto>> RequestOverride(Guid id, RequestDoseOverrideBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RequestDoseOverrideCommand(id, body.Quantity, body.Authority, body.Reference, body.Reason), ct)
            .Created(o => $"/v1/medication-orders/{o.OrderId}/dose-overrides/{o.Id}");

    /// <summary>Returns an override.</summary>
    private static Task<OkReply<DoseOverrideDto>> GetOverride(Guid id, Guid overrideId, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetDoseOverrideQuery(id, overrideId), ct).Ok();

    /// <summary>Confirms an override as the second person.</summary>
    /// <remarks>By one's own token, never by the one who asked.</remarks>
    private static Task<OkReply<DoseOverrideDto>> ConfirmOverride(
        Guid id, Guid overrideId, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ConfirmDoseOverrideCommand(id, overrideId, ifMatch.Version), ct).Ok();
}
