using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.MedicationAlerts;

/// <summary>What everybody who works with a pupil must know of the pupil's medicines, and no more.</summary>
public sealed record MedicationAlertDto
{
    /// <summary>As many orders as a pupil's alert is drawn from.</summary>
    public const int MaxMedicines = 50;

    public required Guid PupilId { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>The given name that the pupil goes by.</summary>
    [Text(Pupil.NameMax)]
    public required string GivenName { get; init; }

    /// <summary>The family name that the pupil goes by.</summary>
    [Text(Pupil.NameMax)]
    public required string FamilyName { get; init; }

    /// <summary>What the pupil is allergic to, as the orders in force say it.</summary>
    [Items(MedicationOrder.MaxAllergies * MaxMedicines, Text = Limits.Title)]
    public IReadOnlyList<string> Allergies { get; init; } = [];

    /// <summary>The rescue medicines in force today.</summary>
    [Items(MaxMedicines)]
    public IReadOnlyList<EmergencyMedicineDto> EmergencyMedicines { get; init; } = [];

    /// <summary>The folded name that lists go by; never on the wire.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string SortName { get; init; } = "";

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<Pupil, MedicationAlertDto>()
                .ForMember(d => d.PupilId, o => o.MapFrom(p => p.Id))
                .ForMember(d => d.GivenName, o => o.MapFrom(p => p.PreferredGivenName ?? p.GivenName))
                .ForMember(d => d.FamilyName, o => o.MapFrom(p => p.PreferredFamilyName ?? p.FamilyName))
                .ForMember(d => d.Allergies, o => o.Ignore())
                .ForMember(d => d.EmergencyMedicines, o => o.Ignore());
            CreateMap<MedicationOrder, EmergencyMedicineDto>().ForMember(d => d.OrderId, o => o.MapFrom(m => m.Id));
        }
    }
}

/// <summary>A rescue medicine: what it is for, how much, and where it is.</summary>
public sealed record EmergencyMedicineDto
{
    public required Guid OrderId { get; init; }

    [Text(Limits.Title)]
    public required string MedicineName { get; init; }
    public required MedicineForm Form { get; init; }

    [Text(MedicationOrder.StrengthMax)]
    public required string? Strength { get; init; }
    public required MedicineRoute Route { get; init; }
    public required decimal DoseMin { get; init; }
    public required decimal DoseMax { get; init; }
    public required DoseUnit DoseUnit { get; init; }

    /// <summary>The least time between two doses.</summary>
    public required int? MinIntervalMinutes { get; init; }

    /// <summary>When or against what it is given.</summary>
    [Text(Limits.Text)]
    public required string? Indication { get; init; }

    /// <summary>How it is given, and what is to be heeded.</summary>
    [Text(Limits.Text)]
    public required string? Instructions { get; init; }

    /// <summary>Where it is kept.</summary>
    [Text(Limits.Title)]
    public required string? StorageLocation { get; init; }

    /// <summary>Whether the pupil has it on them.</summary>
    public required bool SelfHeld { get; init; }
}
