using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.NotificationWebhooks;

/// <summary>The webhooks that the caller reaches: a school's by school, the trust's by a grant for the whole trust.</summary>
internal sealed class WebhookScope(IAppDbContext db, ICaller caller)
{
    public IQueryable<NotificationWebhook> For(string permission)
    {
        var reach = caller.ReachOf(permission);
        var (everywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return db.Set<NotificationWebhook>().Where(w => everywhere || (w.SchoolId != null && schools.Contains(w.SchoolId.Value)));
    }

    /// <summary>The webhook for a change, with its secrets.</summary>
    public async Task<Result<NotificationWebhook>> LoadAsync(Guid id, int? version, CancellationToken ct)
    {
        var webhookId = new NotificationWebhookId(id);
        var webhook = await For(Permissions.NotificationWebhooksWrite).Include(w => w.Secrets).SingleOrDefaultAsync(w => w.Id == webhookId, ct);
        return webhook switch
        {
            null => CommonErrors.NotFound,
            _ when webhook.Check(version).Error is { } stale => stale,
            _ => webhook,
        };
    }

    /// <summary>Whether the caller may make one for the school, or for the trust when null.</summary>
    public async Task<Error?> RefusalAsync(Guid? school, CancellationToken ct)
    {
        var reach = caller.ReachOf(Permissions.NotificationWebhooksWrite);
        if (school is not { } given)
        {
            return reach.WholeTrust ? null : CommonErrors.InsufficientScope;
        }

        var id = new SchoolId(given);
        var isKnown = reach.Includes(id) && await db.Set<School>().AnyAsync(s => s.Id == id, ct);
        return isKnown ? null : CommonErrors.UnknownReference.At("/schoolId");
    }
}

/// <summary>Where notices may be posted.</summary>
public interface IWebhookAddresses
{
    /// <summary>Whether the form of the address is one that may be called. What its name stands for is checked at each call.</summary>
    bool Accept(string url);
}

/// <summary>Makes the secrets that sign.</summary>
public interface IWebhookSecrets
{
    /// <summary>A new secret: the text to be shown once, and what is stored.</summary>
    (string Text, byte[] Sealed) Create(NotificationWebhookId webhook);
}
