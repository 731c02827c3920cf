using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;

namespace PupilSupport.Application.StaffIdentities.Dtos;

/// <summary>Which subject of which identity provider is which member of staff.</summary>
public sealed record StaffIdentityDto : IVersioned
{
    /// <summary>The identity's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The identity provider.</summary>
    public required Guid IssuerId { get; init; }

    /// <summary>The value of the provider's subject claim.</summary>
    [Text(StaffIdentity.SubjectMax)]
    public required string Subject { get; init; }

    /// <summary>The member of staff.</summary>
    public required Guid StaffId { get; init; }

    /// <summary>Since when it is refused; null while it is not.</summary>
    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<StaffIdentity, StaffIdentityDto>();
    }
}
