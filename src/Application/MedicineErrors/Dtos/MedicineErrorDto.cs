using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Application.MedicineErrors.Dtos;

/// <summary>An error with a medicine, or a near miss.</summary>
public sealed record MedicineErrorDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>Whom it concerns; null when it concerns the school's stock alone.</summary>
    public required Guid? PupilId { get; init; }

    /// <summary>The order of the medicine.</summary>
    public required Guid? OrderId { get; init; }

    /// <summary>The dose.</summary>
    public required Guid? AdministrationId { get; init; }
    public required Guid? StockId { get; init; }

    /// <summary>Whether it rests on a pupil's own confidential consent; no contact is told.</summary>
    public required bool IsConfidential { get; init; }
    public required MedicineErrorStatus Status { get; init; }
    public required MedicineErrorKind Kind { get; init; }

    /// <summary>Whether it was noticed before it reached anybody.</summary>
    public required bool IsNearMiss { get; init; }
    public required HarmLevel Harm { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What happened, as it was reported.</summary>
    [Text(Limits.Narrative)]
    public required string Description { get; init; }

    /// <summary>Who gave the dose, or was to give it; such a person does not review it.</summary>
    public required Guid? GivenById { get; init; }

    /// <summary>What it came from; null until the review says it.</summary>
    public required MedicineErrorCause? RootCause { get; init; }

    /// <summary>What the review found.</summary>
    [Text(Limits.Narrative)]
    public required string? ReviewNote { get; init; }

    /// <summary>What is done so that it does not happen again.</summary>
    [Items(MedicineError.MaxActions, Text = Limits.Reason)]
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Who was told of it beside the parent.</summary>
    [Items(12)]
    public required IReadOnlyList<MedicineErrorNotified> Notified { get; init; }

    /// <summary>When the parent was told.</summary>
    public required DateTimeOffset? ParentToldAt { get; init; }
    public required ParentContactMethod? ParentToldHow { get; init; }

    /// <summary>Why the parent was not told.</summary>
    [Text(Limits.Reason)]
    public required string? ParentNotToldReason { get; init; }

    /// <summary>Who reported it; null when the system did.</summary>
    public required Guid? ReportedById { get; init; }
    public required Guid? ReviewedById { get; init; }
    public required DateTimeOffset? ReviewStartedAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(5)]
    public IReadOnlyList<MedicineErrorAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<MedicineError, MedicineErrorDto>().ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}
