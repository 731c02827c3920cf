using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Notices;

public readonly record struct NotificationWebhookId(Guid Value) : ITypedId<NotificationWebhookId>
{
    public static NotificationWebhookId From(Guid value) => new(value);
}

public enum WebhookStatus
{
    /// <summary>It gets no notices until its receiver has answered a ping.</summary>
    Pending,

    /// <summary>It gets notices.</summary>
    Active,

    /// <summary>It gets nothing.</summary>
    Disabled,
}

/// <summary>Why a webhook is disabled.</summary>
public enum WebhookEnd
{
    /// <summary>Somebody did it.</summary>
    Requested,

    /// <summary>The receiver answered 410.</summary>
    Gone,

    /// <summary>Nothing but failure for five days.</summary>
    Failing,
}

/// <summary>An address to which notices of one school, or of the whole trust, are posted and signed.</summary>
public sealed class NotificationWebhook : AggregateRoot<NotificationWebhookId>
{
    public const int NameMax = 100;
    public const int UrlMax = 500;

    /// <summary>Two live at once, so that the receiver can change over without a gap.</summary>
    public const int MaxLiveSecrets = 2;

    /// <summary>How long the old secret still signs.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private readonly List<WebhookSecret> _secrets = [];

    private NotificationWebhook(TrustId trustId, NotificationWebhookId id, DateTimeOffset now) : base(trustId, id, now) { }

    private NotificationWebhook() { }

    public string Name { get; private set; } = "";
    public string Url { get; private set; } = "";

    /// <summary>The school whose notices it gets; null for all of the trust.</summary>
    public SchoolId? SchoolId { get; private set; }
    public WebhookStatus Status { get; private set; }
    public DateTimeOffset? DisabledAt { get; private set; }
    public WebhookEnd? DisabledBecause { get; private set; }

    /// <summary>Since when there was nothing but failure; kept by the worker without raising the version.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>When it was last asked whether it answers.</summary>
    public DateTimeOffset? PingedAt { get; private set; }

    public IReadOnlyCollection<WebhookSecret> Secrets => _secrets;

    public static NotificationWebhook Register(
        TrustId trustId, NotificationWebhookId id, string name, string url, SchoolId? school, byte[] sealedSecret, DateTimeOffset now)
    {
        var webhook = new NotificationWebhook(trustId, id, now) { Name = name, Url = url, SchoolId = school };
        webhook._secrets.Add(new WebhookSecret(trustId, id, sealedSecret, now));
        return webhook;
    }

    /// <summary>Adds a secret. The one before signs on for a day, any older one ends now.</summary>
    /// <param name="sealedSecret">Encrypted with a key that is not in the database.</param>
    public Result Rotate(byte[] sealedSecret, DateTimeOffset now)
    {
        if (Status == WebhookStatus.Disabled)
        {
            return WebhookErrors.Disabled;
        }

        var live = _secrets.Where(s => s.IsLiveAt(now)).OrderByDescending(s => s.CreatedAt).ToList();
        live.Take(1).ToList().ForEach(s => s.Expire(now + Overlap));
        live.Skip(MaxLiveSecrets - 1).ToList().ForEach(s => s.Expire(now));
        _secrets.Add(new WebhookSecret(TrustId, Id, sealedSecret, now));
        return Result.Success;
    }

    /// <summary>Asks whether it answers; an answer makes a pending one active.</summary>
    public Result<NoticeDelivery> Ping(DateTimeOffset now)
    {
        if (Status == WebhookStatus.Disabled)
        {
            return WebhookErrors.Disabled;
        }

        PingedAt = now;
        return NoticeDelivery.Ping(this, now);
    }

    /// <summary>Its receiver has answered a ping.</summary>
    public void Activate()
    {
        if (Status == WebhookStatus.Pending)
        {
            Status = WebhookStatus.Active;
        }
    }

    public Result Disable(WebhookEnd because, DateTimeOffset now)
    {
        if (Status == WebhookStatus.Disabled)
        {
            return WebhookErrors.Disabled;
        }

        (Status, DisabledAt, DisabledBecause) = (WebhookStatus.Disabled, now, because);
        return Result.Success;
    }

    /// <summary>Back to where it was after its registration: a ping decides.</summary>
    public Result Enable()
    {
        if (Status != WebhookStatus.Disabled)
        {
            return WebhookErrors.NotDisabled;
        }

        (Status, DisabledAt, DisabledBecause, FailingSince) = (WebhookStatus.Pending, null, null, null);
        return Result.Success;
    }
}

/// <summary>A secret that signs what is posted; shown once and kept encrypted.</summary>
public sealed class WebhookSecret : IPartOf<NotificationWebhook>
{
    internal WebhookSecret(TrustId trustId, NotificationWebhookId webhookId, byte[] sealedSecret, DateTimeOffset createdAt) =>
        (TrustId, WebhookId, Id, Sealed, CreatedAt) = (trustId, webhookId, Guid.CreateVersion7(createdAt), sealedSecret, createdAt);

    private WebhookSecret() { }

    public TrustId TrustId { get; private set; }
    public Guid Id { get; private set; }
    public NotificationWebhookId WebhookId { get; private set; }

    Guid IPart.RootId => WebhookId.Value;

    public byte[] Sealed { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The instant from which it signs no more; null while it is not replaced.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public bool IsLiveAt(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;

    internal void Expire(DateTimeOffset at) => ExpiresAt = at;
}

public static class WebhookErrors
{
    public static readonly Error Disabled = new("webhook-disabled", ErrorKind.Conflict, "The webhook is disabled.");

    public static readonly Error NotDisabled = new("webhook-not-disabled", ErrorKind.Conflict, "The webhook is not disabled.");

    public static readonly Error UrlNotAllowed = new(
        "webhook-url-not-allowed", ErrorKind.Rule, "The address must be https on port 443 or 8443, without user, password and fragment, and public.");

    public static readonly Error DeliveryWaiting = new("webhook-delivery-waiting", ErrorKind.Conflict, "The delivery is still on its way.");
}
