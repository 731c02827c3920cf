using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>Changes a webhook's state for what its receiver did, through the unit of work: audited and announced as any change.</summary>
internal sealed class WebhookKeeper(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const string Actor = "notices";

    public Task ActivateAsync(TrustId trust, NotificationWebhookId id, CancellationToken ct) => ChangeAsync(
        trust, id, "notification_webhook.activate", (webhook, _) =>
        {
            webhook.Activate();
            return Task.CompletedTask;
        }, ct);

    /// <summary>Also tells those who run the trust's access.</summary>
    public Task DisableAsync(TrustId trust, NotificationWebhookId id, WebhookEnd because, CancellationToken ct) => ChangeAsync(
        trust, id, "notification_webhook.disable", async (webhook, notices) =>
        {
            if (webhook.Disable(because, clock.GetUtcNow()).IsSuccess)
            {
                var about = new NoticeAbout(NoticeKind.WebhookDisabled, id.Value, webhook.SchoolId);
                await notices.TellHoldersAsync(Role.TrustAdministrator, webhook.SchoolId, about, ct);
            }
        }, ct);

    private async Task ChangeAsync(TrustId trust, NotificationWebhookId id, string action, Func<NotificationWebhook, INotices, Task> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CallerAccessor>().Set(new Caller(trust, Actor, Actor, null, [], []));
        if (await services.GetRequiredService<IAppDbContext>().Set<NotificationWebhook>().SingleOrDefaultAsync(w => w.Id == id, ct) is { } webhook)
        {
            await change(webhook, services.GetRequiredService<INotices>());
            // Lost against somebody's own change: theirs stands, and the next delivery finds out anew.
            await services.GetRequiredService<IUnitOfWork>().SaveAsync(action, null, ct);
        }
    }
}
