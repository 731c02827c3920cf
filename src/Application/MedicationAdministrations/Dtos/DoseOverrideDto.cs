using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Application.MedicationAdministrations.Dtos;

/// <summary>Leave to give one dose that the guard refuses.</summary>
public sealed record DoseOverrideDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid OrderId { get; init; }
    public required Guid PupilId { get; init; }

    /// <summary>The most that it allows, in the order's unit.</summary>
    [DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }
    public required OverrideAuthority Authority { get; init; }

    /// <summary>Who said so, or the number of the call.</summary>
    [Text(DoseOverride.MaxReference)]
    public required string Reference { get; init; }

    [Text(Limits.Reason)]
    public required string Reason { get; init; }
    public required Guid RequestedById { get; init; }

    /// <summary>The second person.</summary>
    public required Guid? ConfirmedById { get; init; }
    public required DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it is over: until then it can be confirmed, and once confirmed, used for one dose.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<DoseOverride, DoseOverrideDto>();
    }
}
