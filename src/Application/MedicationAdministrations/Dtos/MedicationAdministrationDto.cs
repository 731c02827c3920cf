using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Application.MedicationAdministrations.Dtos;

/// <summary>What became of a dose.</summary>
public sealed record MedicationAdministrationDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }

    /// <summary>Null for the school's own rescue medicine.</summary>
    public required Guid? OrderId { get; init; }

    /// <summary>The batch that it was taken from, or was said to be.</summary>
    public required Guid? StockId { get; init; }
    public required Guid? OverrideId { get; init; }

    /// <summary>Whether contacts and most staff must not learn of it.</summary>
    public required bool IsConfidential { get; init; }
    public required AdministrationStatus Status { get; init; }
    public required AdministrationOutcome Outcome { get; init; }

    [Text(Limits.Title)]
    public required string MedicineName { get; init; }

    /// <summary>What was measured out; null for what reached nobody.</summary>
    [DecimalPlaces(DoseBounds.Places)]
    public required decimal? Quantity { get; init; }
    public required DoseUnit? DoseUnit { get; init; }

    /// <summary>When it was given, offered or due, as claimed.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>The time of a fixed order that it is for.</summary>
    public required DateTimeOffset? SlotAt { get; init; }

    /// <summary>Who recorded it by their own token; null for what a job recorded.</summary>
    public required Guid? GivenById { get; init; }

    [Text(Limits.Text)]
    public required string? Reason { get; init; }

    [Text(Limits.Reason)]
    public required string? LateReason { get; init; }
    public required RefusalReason? RefusalReason { get; init; }

    [Text(Limits.Text)]
    public required string? Reactions { get; init; }
    public required PriorDoseDto? PriorDoseCheck { get; init; }
    public required Guid? WitnessId { get; init; }
    public required WitnessStatus WitnessStatus { get; init; }
    public required DateTimeOffset? WitnessedAt { get; init; }

    /// <summary>Whether it was given although the guard refuses it. Such a dose is never a correct one.</summary>
    public required bool IsMarked { get; init; }

    /// <summary>What stood against it.</summary>
    [Items(20)]
    public required IReadOnlyList<DoseFinding> GuardFailures { get; init; }

    /// <summary>What was known and did not bar it: of a rescue medicine, or under an override.</summary>
    [Items(20)]
    public required IReadOnlyList<DoseFinding> GuardWarnings { get; init; }

    /// <summary>Why it was given all the same; null unless <c>isMarked</c>.</summary>
    [Text(Limits.Reason)]
    public required string? AlreadyGivenReason { get; init; }
    public required DateTimeOffset? ParentNotifiedAt { get; init; }
    public required ParentContactMethod? ParentNotifiedHow { get; init; }
    public required Guid? ParentNotifiedById { get; init; }

    [Text(Limits.Reason)]
    public required string? VoidReason { get; init; }
    public required DateTimeOffset? VoidedAt { get; init; }
    public required Guid? VoidedById { get; init; }

    /// <summary>Whether the batch got the voided dose back.</summary>
    public required bool? MedicineStillInPack { get; init; }

    /// <summary>The record that stands in its place.</summary>
    public required Guid? ReplacedById { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(3)]
    public IReadOnlyList<AdministrationAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<MedicationAdministration, MedicationAdministrationDto>()
            .ForMember(d => d.IsMarked, o => o.MapFrom(a => a.AlreadyGivenReason != null))
            .ForMember(d => d.PriorDoseCheck, o => o.MapFrom(a => a.PriorSource == null
                ? null
                : new PriorDoseDto { Source = a.PriorSource.Value, LastDoseAt = a.PriorLastDoseAt, Quantity = a.PriorQuantity }))
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}

/// <summary>What was answered to the question after the last dose before.</summary>
public sealed record PriorDoseDto
{
    public required PriorDoseSource Source { get; init; }

    /// <summary>Null for none.</summary>
    public required DateTimeOffset? LastDoseAt { get; init; }

    /// <summary>Null when nobody knew; it then counts as the largest single dose.</summary>
    [DecimalPlaces(DoseBounds.Places)]
    public required decimal? Quantity { get; init; }
}
