using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.NotificationWebhooks.Commands;

/// <summary>Sends a ping, which also makes a pending webhook active when it is answered.</summary>
[Requires(Permissions.NotificationWebhooksWrite), Audited("notification_webhook.test")]
public sealed record TestNotificationWebhookCommand(Guid Id) : ICommand<WebhookDeliveryDto>;

internal sealed class TestNotificationWebhookHandler(IAppDbContext db, WebhookScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<TestNotificationWebhookCommand, WebhookDeliveryDto>
{
    public async Task<Result<WebhookDeliveryDto>> Handle(TestNotificationWebhookCommand request, CancellationToken cancellationToken)
    {
        var webhook = await scope.LoadAsync(request.Id, null, cancellationToken);
        if (!webhook.IsSuccess)
        {
            return webhook.Error;
        }

        var ping = webhook.Value.Ping(clock.GetUtcNow());
        if (!ping.IsSuccess)
        {
            return ping.Error;
        }

        db.Set<NoticeDelivery>().Add(ping.Value);
        return answers.Map<WebhookDeliveryDto>(ping.Value);
    }
}
