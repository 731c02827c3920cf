using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Rooms.Dtos;

/// <summary>A place of a school where sessions are held.</summary>
public sealed record RoomDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>As it was first written. Sessions find it whatever the case.</summary>
    [Text(Room.MaxName)]
    public required string Name { get; init; }

    /// <summary>How many sessions it takes at once.</summary>
    public required int Capacity { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Room, RoomDto>();
    }
}
