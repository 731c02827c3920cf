using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training.Dtos;

/// <summary>One course, check or licence of one member of staff.</summary>
public sealed record TrainingRecordDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }

    /// <summary>The school that keeps the record; the training counts at every school of the trust.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>Whose training it is.</summary>
    public required Guid StaffId { get; init; }
    public required TrainingType Type { get; init; }

    /// <summary>The state of today: <c>expiring</c> and <c>expired</c> come by themselves.</summary>
    public required TrainingStatus Status { get; init; }

    /// <summary>The day of the course; null when it was recorded without a booking.</summary>
    public required DateOnly? BookedFor { get; init; }
    public required DateOnly? CompletedOn { get; init; }

    /// <summary>The last day on which it counts; null when it does not expire, or is only booked.</summary>
    public required DateOnly? ExpiresOn { get; init; }

    /// <summary>From this day on it counts as expiring.</summary>
    public required DateOnly? ExpiringFrom { get; init; }

    /// <summary>Who trains or checks.</summary>
    [Text(Limits.Title)]
    public required string? Provider { get; init; }

    [Text(TrainingRecord.CertificateNumberMax)]
    public required string? CertificateNumber { get; init; }

    [Text(Limits.Text)]
    public required string? Note { get; init; }

    [Text(Limits.Reason)]
    public required string? CancelReason { get; init; }

    /// <summary>The first day on which it counts no longer; what was done before that day stays covered.</summary>
    public required DateOnly? RevokedOn { get; init; }

    [Text(Limits.Reason)]
    public required string? RevokeReason { get; init; }

    /// <summary>The member of staff who recorded it; null when a machine did.</summary>
    public required Guid? RecordedById { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(4)]
    public IReadOnlyList<TrainingAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<TrainingRecord, TrainingRecordDto>().ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}
