using System.Collections.Immutable;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Notices;

/// <summary>A way out of the service. Every notice stands in the person's own list, whatever the channels.</summary>
public enum NoticeChannel
{
    /// <summary>To the e-mail address of the staff record.</summary>
    Email,

    /// <summary>To the webhooks of the trust and of the notice's school.</summary>
    Webhook,
}

/// <summary>Whether e-mails are gathered.</summary>
public enum DigestRhythm
{
    /// <summary>Each notice is an e-mail of its own.</summary>
    None,

    /// <summary>One e-mail a day, at a set time, with what is new and unread.</summary>
    Daily,
}

/// <summary>When a person does not want to be told, each day in local time; it may span midnight.</summary>
/// <param name="From">The first quiet minute.</param>
/// <param name="Until">The first minute that is quiet no more.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    public bool Include(TimeOnly time) => From < Until ? time >= From && time < Until : time >= From || time < Until;
}

/// <summary>How a person wants notices delivered. All times of day are Europe/London.</summary>
/// <param name="Quiet">Null when any hour will do.</param>
/// <param name="DigestAt">When the digest is sent; chosen, so also within quiet hours.</param>
public sealed record DeliveryWishes(ImmutableArray<NoticeChannel> Channels, QuietHours? Quiet, DigestRhythm Digest, TimeOnly DigestAt)
{
    /// <summary>For whoever has said nothing: both channels, at any hour but the evening and the night.</summary>
    public static DeliveryWishes Default { get; } =
        new([NoticeChannel.Email, NoticeChannel.Webhook], new QuietHours(new(19, 0), new(7, 0)), DigestRhythm.None, new(7, 30));

    public bool Want(NoticeChannel channel) => Channels.Contains(channel);

    /// <summary>From when on a notice may be delivered: now, or when the quiet hours end.</summary>
    public DateTimeOffset NotBefore(NoticeUrgency urgency, DateTimeOffset now)
    {
        var quiet = urgency == NoticeUrgency.Normal && Quiet?.Include(TimeOnly.FromDateTime(LondonTime.LocalOf(now))) == true;
        return quiet ? Next(Quiet!.Until, now) : now;
    }

    /// <summary>When the first digest after this instant is sent.</summary>
    public DateTimeOffset NextDigest(DateTimeOffset after) => Next(DigestAt, after);

    // The local day has the time once, so that a day of 23 or 25 hours has one digest too.
    private static DateTimeOffset Next(TimeOnly time, DateTimeOffset after)
    {
        var today = LondonTime.DateOf(after);
        var next = LondonTime.InstantOf(today, time);
        return next > after ? next : LondonTime.InstantOf(today.AddDays(1), time);
    }
}

public static class NotificationErrors
{
    public static readonly Error QuietHoursEmpty = new("quiet-hours-empty", ErrorKind.Rule, "Quiet hours must end at another time than they begin.");
}
