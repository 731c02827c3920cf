using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.RoleGrants.Commands;
using PupilSupport.Application.RoleGrants.Dtos;
using PupilSupport.Application.RoleGrants.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class RoleGrantEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var grants = v1.MapGroup("/role-grants").WithTags("Access");
        grants.MapGet("", List).Sends<ListRoleGrantsQuery>();
        grants.MapPost("", Create).Sends<CreateRoleGrantCommand>();
        grants.MapGet("/{id:guid}", Get).Sends<GetRoleGrantQuery>();
        grants.MapPost("/{id:guid}/end", End).Sends<EndRoleGrantCommand>();
    }

    /// <summary>Lists role grants.</summary>
    /// <remarks>Who holds which role where; ended ones too, oldest first.</remarks>
    private static Task<OkReply<Page<RoleGrantDto>>> List(Query<ListRoleGrantsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Grants a role.</summary>
    /// <remarks>To one member of staff or one machine client, at a school or for the trust. Nobody can grant a role to themselves (422).</remarks>
    private static Task<CreatedReply<RoleGrantDto>> Create(CreateRoleGrantBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(
            new CreateRoleGrantCommand(
                body.StaffId, body.ApiClientId, body.Role, body.SchoolId, body.YearGroupFrom, body.YearGroupTo, body.StartsOn, body.EndsOn),
            ct).Created(g => $"/v1/role-grants/{g.Id}");

    /// <summary>Returns a role grant.</summary>
    /// <remarks>Its ETag is what its end needs.</remarks>
    private static Task<OkReply<RoleGrantDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetRoleGrantQuery(id), ct).Ok();

    /// <summary>Ends a role grant.</summary>
    /// <remarks>It holds up to and including the given day and stays on record. Nothing lengthens a grant: make a new one.</remarks>
    private static Task<OkReply<RoleGrantDto>> End(Guid id, IfMatch ifMatch, EndRoleGrantBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EndRoleGrantCommand(id, ifMatch.Version, body.EndsOn, body.Reason), ct).Ok();
}
