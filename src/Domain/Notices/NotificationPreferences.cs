using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Notices;

public readonly record struct NotificationPreferencesId(Guid Value) : ITypedId<NotificationPreferencesId>
{
    public static NotificationPreferencesId From(Guid value) => new(value);
}

/// <summary>What one member of staff has said about delivery. Its natural key is the person.</summary>
public sealed class NotificationPreferences : AggregateRoot<NotificationPreferencesId>, IUnannounced
{
    private NotificationPreferences(TrustId trustId, StaffId staffId, DateTimeOffset now)
        : base(trustId, new NotificationPreferencesId(Guid.CreateVersion7(now)), now) => StaffId = staffId;

    private NotificationPreferences() { }

    public StaffId StaffId { get; private set; }
    public bool ByEmail { get; private set; }
    public bool ByWebhook { get; private set; }
    public TimeOnly? QuietFrom { get; private set; }
    public TimeOnly? QuietUntil { get; private set; }
    public DigestRhythm Digest { get; private set; }
    public TimeOnly DigestAt { get; private set; }

    public DeliveryWishes Wishes => new(
        [.. new[] { (ByEmail, NoticeChannel.Email), (ByWebhook, NoticeChannel.Webhook) }.Where(c => c.Item1).Select(c => c.Item2)],
        QuietFrom is { } from && QuietUntil is { } until ? new QuietHours(from, until) : null,
        Digest,
        DigestAt);

    public static Result<NotificationPreferences> Create(TrustId trustId, StaffId staff, DeliveryWishes wishes, DateTimeOffset now)
    {
        var preferences = new NotificationPreferences(trustId, staff, now);
        return preferences.Say(wishes) is { IsSuccess: false } refused ? refused.Error : preferences;
    }

    /// <summary>Replaces the wishes. The same again change nothing.</summary>
    public Result Say(DeliveryWishes wishes)
    {
        if (wishes.Quiet is { } quiet && quiet.From == quiet.Until)
        {
            return NotificationErrors.QuietHoursEmpty.At("/quietHours/until");
        }

        (ByEmail, ByWebhook) = (wishes.Want(NoticeChannel.Email), wishes.Want(NoticeChannel.Webhook));
        (QuietFrom, QuietUntil, Digest, DigestAt) = (wishes.Quiet?.From, wishes.Quiet?.Until, wishes.Digest, wishes.DigestAt);
        return Result.Success;
    }
}
