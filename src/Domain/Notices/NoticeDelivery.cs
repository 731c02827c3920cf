using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Notices;

public readonly record struct NoticeDeliveryId(Guid Value) : ITypedId<NoticeDeliveryId>
{
    public static NoticeDeliveryId From(Guid value) => new(value);
}

/// <summary>What a delivery carries.</summary>
public enum DeliveryPurpose
{
    /// <summary>One notice.</summary>
    Notice,

    /// <summary>One person's unread notices of a day.</summary>
    Digest,

    /// <summary>Nothing but the question whether somebody is there.</summary>
    Ping,
}

public enum DeliveryStatus
{
    /// <summary>It is due, or will be tried again.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>Given up.</summary>
    Failed,

    /// <summary>No longer wanted: read meanwhile, or the person or the webhook is gone.</summary>
    Dropped,
}

/// <summary>
/// One message on its way, at least once and always under the same id. The worker plans and moves it without raising
/// the version; a person has it sent again.
/// </summary>
public sealed class NoticeDelivery : AggregateRoot<NoticeDeliveryId>, IUnannounced, IConsequence
{
    public const int FaultMax = 50;

    private NoticeDelivery(TrustId trustId, NoticeDeliveryId id, DateTimeOffset now) : base(trustId, id, now) { }

    private NoticeDelivery() { }

    public NoticeChannel Channel { get; private set; }
    public DeliveryPurpose Purpose { get; private set; }
    public NoticeId? NoticeId { get; private set; }

    /// <summary>Whom an e-mail is for.</summary>
    public StaffId? StaffId { get; private set; }
    public NotificationWebhookId? WebhookId { get; private set; }
    public DeliveryStatus Status { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset? LastAttemptAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>The receiver's last status: HTTP or SMTP.</summary>
    public int? ResponseStatus { get; private set; }

    /// <summary>Why the last attempt failed; a kebab-case code.</summary>
    public string? Fault { get; private set; }

    internal static NoticeDelivery Ping(NotificationWebhook webhook, DateTimeOffset now) => new(webhook.TrustId, new NoticeDeliveryId(Guid.CreateVersion7(now)), now)
    {
        Channel = NoticeChannel.Webhook,
        Purpose = DeliveryPurpose.Ping,
        WebhookId = webhook.Id,
        DueAt = now,
    };

    /// <summary>Has it sent once more, under the same id, so that a receiver who had it knows it again.</summary>
    public Result Again(DateTimeOffset now)
    {
        if (Status == DeliveryStatus.Waiting)
        {
            return WebhookErrors.DeliveryWaiting;
        }

        (Status, DueAt, Attempts, DeliveredAt, ResponseStatus, Fault) = (DeliveryStatus.Waiting, now, 0, null, null, null);
        return Result.Success;
    }
}
