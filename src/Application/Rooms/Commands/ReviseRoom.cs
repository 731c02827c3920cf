using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Rooms.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Rooms.Commands;

/// <summary>What can be changed of a room.</summary>
public sealed record RoomEdit
{
    /// <summary>How many sessions it takes at once, from now on; what is booked already stays.</summary>
    [Range(Room.MinCapacity, Room.MaxCapacity)]
    public required int Capacity { get; init; }
}

[Requires(Permissions.RoomsWrite), Audited("room.revise")]
public sealed record ReviseRoomCommand(Guid Id, int Version, IPatch<RoomEdit> Patch) : ICommand<RoomDto>;

internal sealed class ReviseRoomHandler(IAppDbContext db, ICaller caller, IAnswers answers) : ICommandHandler<ReviseRoomCommand, RoomDto>
{
    public async Task<Result<RoomDto>> Handle(ReviseRoomCommand request, CancellationToken cancellationToken)
    {
        var id = new RoomId(request.Id);
        var room = await db.Set<Room>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (room is null || !caller.ReachOf(Permissions.RoomsRead).Includes(room.SchoolId))
        {
            return CommonErrors.NotFound;
        }

        if (!caller.ReachOf(Permissions.RoomsWrite).Includes(room.SchoolId))
        {
            return CommonErrors.InsufficientScope;
        }

        if (room.Check(request.Version).Error is { } stale)
        {
            return stale;
        }

        var edit = request.Patch.ApplyTo(new RoomEdit { Capacity = room.Capacity });
        if (!edit.IsSuccess)
        {
            return edit.Error;
        }

        room.SetCapacity(edit.Value.Capacity);
        return answers.Map<RoomDto>(room);
    }
}
