using System.ComponentModel.DataAnnotations;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Application.NotificationWebhooks.Dtos;

/// <summary>One message to a webhook and how its delivery went.</summary>
public sealed record WebhookDeliveryDto : IVersioned
{
    /// <summary>Also the <c>webhook-id</c> header: <c>msg_</c> and this id without hyphens, the same at every attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it carries.</summary>
    public required DeliveryPurpose Purpose { get; init; }

    /// <summary>The notice; null for a ping.</summary>
    public required Guid? NoticeId { get; init; }

    public required DeliveryStatus Status { get; init; }

    /// <summary>When it is, or was, to be sent next.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How often it was sent, or nearly.</summary>
    [Range(0, int.MaxValue)]
    public required int Attempts { get; init; }

    public required DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>When the receiver took it; null until then.</summary>
    public required DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The HTTP status of the last answer; null when there was none.</summary>
    [Range(0, 999)]
    public required int? ResponseStatus { get; init; }

    /// <summary>Why the last attempt failed, as a kebab-case code: <c>address-refused</c>, <c>timeout</c>, <c>http-status</c>; null when it did not.</summary>
    [Text(NoticeDelivery.FaultMax)]
    public required string? Fault { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Raised when it is sent again on request; also the ETag.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<NoticeDelivery, WebhookDeliveryDto>();
    }
}
