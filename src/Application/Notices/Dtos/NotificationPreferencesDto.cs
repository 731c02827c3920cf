using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.Notices.Dtos;

/// <summary>How the caller wants notices delivered. All times of day are Europe/London.</summary>
public sealed record NotificationPreferencesDto : IVersioned
{
    /// <summary>The ways out; the list of notices is there in any case. Empty for none.</summary>
    [Items(2)]
    public required IReadOnlyList<NoticeChannel> Channels { get; init; }

    /// <summary>When nothing but the urgent is delivered; null when any hour will do.</summary>
    public required QuietHoursDto? QuietHours { get; init; }

    /// <summary>Whether e-mails are gathered into one a day.</summary>
    public required DigestRhythm Digest { get; init; }

    /// <summary>When a daily digest is sent.</summary>
    public required TimeOnly DigestAt { get; init; }

    /// <summary>Raised by every change; also the ETag. 0 while nothing was said and the defaults hold.</summary>
    public required int Version { get; init; }

    internal static NotificationPreferencesDto Of(DeliveryWishes wishes, int version) => new()
    {
        Channels = wishes.Channels,
        QuietHours = wishes.Quiet is { } quiet ? new QuietHoursDto(quiet.From, quiet.Until) : null,
        Digest = wishes.Digest,
        DigestAt = wishes.DigestAt,
        Version = version,
    };

    private sealed class Profile : AutoMapper.Profile
    {
        public Profile() => CreateMap<NotificationPreferences, NotificationPreferencesDto>().ConvertUsing((p, _) => Of(p.Wishes, p.Version));
    }
}

/// <summary>Hours in which nothing but the urgent is delivered; they may span midnight.</summary>
/// <param name="From">The first quiet minute.</param>
/// <param name="Until">The first minute that is quiet no more.</param>
public sealed record QuietHoursDto(TimeOnly From, TimeOnly Until);
