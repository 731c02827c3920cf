using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.NotificationWebhooks.Dtos;

/// <summary>An address to which notices are posted. Its secrets are never shown again.</summary>
public record NotificationWebhookDto : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>What it is called.</summary>
    [Text(NotificationWebhook.NameMax)]
    public required string Name { get; init; }

    /// <summary>Where notices are posted.</summary>
    [Text(NotificationWebhook.UrlMax)]
    public required string Url { get; init; }

    /// <summary>The school whose notices it gets; null for all of the trust.</summary>
    public required Guid? SchoolId { get; init; }

    /// <summary>Whether it gets notices. One that is pending waits for the answer to a ping.</summary>
    public required WebhookStatus Status { get; init; }

    /// <summary>Since when it gets nothing; null while it does.</summary>
    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Why it gets nothing; null while it does.</summary>
    public required WebhookEnd? DisabledBecause { get; init; }

    /// <summary>Since when nothing arrived; null while it works. After five days it is disabled.</summary>
    public required DateTimeOffset? FailingSince { get; init; }

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<NotificationWebhook, NotificationWebhookDto>();
            CreateMap<NotificationWebhook, IssuedNotificationWebhookDto>().ForMember(d => d.Secret, o => o.Ignore());
        }
    }
}

/// <summary>A webhook with its new secret, which is shown this once.</summary>
public sealed record IssuedNotificationWebhookDto : NotificationWebhookDto
{
    /// <summary>The signing secret in the form of Standard Webhooks: <c>whsec_</c> and 32 random bytes in base64.</summary>
    [Text(100)]
    public string Secret { get; init; } = "";
}
