using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Staff.Dtos;

/// <summary>A member of staff.</summary>
public sealed record StaffDto : IVersioned
{
    /// <summary>The person's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Given name.</summary>
    [Text(StaffMember.NameMax)]
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    [Text(StaffMember.NameMax)]
    public required string FamilyName { get; init; }

    /// <summary>The given name that the person goes by; null when it is the same.</summary>
    [Text(StaffMember.NameMax)]
    public required string? PreferredGivenName { get; init; }

    /// <summary>The family name that the person goes by; null when it is the same.</summary>
    [Text(StaffMember.NameMax)]
    public required string? PreferredFamilyName { get; init; }

    /// <summary>E-mail at work; null when not known.</summary>
    [Text(StaffMember.EmailMax)]
    public required string? Email { get; init; }

    /// <summary>Jobs at schools, past and future ones included, in order of their first day.</summary>
    [Items(200)]
    public required IReadOnlyList<StaffAssignmentDto> Assignments { get; init; }

    /// <summary>What other systems call the person.</summary>
    [Items(ExternalIdDirectory.MaxPerRecord)]
    public IReadOnlyList<ExternalIdDto> ExternalIds { get; init; } = [];

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore]
    public string SortName { get; init; } = "";

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<StaffAssignment, StaffAssignmentDto>();
            CreateMap<StaffMember, StaffDto>()
                .ForMember(d => d.Assignments, o => o.MapFrom(s => s.Assignments.OrderBy(a => a.StartsOn)))
                .ForMember(d => d.ExternalIds, o => o.Ignore());
        }
    }
}

/// <summary>One job at one school.</summary>
public sealed record StaffAssignmentDto
{
    /// <summary>The assignment's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The school.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>The job, as the school calls it.</summary>
    [Text(StaffAssignment.JobRoleMax)]
    public required string JobRole { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; null while open.</summary>
    public required DateOnly? EndsOn { get; init; }
}
