using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.MedicationOrders.Dtos;

/// <summary>Which medicine a pupil has in school, how much of it and when.</summary>
public sealed record MedicationOrderDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }

    /// <summary>The consent that it rests on; an order in force always has one.</summary>
    public required Guid? ConsentId { get; init; }
    public required MedicationOrderStatus Status { get; init; }

    /// <summary>Whether only the medical lead and the DSL may know of it.</summary>
    public required bool IsConfidential { get; init; }

    [Text(Limits.Title)]
    public required string MedicineName { get; init; }

    /// <summary>Its code in the NHS dictionary of medicines and devices (dm+d).</summary>
    [Text(MedicationOrder.DmdMax)]
    public required string? DmdCode { get; init; }
    public required MedicineForm Form { get; init; }

    [Text(MedicationOrder.StrengthMax)]
    public required string? Strength { get; init; }
    public required MedicineRoute Route { get; init; }
    public required MedicationSchedule Schedule { get; init; }

    /// <summary>Local times on school days, Europe/London; of a fixed schedule only.</summary>
    [Items(MedicationOrder.MaxTimes)]
    public required IReadOnlyList<TimeOnly> Times { get; init; }
    public required decimal DoseMin { get; init; }
    public required decimal DoseMax { get; init; }
    public required DoseUnit DoseUnit { get; init; }

    /// <summary>What a dose within the range depends on.</summary>
    [Text(Limits.Reason)]
    public required string? DoseReason { get; init; }

    /// <summary>The least time between two doses.</summary>
    public required int? MinIntervalMinutes { get; init; }

    /// <summary>The most doses in any 24 hours.</summary>
    public required int? MaxDoses24h { get; init; }

    /// <summary>The most in any 24 hours, in <c>doseUnit</c>.</summary>
    public required decimal? MaxQuantity24h { get; init; }

    /// <summary>When or against what it is given.</summary>
    [Text(Limits.Text)]
    public required string? Indication { get; init; }

    /// <summary>How it is given, and what is to be heeded.</summary>
    [Text(Limits.Text)]
    public required string? Instructions { get; init; }

    /// <summary>What the pupil is allergic to.</summary>
    [Items(MedicationOrder.MaxAllergies, Text = Limits.Title)]
    public required IReadOnlyList<string> Allergies { get; init; }

    /// <summary>A controlled drug of schedule 2 or 3.</summary>
    public required bool Controlled { get; init; }

    /// <summary>Whether a prescriber ordered it.</summary>
    public required bool Prescribed { get; init; }

    /// <summary>Whether the pupil holds it.</summary>
    public required bool SelfHeld { get; init; }

    /// <summary>Whether everybody can get at it at once.</summary>
    public required bool EmergencyAccess { get; init; }

    /// <summary>Where it is kept.</summary>
    [Text(Limits.Title)]
    public required string? StorageLocation { get; init; }

    /// <summary>What whoever gives it is trained for, beside what the school's policy asks of everybody who gives medicine.</summary>
    [Items(MedicationOrder.MaxTraining)]
    public required IReadOnlyList<TrainingType> RequiredTraining { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; null when it does not end by itself.</summary>
    public required DateOnly? EndsOn { get; init; }

    /// <summary>When it was compared with the label.</summary>
    public required DateTimeOffset? LabelCheckedAt { get; init; }

    /// <summary>The member of staff who compared it with the label.</summary>
    public required Guid? VerifiedById { get; init; }
    public required DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The second member of staff, for a controlled drug.</summary>
    public required Guid? ConfirmedById { get; init; }
    public required DateTimeOffset? ConfirmedAt { get; init; }
    public required Guid? ActivatedById { get; init; }
    public required DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>Why it was last put on hold, resumed, ended or stopped.</summary>
    [Text(Limits.Reason)]
    public required string? StateReason { get; init; }

    /// <summary>When it was ended or stopped.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>The member of staff who drafted it.</summary>
    public required Guid RecordedById { get; init; }

    /// <summary>What to look at before it is used; none of it bars anything.</summary>
    [Items(1)]
    public IReadOnlyList<MedicationOrderWarning> Warnings { get; init; } = [];

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(8)]
    public IReadOnlyList<MedicationOrderAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<MedicationOrder, MedicationOrderDto>()
            .ForMember(d => d.Warnings, o => o.Ignore())
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}

/// <summary>What to look at before an order is used.</summary>
public enum MedicationOrderWarning
{
    /// <summary>The pupil has another open order for the same medicine.</summary>
    SameMedicine,
}
