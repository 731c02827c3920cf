using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools.Dtos;

/// <summary>A school of the trust, or another place where its pupils are.</summary>
public sealed record SchoolDto : IVersioned, ISchoolScoped
{
    /// <summary>The school's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    [Text(School.NameMax)]
    public required string Name { get; init; }

    /// <summary>What kind of organisation it is.</summary>
    public required SchoolKind Kind { get; init; }

    /// <summary>Unique Reference Number of the register of establishments, 6 digits; null when not known.</summary>
    [Text(6, Pattern = School.UrnPattern)]
    public required string? Urn { get; init; }

    /// <summary>Local authority and establishment number, 7 digits; null when not known.</summary>
    [Text(7, Pattern = School.LaEstabPattern)]
    public required string? LaEstab { get; init; }

    /// <summary>The phase of education; null when not known.</summary>
    public required SchoolPhase? Phase { get; init; }

    /// <summary>What other systems call it.</summary>
    [Items(ExternalIdDirectory.MaxPerRecord)]
    public IReadOnlyList<ExternalIdDto> ExternalIds { get; init; } = [];

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    Guid ISchoolScoped.SchoolId => Id;

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<School, SchoolDto>().ForMember(d => d.ExternalIds, o => o.Ignore());
    }
}
