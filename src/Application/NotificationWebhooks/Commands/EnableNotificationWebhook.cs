using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.NotificationWebhooks.Commands;

/// <summary>Takes back a disabling and pings the address; it gets notices again once it has answered.</summary>
[Requires(Permissions.NotificationWebhooksWrite), Audited("notification_webhook.enable")]
public sealed record EnableNotificationWebhookCommand(Guid Id, int ExpectedVersion) : ICommand<NotificationWebhookDto>;

internal sealed class EnableNotificationWebhookHandler(IAppDbContext db, WebhookScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<EnableNotificationWebhookCommand, NotificationWebhookDto>
{
    public async Task<Result<NotificationWebhookDto>> Handle(EnableNotificationWebhookCommand request, CancellationToken cancellationToken)
    {
        var webhook = await scope.LoadAsync(request.Id, request.ExpectedVersion, cancellationToken);
        if (!webhook.IsSuccess)
        {
            return webhook.Error;
        }

        if (webhook.Value.Enable() is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        db.Set<NoticeDelivery>().Add(webhook.Value.Ping(clock.GetUtcNow()).Value);
        return answers.Map<NotificationWebhookDto>(webhook.Value);
    }
}
