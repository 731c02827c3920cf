using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.ApiClients.Commands;
using PupilSupport.Application.ApiClients.Dtos;
using PupilSupport.Application.ApiClients.Queries;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Endpoints;

internal sealed class ApiClientEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var clients = v1.MapGroup("/api-clients").WithTags("Access");
        clients.MapGet("", List).Sends<ListApiClientsQuery>();
        clients.MapPost("", Create).Sends<CreateApiClientCommand>().NeverStored();
        clients.MapGet("/{id:guid}", Get).Sends<GetApiClientQuery>();
        clients.MapPost("/{id:guid}/rotate-secret", RotateSecret).Sends<RotateApiClientSecretCommand>().NeverStored();
        clients.MapPost("/{id:guid}/keys", AddKey).Sends<AddApiClientKeyCommand>();
        clients.MapPost("/{id:guid}/disable", Disable).Sends<DisableApiClientCommand>();
    }

    /// <summary>Lists API clients.</summary>
    /// <remarks>Disabled ones too, oldest first. Secrets are never listed.</remarks>
    private static Task<OkReply<Page<ApiClientDto>>> List(Query<ListApiClientsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Makes a machine client.</summary>
    /// <remarks>The answer shows its secret, this once. It may do nothing until a role is granted to it.</remarks>
    private static Task<CreatedReply<IssuedApiClientDto>> Create(CreateApiClientBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CreateApiClientCommand(body.Name, body.Scopes), ct).Created(c => $"/v1/api-clients/{c.Id}");

    /// <summary>Returns an API client.</summary>
    /// <remarks>Its ETag is what a change of it needs.</remarks>
    private static Task<OkReply<ApiClientDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetApiClientQuery(id), ct).Ok();

    /// <summary>Gives a client a new secret.</summary>
    /// <remarks>The answer shows it, this once. The secret before it holds on, so that it can be replaced without a gap; the one before that ends now.</remarks>
    private static Task<OkReply<IssuedApiClientDto>> RotateSecret(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RotateApiClientSecretCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Gives a client a public key.</summary>
    /// <remarks>For private_key_jwt, which needs no shared secret. At most four.</remarks>
    private static Task<OkReply<ApiClientDto>> AddKey(Guid id, IfMatch ifMatch, AddApiClientKeyBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AddApiClientKeyCommand(id, ifMatch.Version, body.Kid, body.PublicKey), ct).Ok();

    /// <summary>Disables a client.</summary>
    /// <remarks>For good. It gets no more tokens, and those it has stop within a minute.</remarks>
    private static Task<OkReply<ApiClientDto>> Disable(Guid id, IfMatch ifMatch, DisableBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DisableApiClientCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
