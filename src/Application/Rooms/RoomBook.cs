using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Rooms;

/// <summary>A room and how many sessions it takes at once, as it stands in this transaction.</summary>
internal sealed record BookableRoom(Room Room, int Capacity);

/// <summary>The rooms of schools by name.</summary>
internal sealed class RoomBook(IAppDbContext db, IRowLocks locks, TimeProvider clock)
{
    /// <summary>
    /// The school's room of that name, made when there is none. Rooms for more than one session are locked, since
    /// whoever counts must count alone; a room for one is guarded by a constraint.
    /// </summary>
    public async Task<BookableRoom> FindOrMakeAsync(TrustId trust, SchoolId school, string name, CancellationToken ct) =>
        (await FindOrMakeAllAsync(trust, [(school, name)], isQuestion: false, ct))[KeyOf(school, name)];

    /// <summary>Many rooms at once, each by <see cref="KeyOf"/>; for a mere question nothing is stored and nothing locked.</summary>
    public async Task<IReadOnlyDictionary<(SchoolId, string), BookableRoom>> FindOrMakeAllAsync(
        TrustId trust, IReadOnlyCollection<(SchoolId School, string Name)> names, bool isQuestion, CancellationToken ct)
    {
        var (schools, keys) = (names.Select(n => n.School).Distinct().ToArray(), names.Select(n => Room.KeyOf(n.Name)).Distinct().ToArray());
        var known = names.Count == 0 ? [] : await db.Set<Room>().Where(r => schools.Contains(r.SchoolId) && keys.Contains(r.Key)).ToListAsync(ct);
        var rooms = await BookableAsync(known, isQuestion, ct);
        foreach (var (school, name) in names.Where(n => !rooms.ContainsKey(KeyOf(n.School, n.Name))))
        {
            var room = Room.Create(trust, school, name, Room.MinCapacity, clock.GetUtcNow());
            if (rooms.TryAdd((school, room.Key), new BookableRoom(room, room.Capacity)) && !isQuestion)
            {
                db.Set<Room>().Add(room);
            }
        }

        return rooms;
    }

    public static (SchoolId, string) KeyOf(SchoolId school, string name) => (school, Room.KeyOf(name));

    private async Task<Dictionary<(SchoolId, string), BookableRoom>> BookableAsync(List<Room> rooms, bool isQuestion, CancellationToken ct)
    {
        RoomId[] shared = [.. rooms.Where(r => r.Capacity > Room.MinCapacity).Select(r => r.Id)];
        var locked = new Dictionary<RoomId, int>();
        if (shared.Length > 0 && !isQuestion)
        {
            await locks.LockAllAsync<Room>([.. shared.Select(id => id.Value)], ct);
            locked = await db.Set<Room>().Where(r => shared.Contains(r.Id)).Select(r => new { r.Id, r.Capacity }).ToDictionaryAsync(r => r.Id, r => r.Capacity, ct);
        }

        return rooms.ToDictionary(r => (r.SchoolId, r.Key), r => new BookableRoom(r, locked.GetValueOrDefault(r.Id, r.Capacity)));
    }
}
