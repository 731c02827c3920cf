using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>What stands in the way of drafted sessions: sessions that stand, and earlier items of the same request.</summary>
internal sealed class SeriesClashes(SupportSessionClashes clashes)
{
    // As many as the contract of a problem lists.
    private const int MaxTold = 500;

    /// <summary>Marks each draft's clashes.</summary>
    /// <param name="except">Sessions that will not stand in the way.</param>
    /// <param name="skips">Whether a session with a clash is left out, so that it takes up nothing itself.</param>
    public async Task MarkAsync(IReadOnlyList<(DraftSession Session, int Capacity, int Item)> drafts, SupportSessionId[] except, bool skips, CancellationToken ct)
    {
        var book = await clashes.TakenAsync([.. drafts.Select(d => d.Session.Slot)], except, id => new SlotHolder(id, 0), ct);
        foreach (var (session, capacity, item) in drafts)
        {
            session.Clashes = book.ClashesOf(session.Slot, capacity);
            if (!skips || !session.Clashes.Any)
            {
                book.Take(session.Slot, new SlotHolder(null, item));
            }
        }
    }

    public Task MarkAsync(IReadOnlyList<SeriesDraft> drafts, bool skips, CancellationToken ct) => MarkAsync(
        [.. drafts.SelectMany(d => d.Sessions.Select(s => (s, d.Room?.Capacity ?? Room.MinCapacity, d.Item.Index)))], [], skips, ct);

    /// <summary>Those of the standing sessions in the way that the caller may see.</summary>
    public Task<IReadOnlySet<SupportSessionId>> VisibleAsync(IEnumerable<DraftSession> sessions, CancellationToken ct) =>
        clashes.VisibleAsync([.. sessions.SelectMany(s => Holders(s.Clashes)).Where(h => h.Session is not null).Select(h => h.Session!.Value)], ct);

    public static IReadOnlyList<SeriesClashDto> Told(DraftSession session, IReadOnlySet<SupportSessionId> visible) =>
    [
        .. Told(SeriesClashKind.Practitioner, session.Clashes.OfStaff, visible),
        .. Told(SeriesClashKind.Pupil, session.Clashes.OfPupils, visible),
        .. Told(SeriesClashKind.Room, session.Clashes.OfRoom, visible),
    ];

    /// <summary>The refusal that says of each session what is in its way, with the ids that the caller may see and no others.</summary>
    public static Error Refusal(IEnumerable<(DraftSession Session, int Item)> refused, IReadOnlySet<SupportSessionId> visible)
    {
        var told = refused.Select(r => new RefusedSessionDto(r.Item, r.Session.Slot.StartsAt, Told(r.Session, visible))).Take(MaxTold).ToList();
        var ids = told.SelectMany(t => t.Clashes).SelectMany(c => c.SessionIds).Distinct().Take(MaxTold).ToList();
        return SupportSessionSeriesErrors.Clashes.With("sessions", told).With("clashes", ids);
    }

    private static IEnumerable<SeriesClashDto> Told(SeriesClashKind kind, IReadOnlyList<SlotHolder> holders, IReadOnlySet<SupportSessionId> visible) =>
        holders.Count == 0 ? [] :
        [
            new SeriesClashDto
            {
                Kind = kind,
                SessionIds = [.. holders.Where(h => h.Session is { } id && visible.Contains(id)).Select(h => h.Session!.Value.Value).Take(SeriesClashDto.MaxSessions)],
                Items = [.. holders.Where(h => h.Session is null).Select(h => h.Item)],
            },
        ];

    private static IEnumerable<SlotHolder> Holders(SlotClashes<SlotHolder> clashes) => clashes.OfStaff.Concat(clashes.OfPupils).Concat(clashes.OfRoom);
}
