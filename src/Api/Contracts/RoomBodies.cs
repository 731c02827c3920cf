using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Api.Contracts;

/// <summary>A room to be made.</summary>
public sealed record CreateRoomBody
{
    public required Guid SchoolId { get; init; }

    /// <summary>One of each in a school, whatever the case.</summary>
    [Text(Room.MaxName, Min = 1)]
    public required string Name { get; init; }

    /// <summary>How many sessions it takes at once; 1 when absent.</summary>
    [Range(Room.MinCapacity, Room.MaxCapacity)]
    public int Capacity { get; init; } = Room.MinCapacity;
}
