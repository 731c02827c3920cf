using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>Shows what series would be, or makes all of them in one transaction, or none.</summary>
internal sealed class SeriesMaking(
    IAppDbContext db, IRowLocks locks, SeriesPlanning planning, SeriesClashes clashes, SupportProgrammeServing serving, SchoolCalendars calendars,
    SupportSessionSeriesNotices notices)
{
    /// <summary>
    /// Whoever makes or moves series does it alone in the trust. Rivals would wait for each other's slots in an order of
    /// chance, and the database would break such knots at the cost of a second each.
    /// </summary>
    public const string Lock = "support-session-series";

    public async Task<Result<IReadOnlyList<PlannedSeriesDto>>> MakeAsync(IReadOnlyList<SeriesItem> items, bool isPreview, SeriesClashChoice onClash, CancellationToken ct)
    {
        if (!isPreview)
        {
            await locks.LockNameAsync(Lock, ct);
        }

        var drafted = await planning.DraftAsync(items, isPreview, ct);
        if (!drafted.IsSuccess)
        {
            return drafted.Error;
        }

        var (drafts, skips) = (drafted.Value, onClash == SeriesClashChoice.Skip);
        await clashes.MarkAsync(drafts, skips, ct);
        var visible = await clashes.VisibleAsync(drafts.SelectMany(d => d.Sessions), ct);
        if (await UnservedAsync(drafts, skips, ct) is { } unserved)
        {
            return unserved;
        }

        if (isPreview)
        {
            return drafts.Select(d => Answer(d, d.Sessions, [], visible, isPreview)).ToList();
        }

        if (drafts.Any(d => skips ? d.Sessions.All(s => s.Clashes.Any) : d.Sessions.Any(s => s.Clashes.Any)))
        {
            return SeriesClashes.Refusal(drafts.SelectMany(d => d.Sessions.Where(s => s.Clashes.Any).Select(s => (s, d.Item.Index))), visible);
        }

        return drafts.Select(d => Make(d, visible)).ToList();
    }

    /// <summary>Whether the programmes take that many sessions; of one that several items are for, all together.</summary>
    private async Task<Error?> UnservedAsync(IReadOnlyList<SeriesDraft> drafts, bool skips, CancellationToken ct)
    {
        foreach (var ofProgramme in drafts.GroupBy(d => d.Held.Programme.Id))
        {
            var sessions = ofProgramme.SelectMany(d => d.Sessions.Select(s => (d.Item, s.Session, s.Clashes)))
                .Where(s => !skips || !s.Clashes.Any).OrderBy(s => s.Session.StartsAt).ToList();
            var refusals = await serving.RefusalsAsync(ofProgramme.First().Held, [.. sessions.Select(s => ServingOf(s.Session))], ct);
            if (refusals.Index().FirstOrDefault(r => r.Item is not null) is { Item: { } refused } first)
            {
                return sessions[first.Index].Item.Refused(refused, sessions[first.Index].Session.StartsAt);
            }
        }

        return null;
    }

    private static ServingSession ServingOf(SupportSession session) =>
        new(LondonTime.DateOf(session.StartsAt), session.Type, [.. session.Participants.Select(p => p.PupilId)]);

    private PlannedSeriesDto Make(SeriesDraft draft, IReadOnlySet<SupportSessionId> visible)
    {
        var made = draft.Sessions.Where(s => !s.Clashes.Any).ToList();
        notices.Tell(draft.Series, NoticeKind.SupportSessionSeriesAssigned, made[0].Slot.StartsAt, [draft.Series.PractitionerId]);
        db.Set<SupportSessionSeries>().Add(draft.Series);
        db.Set<SupportSession>().AddRange(made.Select(s => s.Session));
        var left = draft.Sessions.Where(s => s.Clashes.Any).Select(s => new SkippedDay(LondonTime.DateOf(s.Slot.StartsAt), SkipReason.Clash));
        return Answer(draft, made, left, visible, isPreview: false);
    }

    private PlannedSeriesDto Answer(
        SeriesDraft draft, IReadOnlyList<DraftSession> sessions, IEnumerable<SkippedDay> left, IReadOnlySet<SupportSessionId> visible, bool isPreview) => new()
        {
            SeriesId = isPreview ? null : draft.Series.Id.Value,
            Version = isPreview ? null : draft.Series.Version,
            ProgrammeId = draft.Series.ProgrammeId.Value,
            SchoolId = draft.Series.SchoolId.Value,
            Type = sessions[0].Session.Type,
            PractitionerId = draft.Series.PractitionerId.Value,
            Sessions = [.. sessions.Select(s => AnswerOf(s, isPreview ? null : s.Session.Id, visible))],
            Skipped = Skipped(calendars, draft.Series.SchoolId, draft.Skipped.Concat(left)),
        };

    public static PlannedSessionDto AnswerOf(DraftSession draft, SupportSessionId? id, IReadOnlySet<SupportSessionId> visible) => new()
    {
        StartsAt = draft.Slot.StartsAt,
        EndsAt = draft.Slot.EndsAt,
        SessionId = id?.Value,
        Clashes = SeriesClashes.Told(draft, visible),
    };

    public static IReadOnlyList<SkippedDayDto> Skipped(SchoolCalendars calendars, SchoolId school, IEnumerable<SkippedDay> days) =>
    [
        .. days.OrderBy(d => d.Date).Select(d => new SkippedDayDto
        {
            Date = d.Date, Reason = d.Reason, Label = d.Reason == SkipReason.Closed ? calendars.ClosureOn(school, d.Date) : null,
        }),
    ];
}
