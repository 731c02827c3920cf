using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.InformationShares.Commands;
using PupilSupport.Application.InformationShares.Dtos;
using PupilSupport.Application.InformationShares.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class InformationShareEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var shares = v1.MapGroup("/information-shares").WithTags("Information shares");
        shares.MapPost("", Record).Sends<RecordInformationShareCommand>().NeverStored();
        shares.MapGet("", List).Sends<ListInformationSharesQuery>().NeverStored();
        shares.MapGet("/{id:guid}", Get).Sends<GetInformationShareQuery>().NeverStored();
        shares.MapPost("/{id:guid}/complete-basis", CompleteBasis).Sends<CompleteInformationShareBasisCommand>().NeverStored();
        shares.MapPost("/{id:guid}/void", Void).Sends<VoidInformationShareCommand>().NeverStored();
    }

    /// <summary>Records that something was shared about a pupil, or that it was refused.</summary>
    /// <remarks>
    /// The decision is that of whoever calls. What has happened is recorded even when its basis is not whole: from <c>health</c> up without a
    /// condition of Article 9, or without the condition of Schedule 1 that this rests on, it has a finding, and the safeguarding lead a task. A
    /// basis that contradicts itself is refused. Documents that are made to leave the school record themselves.
    /// </remarks>
    private static Task<CreatedReply<InformationShareDto>> Record(InformationShareDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordInformationShareCommand(body), ct).Created(s => $"/v1/information-shares/{s.Id}");

    /// <summary>Lists what was shared and what was refused.</summary>
    /// <remarks>
    /// One's own decisions, and those about the pupils within reach by their label. Days are Europe/London and both ends are included. Sorts:
    /// sharedAt, updatedAt; -sharedAt when absent.
    /// </remarks>
    private static Task<OkReply<Page<InformationShareDto>>> List(Query<ListInformationSharesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns an entry of the log.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<InformationShareDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetInformationShareQuery(id), ct).Ok();

    /// <summary>Completes the basis of something that was shared.</summary>
    /// <remarks>
    /// Once, for one with findings: by whoever decided, or whoever answers for the log. With what is added the basis must be whole; what it names is
    /// not replaced. It ends the task.
    /// </remarks>
    private static Task<OkReply<InformationShareDto>> CompleteBasis(
        Guid id, IfMatch ifMatch, CompleteInformationShareBasisBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CompleteInformationShareBasisCommand(id, ifMatch.Version, body.Article9, body.Schedule1), ct).Ok();

    /// <summary>Voids an entry of the log.</summary>
    /// <remarks>For a mistake, or for a document that was made to leave and never left. It leaves the lists and keeps what it says.</remarks>
    private static Task<OkReply<InformationShareDto>> Void(
        Guid id, IfMatch ifMatch, VoidInformationShareBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidInformationShareCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
