using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils.Dtos;

/// <summary>A child or young person on a roll of the trust.</summary>
public sealed record PupilDto : IVersioned, ISchoolScoped
{
    /// <summary>The pupil's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The school of the latest main enrolment.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>Legal given name.</summary>
    [Text(Pupil.NameMax)]
    public required string GivenName { get; init; }

    /// <summary>Legal family name.</summary>
    [Text(Pupil.NameMax)]
    public required string FamilyName { get; init; }

    /// <summary>Legal middle names; null when there are none.</summary>
    [Text(Pupil.NameMax)]
    public required string? MiddleNames { get; init; }

    /// <summary>The given name that the pupil goes by; null when it is the legal one.</summary>
    [Text(Pupil.NameMax)]
    public required string? PreferredGivenName { get; init; }

    /// <summary>The family name that the pupil goes by; null when it is the legal one.</summary>
    [Text(Pupil.NameMax)]
    public required string? PreferredFamilyName { get; init; }

    /// <summary>Null when the roster lacks it.</summary>
    public required DateOnly? DateOfBirth { get; init; }

    /// <summary>Unique Pupil Number; null when the roster lacks it.</summary>
    [Text(Domain.Pupils.Upn.Length, Pattern = Domain.Pupils.Upn.Pattern)]
    public required string? Upn { get; init; }

    /// <summary>The year group of this academic year, by its national code; null when it cannot be known.</summary>
    public YearGroup? YearGroup { get; init; }

    /// <summary>The year group when it is not the one by age; null when it is.</summary>
    public YearGroup? OutOfYear { get; init; }

    /// <summary>SEN provision by its national code. Left out when not known, and when the caller may not read it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SenProvision? SenProvision { get; init; }

    /// <summary>Types of need by their national codes, the primary one first. Left out when the caller may not read them.</summary>
    [Items(Pupil.MaxNeeds), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SenType>? SenNeeds { get; init; }

    /// <summary>The classes that the pupil is in today.</summary>
    [Items(100)]
    public IReadOnlyList<PupilClassDto> Classes { get; init; } = [];

    /// <summary>What other systems call the pupil.</summary>
    [Items(ExternalIdDirectory.MaxPerRecord)]
    public IReadOnlyList<ExternalIdDto> ExternalIds { get; init; } = [];

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Says what was withheld; left out when nothing was.</summary>
    [JsonPropertyName("_meta"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordMeta? Meta { get; init; }

    [JsonIgnore]
    public int? ReceptionYear { get; init; }

    [JsonIgnore]
    public string SortName { get; init; } = "";

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Pupil, PupilDto>()
            .ForMember(d => d.Upn, o => o.MapFrom(p => p.Upn!.Value))
            .ForMember(d => d.YearGroup, o => o.Ignore())
            .ForMember(d => d.OutOfYear, o => o.Ignore())
            .ForMember(d => d.Classes, o => o.Ignore())
            .ForMember(d => d.ExternalIds, o => o.Ignore())
            .ForMember(d => d.Meta, o => o.Ignore());
    }
}

/// <summary>A class that a pupil is in.</summary>
/// <param name="Id">The class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is for.</param>
public sealed record PupilClassDto(Guid Id, [property: Text(TeachingClass.NameMax)] string Name, TeachingClassKind Kind);
