using AutoMapper;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;

namespace PupilSupport.Application.RoleGrants.Dtos;

/// <summary>One role of one person or machine client, at one school or for the trust, between two days.</summary>
public sealed record RoleGrantDto : IVersioned
{
    /// <summary>The grant's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The member of staff; null when a client holds it.</summary>
    public required Guid? StaffId { get; init; }

    /// <summary>The machine client's id; null when a person holds it.</summary>
    public required Guid? ApiClientId { get; init; }

    /// <summary>The role.</summary>
    public required Role Role { get; init; }

    /// <summary>The school; null for the whole trust.</summary>
    public required Guid? SchoolId { get; init; }

    /// <summary>The lowest year group of a phase leader: 0 is Reception, -1 and -2 nursery; null for other roles.</summary>
    public required int? YearGroupFrom { get; init; }

    /// <summary>The highest year group of a phase leader; null for other roles.</summary>
    public required int? YearGroupTo { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; null while open.</summary>
    public required DateOnly? EndsOn { get; init; }

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<RoleGrant, RoleGrantDto>();
    }
}
