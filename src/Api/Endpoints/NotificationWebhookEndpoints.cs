using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.NotificationWebhooks.Commands;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Application.NotificationWebhooks.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class NotificationWebhookEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var webhooks = v1.MapGroup("/notification-webhooks").WithTags("Notifications");
        webhooks.MapGet("", List).Sends<ListNotificationWebhooksQuery>();
        webhooks.MapPost("", Create).Sends<CreateNotificationWebhookCommand>().NeverStored();
        webhooks.MapGet("/{id:guid}", Get).Sends<GetNotificationWebhookQuery>();
        webhooks.MapPost("/{id:guid}/rotate-secret", RotateSecret).Sends<RotateNotificationWebhookSecretCommand>().NeverStored();
        webhooks.MapPost("/{id:guid}/test", Test).Sends<TestNotificationWebhookCommand>();
        webhooks.MapPost("/{id:guid}/disable", Disable).Sends<DisableNotificationWebhookCommand>();
        webhooks.MapPost("/{id:guid}/enable", Enable).Sends<EnableNotificationWebhookCommand>();
        webhooks.MapGet("/{id:guid}/deliveries", ListDeliveries).Sends<ListWebhookDeliveriesQuery>();
        webhooks.MapPost("/{id:guid}/deliveries/{deliveryId:guid}/redeliver", Redeliver).Sends<RedeliverWebhookDeliveryCommand>();
    }

    /// <summary>Lists webhooks.</summary>
    /// <remarks>Disabled ones too, the oldest first. Secrets are never listed.</remarks>
    private static Task<OkReply<Page<NotificationWebhookDto>>> List(Query<ListNotificationWebhooksQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Registers a webhook.</summary>
    /// <remarks>
    /// The answer shows its signing secret, this once. A ping is sent to it, and it gets notices once it has answered with
    /// 2xx. Posts follow Standard Webhooks 1.0.0 and hold ids and kinds, never anything about a person.
    /// </remarks>
    private static Task<CreatedReply<IssuedNotificationWebhookDto>> Create(CreateNotificationWebhookBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CreateNotificationWebhookCommand(body.Name, body.Url, body.SchoolId), ct).Created(w => $"/v1/notification-webhooks/{w.Id}");

    /// <summary>Returns a webhook.</summary>
    /// <remarks>Its ETag is what a change of it needs.</remarks>
    private static Task<OkReply<NotificationWebhookDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetNotificationWebhookQuery(id), ct).Ok();

    /// <summary>Gives a webhook a new signing secret.</summary>
    /// <remarks>The answer shows it, this once. For 24 hours posts are signed with the old one too.</remarks>
    private static Task<OkReply<IssuedNotificationWebhookDto>> RotateSecret(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RotateNotificationWebhookSecretCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Pings a webhook.</summary>
    /// <remarks>The answer is the delivery that will carry the ping; its outcome stands in the list of deliveries within seconds.</remarks>
    private static Task<OkReply<WebhookDeliveryDto>> Test(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new TestNotificationWebhookCommand(id), ct).Ok();

    /// <summary>Disables a webhook.</summary>
    /// <remarks>It gets nothing more; what is on its way to it is dropped.</remarks>
    private static Task<OkReply<NotificationWebhookDto>> Disable(Guid id, IfMatch ifMatch, DisableBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DisableNotificationWebhookCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Enables a disabled webhook.</summary>
    /// <remarks>A ping is sent to it, and it gets notices once it has answered.</remarks>
    private static Task<OkReply<NotificationWebhookDto>> Enable(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EnableNotificationWebhookCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Lists what was posted to a webhook.</summary>
    /// <remarks>The newest first, with the outcome of each.</remarks>
    private static Task<OkReply<Page<WebhookDeliveryDto>>> ListDeliveries(
        Guid id, Query<ListWebhookDeliveriesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { WebhookId = id }, ct).Ok();

    /// <summary>Posts a message once more.</summary>
    /// <remarks>Under the same id, so that a receiver who had it knows it again. One that is still on its way is refused (409).</remarks>
    private static Task<OkReply<WebhookDeliveryDto>> Redeliver(
        Guid id, Guid deliveryId, IfMatch? ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RedeliverWebhookDeliveryCommand(id, deliveryId, ifMatch?.Version), ct).Ok();
}
