using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Signpostings.Commands;
using PupilSupport.Application.Signpostings.Dtos;
using PupilSupport.Application.Signpostings.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class SignpostingEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var signpostings = v1.MapGroup("/signpostings").WithTags("Signpostings");
        signpostings.MapPost("", Record).Sends<RecordSignpostingCommand>().NeverStored();
        signpostings.MapGet("", List).Sends<ListSignpostingsQuery>().NeverStored();
        signpostings.MapGet("/{id:guid}", Get).Sends<GetSignpostingQuery>().NeverStored();
        signpostings.MapPost("/{id:guid}/follow-up", FollowUp).Sends<FollowUpSignpostingCommand>().NeverStored();
        signpostings.MapPost("/{id:guid}/void", Void).Sends<VoidSignpostingCommand>().NeverStored();
    }

    /// <summary>Records that a family was told about an agency.</summary>
    /// <remarks>
    /// Without a referral. With <c>followUpOn</c> it makes a task for whoever records it. What concerns an agency that offers safeguarding services alone is for those
    /// who answer for safeguarding, and for whoever recorded it.
    /// </remarks>
    private static Task<CreatedReply<SignpostingDto>> Record(SignpostingDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordSignpostingCommand(body), ct).Created(s => $"/v1/signpostings/{s.Id}");

    /// <summary>Lists signpostings.</summary>
    /// <remarks>Those that the caller recorded, and those of pupils within reach. Sorts: at, updatedAt; -at when absent.</remarks>
    private static Task<OkReply<Page<SignpostingDto>>> List(Query<ListSignpostingsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a signposting.</summary>
    /// <remarks><c>currentAgencyId</c> says which entry of the directory is meant by now.</remarks>
    private static Task<OkReply<SignpostingDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetSignpostingQuery(id), ct).Ok();

    /// <summary>Says what became of a signposting.</summary>
    /// <remarks>Once. The task that asked for it is done.</remarks>
    private static Task<OkReply<SignpostingDto>> FollowUp(Guid id, IfMatch ifMatch, FollowUpSignpostingBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new FollowUpSignpostingCommand(id, ifMatch.Version, body.Outcome, body.Note), ct).Ok();

    /// <summary>Voids a signposting.</summary>
    /// <remarks>For one that never was, or names the wrong family or agency: record it again. It leaves lists, its task is cancelled, and it keeps what it says.</remarks>
    private static Task<OkReply<SignpostingDto>> Void(Guid id, IfMatch ifMatch, VoidSignpostingBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidSignpostingCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
