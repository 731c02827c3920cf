using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Rooms;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>
/// Finds what stands in a plan's way before the database refuses it, to say more than the constraint can: which of the
/// caller's own sessions they are. The constraints decide between rivals.
/// </summary>
internal sealed class SupportSessionClashes(IAppDbContext db, SupportSessionAccess access)
{
    public async Task<Error?> FindAsync(SupportSessionPlan plan, BookableRoom? room, SupportSessionId? except, CancellationToken ct)
    {
        StaffId[] staff = [.. plan.Practitioners];
        PupilId[] pupils = SupportSessionRules.Withdraws(plan.Type) ? [.. plan.ParticipantIds] : [];
        var roomId = room?.Room.Id;
        var meanwhile = await Meanwhile(plan, except)
            .Where(s => (roomId != null && s.RoomId == roomId) || s.Practitioners.Any(p => staff.Contains(p.StaffId)) || s.Participants.Any(p => p.IsWithdrawn && pupils.Contains(p.PupilId)))
            .Select(s => new Clash(
                s.Id,
                s.RoomId,
                s.StartsAt,
                s.EndsAt,
                s.Practitioners.Any(p => staff.Contains(p.StaffId)),
                s.Participants.Any(p => p.IsWithdrawn && pupils.Contains(p.PupilId))))
            .ToListAsync(ct);
        return await RefusalAsync(SupportSessionErrors.PractitionerBusy, meanwhile.FindAll(s => s.OfStaff), ct)
            ?? await RefusalAsync(SupportSessionErrors.PupilBusy, meanwhile.FindAll(s => s.OfPupils), ct)
            ?? await RefusalAsync(SupportSessionErrors.RoomBusy, Full(room, meanwhile), ct);
    }

    private IQueryable<SupportSession> Meanwhile(SupportSessionPlan plan, SupportSessionId? except)
    {
        // The index is on the start; nothing that starts earlier than this can still last.
        var (from, before, earliest) = (plan.StartsAt.ToUniversalTime(), plan.EndsAt.ToUniversalTime(), plan.StartsAt.ToUniversalTime().AddMinutes(-SupportSession.MaxPlannedMinutes));
        return db.Set<SupportSession>()
            .Where(s => s.StartsAt > earliest && s.StartsAt < before && s.EndsAt > from)
            .Where(s => s.Status == SupportSessionStatus.Scheduled || s.Status == SupportSessionStatus.InProgress || s.Status == SupportSessionStatus.Completed)
            .Where(s => except == null || s.Id != except);
    }

    /// <summary>The sessions in the room, when at some moment they leave no place in it.</summary>
    private static List<Clash> Full(BookableRoom? room, List<Clash> meanwhile)
    {
        var there = room is null ? [] : meanwhile.FindAll(s => s.RoomId == room.Room.Id);
        return there.Exists(s => there.Count(o => o.StartsAt <= s.StartsAt && s.StartsAt < o.EndsAt) >= room!.Capacity) ? there : [];
    }

    /// <summary>The refusal with the ids that this caller may see, and no others.</summary>
    private async Task<Error?> RefusalAsync(Error error, List<Clash> clashing, CancellationToken ct)
    {
        if (clashing.Count == 0)
        {
            return null;
        }

        var ids = clashing.ConvertAll(c => c.Id);
        var visible = await access.Reachable().Where(s => ids.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct);
        return error.With("clashes", visible.ConvertAll(id => id.Value));
    }

    private sealed record Clash(SupportSessionId Id, RoomId? RoomId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool OfStaff, bool OfPupils);
}
