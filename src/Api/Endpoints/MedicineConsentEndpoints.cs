using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineConsents;
using PupilSupport.Application.MedicineConsents.Commands;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.MedicineConsents.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class MedicineConsentEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var consents = v1.MapGroup("/medicine-consents").WithTags("Medicine consents");
        consents.MapPost("", Request).Sends<RequestMedicineConsentCommand>();
        consents.MapGet("", List).Sends<ListMedicineConsentsQuery>();
        consents.MapGet("/{id:guid}", Get).Sends<GetMedicineConsentQuery>();
        consents.MapPost("/{id:guid}/give", Give).Sends<GiveMedicineConsentCommand>();
        consents.MapPost("/{id:guid}/withdraw", Withdraw).Sends<WithdrawMedicineConsentCommand>();
    }

    /// <summary>Records a consent to a medicine.</summary>
    /// <remarks>
    /// With <c>givenAt</c> and <c>method</c> it is given at once, else it is asked for. It is given by a contact with
    /// parental responsibility who is not barred, or by the pupil: from 16 on, or younger when found competent. A pupil's
    /// own consent can be confidential: then it and all that rests on it exists for the medical lead and the DSL only.
    /// One that is asked for and not given opens a task for the medical lead after the policy's days.
    /// </remarks>
    private static Task<CreatedReply<MedicineConsentDto>> Request(NewMedicineConsent body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RequestMedicineConsentCommand(body), ct).Created(c => $"/v1/medicine-consents/{c.Id}");

    /// <summary>Lists consents.</summary>
    /// <remarks>Those of the pupils whom the caller reaches. Sorts: recordedAt, updatedAt; -recordedAt when absent.</remarks>
    private static Task<OkReply<Page<MedicineConsentDto>>> List(Query<ListMedicineConsentsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a consent.</summary>
    /// <remarks><c>orders</c> are those that rest on it; <c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<MedicineConsentDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetMedicineConsentQuery(id), ct).Ok();

    /// <summary>Records that what was asked for is given.</summary>
    /// <remarks>By the contact who was asked, unless another or the pupil is named. It does not become confidential.</remarks>
    private static Task<OkReply<MedicineConsentDto>> Give(Guid id, IfMatch ifMatch, MedicineConsentGift body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GiveMedicineConsentCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Withdraws or refuses a consent.</summary>
    /// <remarks>Every order that rests on it and is not over is stopped in the same transaction, and the medical lead is told of those that were in force.</remarks>
    private static Task<OkReply<MedicineConsentDto>> Withdraw(
        Guid id, IfMatch ifMatch, WithdrawMedicineConsentBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WithdrawMedicineConsentCommand(id, ifMatch.Version, body.Reason, body.WithdrawnByContactId), ct).Ok();
}
