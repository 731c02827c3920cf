using System.Collections.Immutable;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Domain.SupportSessions;

/// <summary>All that is said of a session before it takes place; while it is scheduled, all of it can be revised.</summary>
public sealed record SupportSessionPlan
{
    public required SupportSessionType Type { get; init; }

    /// <summary>The programme that it serves.</summary>
    public SupportProgrammeId? ProgrammeId { get; init; }

    /// <summary>The missed session that it makes good.</summary>
    public SupportSessionId? MakesGoodId { get; init; }
    public required StaffId PractitionerId { get; init; }
    public ImmutableArray<StaffId> CoPractitionerIds { get; init; } = [];
    public required DateTimeOffset StartsAt { get; init; }
    public required int PlannedMinutes { get; init; }
    public Room? Room { get; init; }

    /// <summary>Whether nobody else can use the room meanwhile.</summary>
    public bool RoomIsExclusive { get; init; }
    public ThriveStrand? Strand { get; init; }
    public ElsaArea? ElsaArea { get; init; }
    public string? Objective { get; init; }

    /// <summary>The class or group, when the pupils are not named one by one.</summary>
    public string? GroupName { get; init; }
    public ImmutableArray<PupilId> ParticipantIds { get; init; } = [];

    /// <summary>Why a session that began longer ago than the policy says is recorded only now.</summary>
    public string? LateReason { get; init; }

    public DateTimeOffset EndsAt => StartsAt.AddMinutes(PlannedMinutes);

    public IEnumerable<StaffId> Practitioners => [PractitionerId, .. CoPractitionerIds];

    /// <summary>Why it cannot stand: in itself, by the clock, or by its day.</summary>
    internal Error? Refusal(SessionDay day, DateTimeOffset now) =>
        Misshapen(day.Policy) ?? TooLate(LateReason, StartsAt, day.Policy, now) ?? Misplaced(day);

    internal static Error? TooLate(string? lateReason, DateTimeOffset startsAt, SupportSessionPolicy policy, DateTimeOffset now) =>
        lateReason is null && policy.IsLate(startsAt, now)
            ? SupportSessionErrors.LateReasonRequired.With("afterDays", policy.LateAfterDays).At("/lateReason")
            : null;

    private Error? Misshapen(SupportSessionPolicy policy)
    {
        var rule = SupportSessionRules.Of(Type, policy);
        var count = ParticipantIds.Length;
        return this switch
        {
            _ when PlannedMinutes < policy.MinPlannedMinutes || PlannedMinutes > policy.MaxPlannedMinutes =>
                SupportSessionErrors.PlannedLength.With("min", policy.MinPlannedMinutes).With("max", policy.MaxPlannedMinutes).At("/plannedMinutes"),
            _ when count < rule.MinPupils || count > rule.MaxPupils =>
                SupportSessionErrors.ParticipantCount.With("min", rule.MinPupils).With("max", rule.MaxPupils).At("/participants"),
            _ when count == 0 && GroupName is null => SupportSessionErrors.GroupNameRequired.At("/groupName"),
            _ when ParticipantIds.Distinct().Count() < count => SupportSessionErrors.DuplicateParticipant.At("/participants"),
            _ when Practitioners.Distinct().Count() <= CoPractitionerIds.Length => SupportSessionErrors.DuplicatePractitioner.At("/coPractitionerIds"),
            { ElsaArea: not null, Type: not SupportSessionType.Elsa } => SupportSessionErrors.ElsaAreaNotApplicable.At("/elsaArea"),
            _ => null,
        };
    }

    private Error? Misplaced(SessionDay day) => this switch
    {
        _ when !day.IsSchoolDay => SupportSessionErrors.NotASchoolDay.At("/startsAt"),
        _ when day.InactiveStaff.Contains(PractitionerId) => SupportSessionErrors.PractitionerNotActive.At("/practitionerId"),
        _ when CoPractitionerIds.Any(day.InactiveStaff.Contains) => SupportSessionErrors.PractitionerNotActive.At("/coPractitionerIds"),
        _ when ParticipantIds.Any(day.NotYetAdmitted.Contains) => SupportSessionErrors.BeforeAdmission.At("/participants"),
        _ when ParticipantIds.Any(day.NotEnrolled.Contains) => SupportSessionErrors.PupilNotEnrolled.At("/participants"),
        _ => null,
    };
}

/// <summary>What took place, as told on completion.</summary>
public sealed record SupportSessionOutcome
{
    public required int ActualMinutes { get; init; }
    public required string Note { get; init; }
    public ImmutableArray<string> Strategies { get; init; } = [];
    public string? NextStep { get; init; }
    public ImmutableArray<ParticipantOutcome> Participants { get; init; } = [];

    /// <inheritdoc cref="SupportSessionPlan.LateReason"/>
    public string? LateReason { get; init; }
}

/// <summary>One pupil's part in what took place. States run from 1 (lowest) to 5.</summary>
public sealed record ParticipantOutcome(
    PupilId PupilId,
    SessionAttendance Attendance,
    int? PreState = null,
    int? PostState = null,
    string? PupilVoice = null,
    string? Note = null);

/// <summary>What the roster, the calendar and the school's policy say of the day of a session; the session decides what follows.</summary>
/// <param name="IsSchoolDay">By the school's own calendar.</param>
/// <param name="InactiveStaff">Practitioners who do not work at the school that day.</param>
/// <param name="NotEnrolled">Participants who have left, or were never at the school.</param>
/// <param name="NotYetAdmitted">Participants who come to the school only after that day.</param>
/// <param name="Policy">The school's, of that day.</param>
public sealed record SessionDay(
    bool IsSchoolDay,
    IReadOnlySet<StaffId> InactiveStaff,
    IReadOnlySet<PupilId> NotEnrolled,
    IReadOnlySet<PupilId> NotYetAdmitted,
    SupportSessionPolicy Policy);
