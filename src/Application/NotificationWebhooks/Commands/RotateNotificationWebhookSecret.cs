using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.NotificationWebhooks.Commands;

[Requires(Permissions.NotificationWebhooksWrite), Audited("notification_webhook.rotate_secret")]
public sealed record RotateNotificationWebhookSecretCommand(Guid Id, int ExpectedVersion) : ICommand<IssuedNotificationWebhookDto>;

internal sealed class RotateNotificationWebhookSecretHandler(WebhookScope scope, IWebhookSecrets secrets, IAnswers answers, TimeProvider clock)
    : ICommandHandler<RotateNotificationWebhookSecretCommand, IssuedNotificationWebhookDto>
{
    public async Task<Result<IssuedNotificationWebhookDto>> Handle(RotateNotificationWebhookSecretCommand request, CancellationToken cancellationToken)
    {
        var webhook = await scope.LoadAsync(request.Id, request.ExpectedVersion, cancellationToken);
        if (!webhook.IsSuccess)
        {
            return webhook.Error;
        }

        var secret = secrets.Create(webhook.Value.Id);
        return webhook.Value.Rotate(secret.Sealed, clock.GetUtcNow()) is { IsSuccess: false } refused
            ? refused.Error
            : answers.Map<IssuedNotificationWebhookDto>(webhook.Value) with { Secret = secret.Text };
    }
}
