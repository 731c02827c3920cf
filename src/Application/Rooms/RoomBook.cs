using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Rooms;

/// <summary>A room and how many sessions it takes at once, as it stands in this transaction.</summary>
internal sealed record BookableRoom(Room Room, int Capacity);

/// <summary>The rooms of a school by name.</summary>
internal sealed class RoomBook(IAppDbContext db, IRowLocks locks, TimeProvider clock)
{
    /// <summary>
    /// The school's room of that name, made when there is none. Rooms for more than one session are locked, since
    /// whoever counts must count alone; a room for one is guarded by a constraint.
    /// </summary>
    public async Task<BookableRoom> FindOrMakeAsync(TrustId trust, SchoolId school, string name, CancellationToken ct)
    {
        var key = Room.KeyOf(name);
        if (await db.Set<Room>().SingleOrDefaultAsync(r => r.SchoolId == school && r.Key == key, ct) is not { } room)
        {
            room = Room.Create(trust, school, name, Room.MinCapacity, clock.GetUtcNow());
            db.Set<Room>().Add(room);
            return new BookableRoom(room, room.Capacity);
        }

        if (room.Capacity == Room.MinCapacity)
        {
            return new BookableRoom(room, room.Capacity);
        }

        await locks.LockAsync<Room>(room.Id.Value, ct);
        var id = room.Id;
        return new BookableRoom(room, await db.Set<Room>().Where(r => r.Id == id).Select(r => r.Capacity).SingleAsync(ct));
    }
}
