using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.StaffIdentities.Commands;
using PupilSupport.Application.StaffIdentities.Dtos;
using PupilSupport.Application.StaffIdentities.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class StaffIdentityEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var identities = v1.MapGroup("/staff-identities").WithTags("Access");
        identities.MapGet("", List).Sends<ListStaffIdentitiesQuery>();
        identities.MapPost("", Link).Sends<LinkStaffIdentityCommand>();
        identities.MapGet("/{id:guid}", Get).Sends<GetStaffIdentityQuery>();
        identities.MapPost("/{id:guid}/disable", Disable).Sends<DisableStaffIdentityCommand>();
    }

    /// <summary>Lists staff identities.</summary>
    /// <remarks>Which subject of which identity issuer is whom; oldest first.</remarks>
    private static Task<OkReply<Page<StaffIdentityDto>>> List(Query<ListStaffIdentitiesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Ties a subject to a member of staff.</summary>
    /// <remarks>A subject of an issuer stands for one person for ever; a person may have several.</remarks>
    private static Task<CreatedReply<StaffIdentityDto>> Link(LinkStaffIdentityBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new LinkStaffIdentityCommand(body.IssuerId, body.Subject, body.StaffId), ct).Created(i => $"/v1/staff-identities/{i.Id}");

    /// <summary>Returns a staff identity.</summary>
    /// <remarks>Its ETag is what disabling it needs.</remarks>
    private static Task<OkReply<StaffIdentityDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetStaffIdentityQuery(id), ct).Ok();

    /// <summary>Disables a staff identity.</summary>
    /// <remarks>For a leaver, and for good. The person's tokens stop within a minute.</remarks>
    private static Task<OkReply<StaffIdentityDto>> Disable(Guid id, IfMatch ifMatch, DisableBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DisableStaffIdentityCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
