using PupilSupport.Domain.Notices;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>A notice as it leaves: ids and codes.</summary>
internal sealed record OutgoingNotice(
    NoticeId Id, NoticeKind Kind, NoticeUrgency Urgency, Guid RecordId, Guid? SchoolId, Guid StaffId, DateTimeOffset RecordedAt);

/// <summary>The webhook that a message goes to.</summary>
/// <param name="Secrets">Those that sign now, the newest first.</param>
internal sealed record OutgoingWebhook(NotificationWebhookId Id, int Version, Guid? SchoolId, IReadOnlyList<byte[]> Secrets);

/// <summary>A message that is to leave now.</summary>
/// <param name="Id">The same at every attempt; the receiver knows the message by it.</param>
/// <param name="Address">An e-mail address or a URL.</param>
/// <param name="Webhook">Null for an e-mail.</param>
internal sealed record OutgoingMessage(
    NoticeDeliveryId Id, DeliveryPurpose Purpose, string Address, DateTimeOffset RecordedAt, IReadOnlyList<OutgoingNotice> Notices, OutgoingWebhook? Webhook);

internal enum DeliveryVerdict
{
    Delivered,

    /// <summary>It may go better later.</summary>
    Retry,

    /// <summary>It will never be taken.</summary>
    Refused,

    /// <summary>The receiver wants nothing more, ever.</summary>
    Gone,
}

/// <summary>How an attempt went.</summary>
/// <param name="Status">The receiver's status, when it gave one.</param>
/// <param name="Fault">A kebab-case code; null when it was delivered.</param>
/// <param name="RetryAfter">The patience that the receiver asks for.</param>
internal sealed record DeliveryOutcome(DeliveryVerdict Verdict, int? Status, string? Fault = null, TimeSpan? RetryAfter = null)
{
    public static DeliveryOutcome Delivered(int status) => new(DeliveryVerdict.Delivered, status);

    public static DeliveryOutcome Retry(string fault, int? status = null, TimeSpan? after = null) => new(DeliveryVerdict.Retry, status, fault, after);

    public static DeliveryOutcome Refused(string fault, int? status = null) => new(DeliveryVerdict.Refused, status, fault);
}

/// <summary>A way out of the service. It never throws for what a receiver does.</summary>
internal interface INoticeChannel
{
    NoticeChannel Channel { get; }

    /// <summary>Whether it can be used on this deployment; nothing is planned for one that cannot.</summary>
    bool IsConfigured { get; }

    Task<DeliveryOutcome> SendAsync(OutgoingMessage message, CancellationToken ct);
}
