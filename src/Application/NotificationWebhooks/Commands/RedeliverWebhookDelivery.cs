using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.NotificationWebhooks.Commands;

/// <summary>Sends a message once more, under the same id.</summary>
[Requires(Permissions.NotificationWebhooksWrite), Audited("notice_delivery.redeliver")]
public sealed record RedeliverWebhookDeliveryCommand(Guid WebhookId, Guid Id, int? ExpectedVersion) : ICommand<WebhookDeliveryDto>;

internal sealed class RedeliverWebhookDeliveryHandler(IAppDbContext db, WebhookScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<RedeliverWebhookDeliveryCommand, WebhookDeliveryDto>
{
    public async Task<Result<WebhookDeliveryDto>> Handle(RedeliverWebhookDeliveryCommand request, CancellationToken cancellationToken)
    {
        var webhook = await scope.LoadAsync(request.WebhookId, null, cancellationToken);
        if (!webhook.IsSuccess)
        {
            return webhook.Error;
        }

        var (webhookId, id) = (webhook.Value.Id, new NoticeDeliveryId(request.Id));
        if (await db.Set<NoticeDelivery>().SingleOrDefaultAsync(d => d.Id == id && d.WebhookId == webhookId, cancellationToken) is not { } delivery)
        {
            return CommonErrors.NotFound;
        }

        if (delivery.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        if (webhook.Value.Status == WebhookStatus.Disabled)
        {
            return WebhookErrors.Disabled;
        }

        return delivery.Again(clock.GetUtcNow()) is { IsSuccess: false } refused ? refused.Error : answers.Map<WebhookDeliveryDto>(delivery);
    }
}
