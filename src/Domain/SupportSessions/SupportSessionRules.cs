using PupilSupport.Domain.Common;
using static PupilSupport.Domain.SupportSessions.SupportSessionAction;
using static PupilSupport.Domain.SupportSessions.SupportSessionStatus;

namespace PupilSupport.Domain.SupportSessions;

/// <summary>What holds for a type of session.</summary>
/// <param name="MinPupils">How many named participants at least; 0 when a class or group name may stand for them.</param>
/// <param name="MaxPupils">How many named participants at most.</param>
/// <param name="Withdraws">Whether it takes pupils out of lessons, so that one pupil cannot be in two at once.</param>
public sealed record SupportSessionTypeRule(int MinPupils, int MaxPupils, bool Withdraws);

/// <summary>The tables of a support session: its life, its types, and what a missed one leaves owing.</summary>
public static class SupportSessionRules
{
    public static readonly StateTable<SupportSessionStatus, SupportSessionAction> States = new()
    {
        { Scheduled, Revise, Scheduled },
        { Scheduled, Start, InProgress },
        { Scheduled, Complete, Completed },
        { Scheduled, Cancel, Cancelled },
        { Scheduled, Miss, Missed },
        { Scheduled, SupportSessionAction.Void, Voided },
        { InProgress, Complete, Completed },
        { InProgress, SupportSessionAction.Void, Voided },
        { Completed, Amend, Completed },
        { Completed, AddAddendum, Completed },
        { Completed, SupportSessionAction.Void, Voided },
        { Cancelled, SupportSessionAction.Void, Voided },
        { Missed, SupportSessionAction.Void, Voided },
    };

    /// <summary>What the state and the clock allow, whoever asks.</summary>
    public static IReadOnlyList<SupportSessionAction> AllowedActions(SupportSessionStatus status, DateTimeOffset? completedAt, DateTimeOffset now) =>
        [.. States.AllowedIn(status).Where(a => a != Amend || NoteIsOpen(completedAt, now))];

    public static bool NoteIsOpen(DateTimeOffset? completedAt, DateTimeOffset now) => now < completedAt + SupportSession.NoteOpenFor;

    private static readonly SupportSessionTypeRule Individual = new(1, SupportSession.MaxGroup, Withdraws: true);
    private static readonly SupportSessionTypeRule InLesson = new(1, SupportSession.MaxGroup, Withdraws: false);

    public static SupportSessionTypeRule Of(SupportSessionType type) => type switch
    {
        SupportSessionType.ThriveOneToOne => new(1, 1, Withdraws: true),
        SupportSessionType.ThriveGroup => new(SupportSession.MinGroup, SupportSession.MaxGroup, Withdraws: true),
        SupportSessionType.WholeClass => new(0, SupportSession.MaxParticipants, Withdraws: false),
        SupportSessionType.Workshop => new(0, SupportSession.MaxParticipants, Withdraws: true),
        SupportSessionType.InClass or SupportSessionType.CheckIn => InLesson,
        _ => Individual,
    };

    /// <summary>
    /// Whether the school owes the pupils another session: it does when the cause was its own (its staff, its room,
    /// its trip, exam or meeting). The pupil's absence, refusal or suspension leaves nothing owing, nor does
    /// <c>other</c>, of which nobody can say whose it was.
    /// </summary>
    public static bool OwesCatchUp(MissReason reason) => reason
        is MissReason.StaffAbsent
        or MissReason.RoomUnavailable
        or MissReason.Trip
        or MissReason.Exam
        or MissReason.SafeguardingMeeting;

    /// <summary>Whether a session in this state takes up its practitioners, pupils and room.</summary>
    public static bool HoldsSlot(SupportSessionStatus status) => status is Scheduled or InProgress or Completed;
}
