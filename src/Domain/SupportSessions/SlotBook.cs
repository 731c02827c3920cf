using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.SupportSessions;

/// <summary>What a session takes up: from its start, up to and without its end.</summary>
/// <param name="Withdrawn">The pupils whom it takes out of lessons.</param>
public sealed record Slot(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyCollection<StaffId> Practitioners, IReadOnlyCollection<PupilId> Withdrawn, RoomId? Room)
{
    public bool Overlaps(Slot other) => StartsAt < other.EndsAt && other.StartsAt < EndsAt;
}

/// <summary>Who stands in a slot's way, by what they share with it. Empty lists: nobody.</summary>
public sealed record SlotClashes<T>(IReadOnlyList<T> OfStaff, IReadOnlyList<T> OfPupils, IReadOnlyList<T> OfRoom)
{
    public bool Any => OfStaff.Count + OfPupils.Count + OfRoom.Count > 0;
}

/// <summary>Taken slots, each with a name, by who and what they take up.</summary>
public sealed class SlotBook<T>
{
    /// <summary>By typed id: a member of staff, a pupil or a room.</summary>
    private readonly Dictionary<object, List<(Slot Slot, T Name)>> _taken = [];

    public void Take(Slot slot, T name)
    {
        foreach (var id in Keys(slot))
        {
            if (!_taken.TryGetValue(id, out var slots))
            {
                _taken[id] = slots = [];
            }

            slots.Add((slot, name));
        }
    }

    /// <param name="capacity">How many sessions its room takes at once.</param>
    public SlotClashes<T> ClashesOf(Slot wanted, int capacity) => new(
        Names(Of(wanted, wanted.Practitioners.Cast<object>())),
        Names(Of(wanted, wanted.Withdrawn.Cast<object>())),
        Names(Full(Of(wanted, wanted.Room is { } room ? [room] : []), capacity)));

    private static IEnumerable<object> Keys(Slot slot) =>
        slot.Practitioners.Cast<object>().Concat(slot.Withdrawn.Cast<object>()).Concat(slot.Room is { } room ? [room] : []);

    private static List<T> Names(List<(Slot, T Name)> slots) => [.. slots.Select(s => s.Name).Distinct()];

    private List<(Slot Slot, T Name)> Of(Slot wanted, IEnumerable<object> ids) =>
        [.. ids.SelectMany(id => _taken.GetValueOrDefault(id, [])).Where(t => t.Slot.Overlaps(wanted))];

    /// <summary>Those in the room, when at some moment they leave no place in it.</summary>
    private static List<(Slot Slot, T Name)> Full(List<(Slot Slot, T Name)> there, int capacity) =>
        there.Exists(s => there.Count(o => o.Slot.StartsAt <= s.Slot.StartsAt && s.Slot.StartsAt < o.Slot.EndsAt) >= capacity) ? there : [];
}
