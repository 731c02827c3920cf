using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.NotificationWebhooks.Commands;

[Requires(Permissions.NotificationWebhooksWrite), Audited("notification_webhook.disable")]
public sealed record DisableNotificationWebhookCommand(Guid Id, int ExpectedVersion, string? Reason) : ICommand<NotificationWebhookDto>, IReasoned;

internal sealed class DisableNotificationWebhookHandler(WebhookScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<DisableNotificationWebhookCommand, NotificationWebhookDto>
{
    public async Task<Result<NotificationWebhookDto>> Handle(DisableNotificationWebhookCommand request, CancellationToken cancellationToken)
    {
        var webhook = await scope.LoadAsync(request.Id, request.ExpectedVersion, cancellationToken);
        if (!webhook.IsSuccess)
        {
            return webhook.Error;
        }

        return webhook.Value.Disable(WebhookEnd.Requested, clock.GetUtcNow()) is { IsSuccess: false } refused
            ? refused.Error
            : answers.Map<NotificationWebhookDto>(webhook.Value);
    }
}
