using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.Notices.Dtos;

/// <summary>That something waits for the caller. What it says stands behind the link, for those who may read it.</summary>
public sealed record NotificationDto : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Whether it was delivered at once, whatever the hour.</summary>
    public required NoticeUrgency Urgency { get; init; }

    /// <summary>The record that waits.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>The record's school; null for what belongs to the trust.</summary>
    public required Guid? SchoolId { get; init; }

    /// <summary>Where the record stands in this API.</summary>
    [Text(100)]
    public string Link { get; init; } = "";

    /// <summary>When it was marked as read; null while it is unread.</summary>
    public required DateTimeOffset? ReadAt { get; init; }

    /// <summary>When it was made, together with its cause.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    internal NotificationDto WithLink() => this with { Link = NoticeCatalogue.LinkOf(Kind, RecordId) };

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Notice, NotificationDto>().ForMember(d => d.Link, o => o.Ignore());
    }
}

/// <summary>What became of the caller's unread notices.</summary>
/// <param name="Read">How many were marked now.</param>
/// <param name="HasMore">Whether there are more, so that it should be asked again.</param>
public sealed record NotificationsReadDto([property: System.ComponentModel.DataAnnotations.Range(0, NotificationsReadDto.Most)] int Read, bool HasMore)
{
    /// <summary>How many are marked by one request: each is a record with an audit entry of its own.</summary>
    public const int Most = 100;
}
