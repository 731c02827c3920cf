using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Rooms;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>A session that is to move, with all that judges the move.</summary>
internal sealed record MovedSession(SupportSession Session, SupportSessionPlan Plan, SessionDay Day, DraftSession Draft, int Capacity);

/// <summary>Where a series and its sessions are to be.</summary>
internal sealed record SeriesMovePlan(SeriesSlot Slot, IReadOnlyList<MovedSession> Sessions, IReadOnlyList<SkippedDay> Skipped);

/// <summary>Works out where sessions go that move together.</summary>
internal sealed class SeriesMoving(
    SchoolCalendars calendars, SeriesRosters rosters, RoomBook rooms, SupportProgrammeServing serving, SeriesClashes clashes, ICaller caller, TimeProvider clock)
{
    public async Task<Result<SeriesMovePlan>> PlanAsync(LoadedSeries loaded, SupportSessionSeriesMove move, CancellationToken ct)
    {
        var (series, sessions) = loaded;
        var pattern = new SeriesPattern(move.Weekday ?? series.Weekday, move.Time ?? series.Time);
        var roster = await rosters.LoadAsync(
            [series.SchoolId], sessions.SelectMany(s => s.Practitioners).Select(p => p.StaffId), sessions.SelectMany(s => s.Participants).Select(p => p.PupilId), ct);
        var calendar = await calendars.AroundAsync(series.SchoolId, LondonTime.DateOf(sessions[0].StartsAt), ct);
        var days = new SeriesShift(move.Weekday, move.Time).Reschedule([.. sessions.Select(s => s.StartsAt)], calendar, clock.GetUtcNow());
        if (!days.IsSuccess)
        {
            return days.Error.At("/from");
        }

        SupportProgrammeId[] programmes = [.. sessions.Select(s => s.ProgrammeId).OfType<SupportProgrammeId>().Distinct()];
        var held = await serving.HoldAllAsync(programmes, sessions, move.Preview, ct);
        var booked = await rooms.FindOrMakeAllAsync(caller.TrustId, [.. NamesOf(loaded, move)], move.Preview, ct);
        var moved = sessions.Zip(days.Value.Starts, (session, start) => Moved(session, start, move, roster, booked)).ToList();
        await clashes.MarkAsync([.. moved.Select(m => (m.Draft, m.Capacity, 0))], [.. sessions.Select(s => s.Id)], skips: false, ct);
        var room = move.Room is { } name ? booked[RoomBook.KeyOf(series.SchoolId, name)].Room : series.Room;
        return await UnservedAsync(held.Values, moved, ct) is { } refused
            ? refused
            : new SeriesMovePlan(new SeriesSlot(pattern, move.Minutes ?? series.PlannedMinutes, room), moved, days.Value.Skipped);
    }

    /// <summary>The rooms in which the sessions are to be: the one that is named, or each session's own.</summary>
    private static IEnumerable<(SchoolId, string)> NamesOf(LoadedSeries loaded, SupportSessionSeriesMove move) => move.Room is { } name
        ? [(loaded.Series.SchoolId, name)]
        : loaded.Sessions.Where(s => s.Room is not null).Select(s => (s.SchoolId, s.Room!.Name)).Distinct();

    private static MovedSession Moved(
        SupportSession session, DateTimeOffset start, SupportSessionSeriesMove move, SeriesRoster roster, IReadOnlyDictionary<(SchoolId, string), BookableRoom> booked)
    {
        var room = (move.Room ?? session.Room?.Name) is { } name ? booked[RoomBook.KeyOf(session.SchoolId, name)] : null;
        var plan = SupportSessionEdit.Of(session).ToPlan(room?.Room, room?.Capacity == Room.MinCapacity) with
        {
            StartsAt = start,
            PlannedMinutes = move.Minutes ?? session.PlannedMinutes,
        };
        var draft = new DraftSession(session, SupportSessionClashes.SlotOf(plan, room?.Room.Id));
        return new MovedSession(session, plan, roster.DayOf(session.SchoolId, plan), draft, room?.Capacity ?? Room.MinCapacity);
    }

    /// <summary>Whether their programmes take them on their new days; a session can have been given to another programme since.</summary>
    private async Task<Error?> UnservedAsync(IEnumerable<HeldProgramme> held, List<MovedSession> moved, CancellationToken ct)
    {
        foreach (var programme in held)
        {
            var sessions = moved.Where(m => m.Plan.ProgrammeId == programme.Programme.Id)
                .Select(m => new ServingSession(LondonTime.DateOf(m.Plan.StartsAt), m.Plan.Type, m.Plan.ParticipantIds));
            if ((await serving.RefusalsAsync(programme, [.. sessions], ct)).FirstOrDefault(r => r is not null) is { } refused)
            {
                return refused with { Faults = [] };
            }
        }

        return null;
    }
}
