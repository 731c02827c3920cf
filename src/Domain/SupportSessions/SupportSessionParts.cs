using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.SupportSessions;

/// <summary>One member of staff who gives the session; the lead stands first.</summary>
public sealed class SupportSessionPractitioner : IPartOf<SupportSession>
{
    internal SupportSessionPractitioner(SupportSession session, StaffId staffId) =>
        (TrustId, SupportSessionId, StaffId) = (session.TrustId, session.Id, staffId);

    private SupportSessionPractitioner() { }

    public TrustId TrustId { get; private set; }
    public SupportSessionId SupportSessionId { get; private set; }
    public StaffId StaffId { get; private set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Position { get; internal set; }

    Guid IPart.RootId => SupportSessionId.Value;
}

/// <summary>One pupil's part in a session. Nothing of it ever shows on another pupil's record.</summary>
public sealed class SupportSessionParticipant : IPartOf<SupportSession>
{
    internal SupportSessionParticipant(SupportSession session, PupilId pupilId) =>
        (TrustId, SupportSessionId, PupilId) = (session.TrustId, session.Id, pupilId);

    private SupportSessionParticipant() { }

    public TrustId TrustId { get; private set; }
    public SupportSessionId SupportSessionId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Position { get; internal set; }

    /// <summary>Whether the session takes the pupil out of lessons, so that no other may at the same time.</summary>
    public bool IsWithdrawn { get; internal set; }

    /// <summary>Null until completion.</summary>
    public SessionAttendance? Attendance { get; private set; }

    /// <summary>How regulated the pupil was before, 1 to 5.</summary>
    public int? PreState { get; private set; }

    /// <summary>How regulated the pupil was after, 1 to 5.</summary>
    public int? PostState { get; private set; }

    /// <summary>What the pupil said about it, in the pupil's words.</summary>
    public string? PupilVoice { get; private set; }

    public string? Note { get; private set; }

    Guid IPart.RootId => SupportSessionId.Value;

    internal void Record(ParticipantOutcome outcome)
    {
        Attendance = outcome.Attendance;
        PreState = InScale(outcome.PreState);
        PostState = InScale(outcome.PostState);
        PupilVoice = Guard.OptionalText(outcome.PupilVoice, Limits.Text);
        Note = Guard.OptionalText(outcome.Note, Limits.Text);
    }

    private static int? InScale(int? state) =>
        state is { } value ? Guard.InRange(value, SupportSession.MinState, SupportSession.MaxState) : null;
}

/// <summary>Why a text stands beside the note.</summary>
public enum AddendumKind
{
    /// <summary>Added later.</summary>
    Addendum,

    /// <summary>What the note said before it was amended. Nothing that was recorded is lost.</summary>
    EarlierNote,
}

/// <summary>What was added to a completed session; it changes nothing that was written before.</summary>
public sealed class SupportSessionAddendum : IPartOf<SupportSession>
{
    internal SupportSessionAddendum(SupportSession session, AddendumKind kind, string text, StaffId? authorId, DateTimeOffset now)
    {
        (TrustId, SupportSessionId, Id, Kind) = (session.TrustId, session.Id, Guid.CreateVersion7(now), kind);
        (Text, AuthorId, RecordedAt) = (Guard.Text(text, kind == AddendumKind.Addendum ? Limits.Text : Limits.Narrative), authorId, now);
    }

    private SupportSessionAddendum() { }

    public TrustId TrustId { get; private set; }
    public SupportSessionId SupportSessionId { get; private set; }
    public Guid Id { get; private set; }
    public AddendumKind Kind { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>Who added it, or who replaced the note; null when a machine did.</summary>
    public StaffId? AuthorId { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    Guid IPart.RootId => SupportSessionId.Value;
}
