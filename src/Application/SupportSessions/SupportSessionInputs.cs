using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>What is said of a session before it takes place; while it is scheduled, all of it can be revised.</summary>
public record SupportSessionEdit
{
    /// <summary>It decides how many pupils take part, and whether they are taken out of lessons for it.</summary>
    public required SupportSessionType Type { get; init; }

    /// <summary>The programme that it serves: one of the school that runs on that day, for its kind of session and its pupils.</summary>
    public Guid? ProgrammeId { get; init; }

    /// <summary>The missed session, owed by the school, that it makes good: of the same programme and of one of the same pupils.</summary>
    public Guid? MakesGoodId { get; init; }

    /// <summary>The member of staff who leads it.</summary>
    public required Guid PractitionerId { get; init; }

    /// <summary>Others who give it.</summary>
    [Items(SupportSession.MaxCoPractitioners)]
    public IReadOnlyList<Guid> CoPractitionerIds { get; init; } = [];

    /// <summary>When it begins. It may lie in the past; further back than the school's policy says (7 days by default) it needs <c>lateReason</c>.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>How long it is to last, in minutes. The school's policy may allow less.</summary>
    [Range(SupportSession.MinPlannedMinutes, SupportSession.MaxPlannedMinutes)]
    public required int PlannedMinutes { get; init; }

    /// <summary>The name of a room of the school, whatever its case; a new name makes a new room for one session at a time.</summary>
    [Text(Domain.Schools.Room.MaxName, Min = 1)]
    public string? Room { get; init; }

    /// <summary>The strand of the Thrive approach.</summary>
    public ThriveStrand? Strand { get; init; }

    /// <summary>The area of ELSA work, for type <c>elsa</c> only.</summary>
    public ElsaArea? ElsaArea { get; init; }

    /// <summary>What it is to achieve.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Objective { get; init; }

    /// <summary>The class or group; required when no pupils are named.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? GroupName { get; init; }

    /// <summary>The pupils: one for <c>thrive_one_to_one</c>, 2 to 15 for <c>thrive_group</c>, none or up to 40 for <c>whole_class</c> and <c>workshop</c>, else 1 to 15; the school's policy may say otherwise.</summary>
    [Items(SupportSession.MaxParticipants)]
    public IReadOnlyList<SupportSessionPupil> Participants { get; init; } = [];

    /// <summary>Why a session that began longer ago than the school's policy says (7 days by default) is recorded only now.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? LateReason { get; init; }

    /// <summary>The current plan of a session, as it can be edited.</summary>
    public static SupportSessionEdit Of(SupportSession session) => new()
    {
        Type = session.Type,
        ProgrammeId = session.ProgrammeId?.Value,
        MakesGoodId = session.MakesGoodId?.Value,
        PractitionerId = session.PractitionerId.Value,
        CoPractitionerIds = [.. session.Practitioners.OrderBy(p => p.Position).Skip(1).Select(p => p.StaffId.Value)],
        StartsAt = session.StartsAt,
        PlannedMinutes = session.PlannedMinutes,
        Room = session.Room?.Name,
        Strand = session.Strand,
        ElsaArea = session.ElsaArea,
        Objective = session.Objective,
        GroupName = session.GroupName,
        Participants = [.. session.Participants.OrderBy(p => p.Position).Select(p => new SupportSessionPupil { PupilId = p.PupilId.Value })],
        LateReason = session.LateReason,
    };

    internal SupportSessionPlan ToPlan(Room? room, bool isExclusive) => new()
    {
        Type = Type,
        ProgrammeId = ProgrammeId is { } programme ? new(programme) : null,
        MakesGoodId = MakesGoodId is { } missed ? new(missed) : null,
        PractitionerId = new(PractitionerId),
        CoPractitionerIds = [.. CoPractitionerIds.Select(id => new Domain.Staff.StaffId(id))],
        StartsAt = StartsAt,
        PlannedMinutes = PlannedMinutes,
        Room = room,
        RoomIsExclusive = isExclusive,
        Strand = Strand,
        ElsaArea = ElsaArea,
        Objective = Objective,
        GroupName = GroupName,
        ParticipantIds = [.. Participants.Select(p => new PupilId(p.PupilId))],
        LateReason = LateReason,
    };
}

/// <summary>A pupil who is to take part.</summary>
public sealed record SupportSessionPupil
{
    public required Guid PupilId { get; init; }
}

/// <summary>What took place.</summary>
public record SupportSessionCompletion
{
    /// <summary>How long it lasted, in minutes.</summary>
    [Range(SupportSession.MinActualMinutes, SupportSession.MaxActualMinutes)]
    public required int ActualMinutes { get; init; }

    /// <summary>What happened. It can be amended for 48 hours, or as the school's policy says; then addenda only.</summary>
    [Text(Limits.Narrative, Min = 1)]
    public required string Note { get; init; }

    /// <summary>What was tried.</summary>
    [Items(SupportSession.MaxStrategies, Text = Limits.Title)]
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>What is to come next.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? NextStep { get; init; }

    /// <summary>Every participant of the session, once.</summary>
    [Items(SupportSession.MaxParticipants)]
    public IReadOnlyList<SupportSessionPart> Participants { get; init; } = [];

    /// <inheritdoc cref="SupportSessionEdit.LateReason"/>
    [Text(Limits.Reason, Min = 1)]
    public string? LateReason { get; init; }

    internal SupportSessionOutcome ToOutcome() => new()
    {
        ActualMinutes = ActualMinutes,
        Note = Note,
        Strategies = [.. Strategies],
        NextStep = NextStep,
        Participants = [.. Participants.Select(p => new ParticipantOutcome(new(p.PupilId), p.Attendance, p.PreState, p.PostState, p.PupilVoice, p.Note))],
        LateReason = LateReason,
    };
}

/// <summary>One pupil's part in what took place.</summary>
public sealed record SupportSessionPart
{
    public required Guid PupilId { get; init; }

    /// <summary>What became of the pupil's part.</summary>
    public required SessionAttendance Attendance { get; init; }

    /// <summary>How regulated the pupil was before, from 1 (least) to 5.</summary>
    [Range(SupportSession.MinState, SupportSession.MaxState)]
    public int? PreState { get; init; }

    /// <summary>How regulated the pupil was after, from 1 (least) to 5.</summary>
    [Range(SupportSession.MinState, SupportSession.MaxState)]
    public int? PostState { get; init; }

    /// <summary>What the pupil said about it, in the pupil's words.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? PupilVoice { get; init; }

    /// <summary>About this pupil alone; it never shows on another's record.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }
}
