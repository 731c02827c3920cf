using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Rooms;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>
/// Finds what stands in the way of plans before the database refuses them, to say more than the constraint can: which of
/// the caller's own sessions they are. The constraints decide between rivals.
/// </summary>
internal sealed class SupportSessionClashes(IAppDbContext db, SupportSessionAccess access)
{
    /// <summary>What refuses a session that would share a slot, in the order in which it is told.</summary>
    public async Task<Error?> FindAsync(SupportSessionPlan plan, BookableRoom? room, SupportSessionId? except, CancellationToken ct)
    {
        var slot = SlotOf(plan, room?.Room.Id);
        var taken = await TakenAsync([slot], except is { } instead ? [instead] : [], id => id, ct);
        var clashes = taken.ClashesOf(slot, room?.Capacity ?? Room.MinCapacity);
        return await RefusalAsync(SupportSessionErrors.PractitionerBusy, clashes.OfStaff, ct)
            ?? await RefusalAsync(SupportSessionErrors.PupilBusy, clashes.OfPupils, ct)
            ?? await RefusalAsync(SupportSessionErrors.RoomBusy, clashes.OfRoom, ct);
    }

    public static Slot SlotOf(SupportSessionPlan plan, RoomId? room) => new(
        plan.StartsAt.ToUniversalTime(), plan.EndsAt.ToUniversalTime(), [.. plan.Practitioners],
        SupportSessionRules.Withdraws(plan.Type) ? [.. plan.ParticipantIds] : [], room);

    /// <summary>What standing sessions take up of all that these slots want, read in one question however many they are.</summary>
    /// <param name="except">Sessions that will not stand in the way.</param>
    /// <param name="name">What a standing session is called in the book.</param>
    public async Task<SlotBook<T>> TakenAsync<T>(IReadOnlyCollection<Slot> wanted, SupportSessionId[] except, Func<SupportSessionId, T> name, CancellationToken ct)
    {
        var book = new SlotBook<T>();
        foreach (var s in wanted.Count == 0 ? [] : await MeanwhileAsync(wanted, except, ct))
        {
            book.Take(new Slot(s.StartsAt, s.EndsAt, s.Staff, s.Pupils, s.RoomId), name(s.Id));
        }

        return book;
    }

    /// <summary>Those of these sessions that the caller may see.</summary>
    public async Task<IReadOnlySet<SupportSessionId>> VisibleAsync(IReadOnlyCollection<SupportSessionId> sessions, CancellationToken ct)
    {
        SupportSessionId[] ids = [.. sessions.Distinct()];
        return ids.Length == 0 ? new HashSet<SupportSessionId>() : (await access.Reachable().Where(s => ids.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct)).ToHashSet();
    }

    private async Task<List<Standing>> MeanwhileAsync(IReadOnlyCollection<Slot> wanted, SupportSessionId[] except, CancellationToken ct)
    {
        // The index is on the start; nothing that starts earlier than this can still last.
        var (from, before) = (wanted.Min(s => s.StartsAt), wanted.Max(s => s.EndsAt));
        var earliest = from.AddMinutes(-SupportSession.MaxPlannedMinutes);
        var (staff, pupils) = (wanted.SelectMany(s => s.Practitioners).Distinct().ToArray(), wanted.SelectMany(s => s.Withdrawn).Distinct().ToArray());
        RoomId?[] rooms = [.. wanted.Select(s => s.Room).Where(r => r is not null).Distinct()];
        return await db.Set<SupportSession>().AsNoTracking()
            .Where(s => s.StartsAt > earliest && s.StartsAt < before && s.EndsAt > from)
            .Where(s => s.Status == SupportSessionStatus.Scheduled || s.Status == SupportSessionStatus.InProgress || s.Status == SupportSessionStatus.Completed)
            .Where(s => !except.Contains(s.Id))
            .Where(s => (s.RoomId != null && rooms.Contains(s.RoomId)) || s.Practitioners.Any(p => staff.Contains(p.StaffId)) || s.Participants.Any(p => p.IsWithdrawn && pupils.Contains(p.PupilId)))
            .Select(s => new Standing(
                s.Id,
                s.StartsAt,
                s.EndsAt,
                s.RoomId,
                s.Practitioners.Where(p => staff.Contains(p.StaffId)).Select(p => p.StaffId).ToList(),
                s.Participants.Where(p => p.IsWithdrawn && pupils.Contains(p.PupilId)).Select(p => p.PupilId).ToList()))
            .ToListAsync(ct);
    }

    /// <summary>The refusal with the ids that this caller may see, and no others.</summary>
    private async Task<Error?> RefusalAsync(Error error, IReadOnlyList<SupportSessionId> clashing, CancellationToken ct) =>
        clashing.Count == 0 ? null : error.With("clashes", (await VisibleAsync(clashing, ct)).Select(id => id.Value).ToList());

    private sealed record Standing(
        SupportSessionId Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, RoomId? RoomId, List<Domain.Staff.StaffId> Staff, List<PupilId> Pupils);
}
