using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.SupportSessions;

/// <summary>How a school plans and records support sessions. The policy of the session's day holds for all of its life.</summary>
public sealed record SupportSessionPolicy : IPolicy<SupportSessionPolicy>
{
    public static PolicyHead Head { get; } = new(
        "support-sessions", "Planning and recording of support sessions",
        "The school's choice. No law sets these numbers; group sizes and lengths follow the practice of Thrive and ELSA.");

    /// <summary>How many minutes before its time a session may start or be completed. Source: the school's choice.</summary>
    [Range(0, 120)]
    public int EarlyByMinutes { get; init; } = 15;

    /// <summary>How many hours after completion the note may be corrected; then addenda only. Source: the school's choice.</summary>
    [Range(1, 720)]
    public int NoteOpenHours { get; init; } = 48;

    /// <summary>After how many days a record says why it comes late. Source: the school's choice.</summary>
    [Range(0, 365)]
    public int LateAfterDays { get; init; } = 7;

    /// <summary>The shortest planned session, in minutes. Source: the school's choice.</summary>
    [Range(SupportSession.MinPlannedMinutes, SupportSession.MaxPlannedMinutes)]
    public int MinPlannedMinutes { get; init; } = SupportSession.MinPlannedMinutes;

    /// <summary>The longest planned session, in minutes. Source: the school's choice.</summary>
    [Range(SupportSession.MinPlannedMinutes, SupportSession.MaxPlannedMinutes)]
    public int MaxPlannedMinutes { get; init; } = SupportSession.MaxPlannedMinutes;

    /// <summary>The fewest pupils of a Thrive group. Source: the school's choice.</summary>
    [Range(2, SupportSession.MaxParticipants)]
    public int MinGroup { get; init; } = 2;

    /// <summary>The most pupils of a group, for all types but a whole class and a workshop. Source: the school's choice.</summary>
    [Range(2, SupportSession.MaxParticipants)]
    public int MaxGroup { get; init; } = 15;

    /// <summary>The most named pupils of a whole class or a workshop. Source: the school's choice.</summary>
    [Range(1, SupportSession.MaxParticipants)]
    public int MaxClass { get; init; } = SupportSession.MaxParticipants;

    /// <summary>
    /// The causes for which the school owes a missed session: those of its own making. The pupil's absence, refusal or
    /// suspension leaves nothing owing, nor does <c>other</c>, of which nobody can say whose it was. Source: the school's choice.
    /// </summary>
    public IReadOnlyList<MissReason> CatchUpOwedFor { get; init; } =
    [
        MissReason.StaffAbsent, MissReason.RoomUnavailable, MissReason.Trip, MissReason.Exam, MissReason.SafeguardingMeeting,
    ];

    public TimeSpan EarlyBy() => TimeSpan.FromMinutes(EarlyByMinutes);

    public bool NoteIsOpen(DateTimeOffset? completedAt, DateTimeOffset now) => now < completedAt + TimeSpan.FromHours(NoteOpenHours);

    public bool IsLate(DateTimeOffset startsAt, DateTimeOffset now) => now - startsAt > TimeSpan.FromDays(LateAfterDays);

    public Error? Refusal() => this switch
    {
        _ when MinPlannedMinutes > MaxPlannedMinutes => PolicyErrors.Disagrees.At("/minPlannedMinutes"),
        _ when MinGroup > MaxGroup => PolicyErrors.Disagrees.At("/minGroup"),
        _ => null,
    };
}
