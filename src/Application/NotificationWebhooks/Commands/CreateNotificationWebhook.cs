using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.NotificationWebhooks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.NotificationWebhooks.Commands;

/// <summary>Registers an address and pings it; it gets notices once it has answered.</summary>
/// <param name="SchoolId">Null for the notices of the whole trust.</param>
[Requires(Permissions.NotificationWebhooksWrite), Audited("notification_webhook.create")]
public sealed record CreateNotificationWebhookCommand(string Name, string Url, Guid? SchoolId) : ICommand<IssuedNotificationWebhookDto>;

internal sealed class CreateNotificationWebhookHandler(
    IAppDbContext db, ICaller caller, WebhookScope scope, IWebhookAddresses addresses, IWebhookSecrets secrets, IAnswers answers, TimeProvider clock)
    : ICommandHandler<CreateNotificationWebhookCommand, IssuedNotificationWebhookDto>
{
    public async Task<Result<IssuedNotificationWebhookDto>> Handle(CreateNotificationWebhookCommand request, CancellationToken cancellationToken)
    {
        if (await scope.RefusalAsync(request.SchoolId, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (!addresses.Accept(request.Url))
        {
            return WebhookErrors.UrlNotAllowed.At("/url");
        }

        var now = clock.GetUtcNow();
        var id = new NotificationWebhookId(Guid.CreateVersion7(now));
        var secret = secrets.Create(id);
        SchoolId? school = request.SchoolId is { } given ? new(given) : null;
        var webhook = NotificationWebhook.Register(caller.TrustId, id, request.Name, request.Url, school, secret.Sealed, now);
        db.Set<NotificationWebhook>().Add(webhook);
        db.Set<NoticeDelivery>().Add(webhook.Ping(now).Value);
        return answers.Map<IssuedNotificationWebhookDto>(webhook) with { Secret = secret.Text };
    }
}
