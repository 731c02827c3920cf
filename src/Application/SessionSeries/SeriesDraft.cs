using PupilSupport.Application.Rooms;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>One series of a request.</summary>
/// <param name="Pointer">Where it stands in the body; empty when it is the body.</param>
internal sealed record SeriesItem(int Index, string Pointer, SupportProgrammeId ProgrammeId, SupportSessionSeriesEdit Edit)
{
    /// <summary>A refusal of a session, told of the series: its members are named otherwise there.</summary>
    public Error Refused(Error error, DateTimeOffset? startsAt = null)
    {
        var told = error with { Faults = [.. error.Faults.Select(f => f with { Pointer = Pointer + MemberOf(f.Pointer) })] };
        return startsAt is { } at ? told.With("startsAt", at) : told;
    }

    private string MemberOf(string pointer) => pointer switch
    {
        "/plannedMinutes" => "/minutes",
        "/startsAt" => "/from",
        "/practitionerId" or "/from" or "/until" or "/room" => pointer,
        "/programmeId" when Pointer.Length > 0 => pointer,
        _ => "",
    };
}

/// <summary>Who takes up a slot: a session that stands, or an earlier item of the same request.</summary>
internal readonly record struct SlotHolder(SupportSessionId? Session, int Item);

/// <summary>A session as it would be.</summary>
internal sealed record DraftSession(SupportSession Session, Slot Slot)
{
    private static readonly SlotClashes<SlotHolder> None = new([], [], []);

    public SlotClashes<SlotHolder> Clashes { get; set; } = None;
}

/// <summary>A series as it would be.</summary>
internal sealed record SeriesDraft(
    SeriesItem Item, HeldProgramme Held, SupportSessionSeries Series, BookableRoom? Room, IReadOnlyList<DraftSession> Sessions, IReadOnlyList<SkippedDay> Skipped);
