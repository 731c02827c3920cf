using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Api.Contracts;

/// <summary>How the caller wants notices delivered. All times of day are Europe/London.</summary>
public sealed record NotificationPreferencesBody
{
    /// <summary>The ways out; the list of notices is there in any case. Empty for none.</summary>
    [Items(2)]
    public required IReadOnlyList<NoticeChannel> Channels { get; init; }

    /// <summary>When nothing but the urgent is delivered; null when any hour will do.</summary>
    public required QuietHoursDto? QuietHours { get; init; }

    /// <summary>Whether e-mails are gathered into one a day.</summary>
    public required DigestRhythm Digest { get; init; }

    /// <summary>When a daily digest is sent, also within quiet hours; 07:30 when absent.</summary>
    public TimeOnly DigestAt { get; init; } = DeliveryWishes.Default.DigestAt;

    internal DeliveryWishes ToWishes() =>
        new([.. Channels.Distinct().Order()], QuietHours is { } quiet ? new QuietHours(quiet.From, quiet.Until) : null, Digest, DigestAt);
}

/// <summary>An address to which notices are to be posted.</summary>
public sealed record CreateNotificationWebhookBody
{
    /// <summary>What it is called.</summary>
    [Text(NotificationWebhook.NameMax, Min = 1)]
    public required string Name { get; init; }

    /// <summary>Where to post: https on port 443 or 8443, without user and password, at a public address.</summary>
    [Text(NotificationWebhook.UrlMax, Min = 1)]
    public required string Url { get; init; }

    /// <summary>The school whose notices it is to get; null for all of the trust.</summary>
    public Guid? SchoolId { get; init; }
}
