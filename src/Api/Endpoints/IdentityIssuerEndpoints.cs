using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.IdentityIssuers.Commands;
using PupilSupport.Application.IdentityIssuers.Dtos;
using PupilSupport.Application.IdentityIssuers.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class IdentityIssuerEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var issuers = v1.MapGroup("/identity-issuers").WithTags("Access");
        issuers.MapGet("", List).Sends<ListIdentityIssuersQuery>();
        issuers.MapPost("", Register).Sends<RegisterIdentityIssuerCommand>();
        issuers.MapGet("/{id:guid}", Get).Sends<GetIdentityIssuerQuery>();
        issuers.MapPost("/{id:guid}/disable", Disable).Sends<DisableIdentityIssuerCommand>();
    }

    /// <summary>Lists identity issuers.</summary>
    /// <remarks>Disabled ones too, oldest first.</remarks>
    private static Task<OkReply<Page<IdentityIssuerDto>>> List(Query<ListIdentityIssuersQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Registers an identity issuer.</summary>
    /// <remarks>Its access tokens are then taken for this trust and no other. Its people still need an identity here and role grants.</remarks>
    private static Task<CreatedReply<IdentityIssuerDto>> Register(RegisterIdentityIssuerBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RegisterIdentityIssuerCommand(body.IssuerUrl, body.Audience, body.TokenType, body.SubjectClaim), ct)
            .Created(i => $"/v1/identity-issuers/{i.Id}");

    /// <summary>Returns an identity issuer.</summary>
    /// <remarks>Its ETag is what disabling it needs.</remarks>
    private static Task<OkReply<IdentityIssuerDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetIdentityIssuerQuery(id), ct).Ok();

    /// <summary>Disables an identity issuer.</summary>
    /// <remarks>For good. Its tokens stop within a minute.</remarks>
    private static Task<OkReply<IdentityIssuerDto>> Disable(Guid id, IfMatch ifMatch, DisableBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DisableIdentityIssuerCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
