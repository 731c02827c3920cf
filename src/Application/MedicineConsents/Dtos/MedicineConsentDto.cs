using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Application.MedicineConsents.Dtos;

/// <summary>Leave to give a pupil a medicine.</summary>
public sealed record MedicineConsentDto : IVersioned, ISchoolScoped
{
    public const int MaxOrders = 100;

    public required Guid Id { get; init; }

    /// <summary>The school to which it was given.</summary>
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }
    public required MedicineConsentStatus Status { get; init; }

    [Text(Limits.Title)]
    public required string MedicineName { get; init; }

    /// <summary>The most at a time.</summary>
    public required decimal Dose { get; init; }
    public required DoseUnit DoseUnit { get; init; }

    /// <summary>What whoever gave it asks to be heeded.</summary>
    [Text(Limits.Text)]
    public required string? Instructions { get; init; }

    /// <summary>The contact who gave it, or who is asked for it; null when the pupil gave it.</summary>
    public required Guid? GivenByContactId { get; init; }

    /// <summary>By what right it was given; null until it is.</summary>
    public required ConsentGiver? Giver { get; init; }
    public required ConsentMethod? Method { get; init; }
    public required DateTimeOffset? GivenAt { get; init; }

    /// <summary>Its last day; null when it does not end by itself.</summary>
    public required DateOnly? ExpiresOn { get; init; }

    /// <summary>What was considered when the pupil was found competent.</summary>
    [Text(Limits.Text)]
    public required string? CompetenceNote { get; init; }

    /// <summary>The member of staff who attests it.</summary>
    public required Guid? CompetenceAssessedById { get; init; }

    /// <summary>Whether only the medical lead and the DSL may know of it.</summary>
    public required bool IsConfidential { get; init; }
    public required DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The contact who withdrew or refused it, where one did.</summary>
    public required Guid? WithdrawnByContactId { get; init; }

    [Text(Limits.Reason)]
    public required string? WithdrawReason { get; init; }

    /// <summary>The member of staff who took it down.</summary>
    public required Guid RecordedById { get; init; }

    /// <summary>The orders that rest on it, the latest first.</summary>
    [Items(MaxOrders)]
    public IReadOnlyList<ConsentOrderDto> Orders { get; init; } = [];

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(2)]
    public IReadOnlyList<MedicineConsentAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<MedicineConsent, MedicineConsentDto>()
            .ForMember(d => d.Orders, o => o.Ignore())
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}

/// <summary>An order that rests on a consent.</summary>
public sealed record ConsentOrderDto(Guid Id, MedicationOrderStatus Status);
