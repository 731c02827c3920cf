using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Domain.SupportProgrammes.SupportProgrammeErrors;

namespace PupilSupport.Domain.SupportProgrammes;

/// <summary>What a programme is to be.</summary>
public sealed record SupportProgrammePlan
{
    public required SupportProgrammeKind Kind { get; init; }
    public required SupportProgrammePriority Priority { get; init; }
    public required IReadOnlyList<PupilId> PupilIds { get; init; }

    /// <summary>Null where no number is planned; ELSA always has one.</summary>
    public int? TargetSessions { get; init; }
    public required int MinutesPerWeek { get; init; }
    public string? Purpose { get; init; }
    public string? GroupName { get; init; }

    /// <summary>The code of the instrument that measures before.</summary>
    public string? EntryInstrument { get; init; }

    /// <summary>The code of the instrument that measures after.</summary>
    public string? ExitInstrument { get; init; }

    /// <summary>The last day, as planned.</summary>
    public DateOnly? PlannedEndOn { get; init; }

    /// <param name="approved">How many sessions an extension allows.</param>
    internal Error? Refusal(SupportProgrammeDay day, int? approved, DateOnly start)
    {
        var rule = SupportSessionRules.Of(SupportProgrammeRules.SessionTypeOf(Kind, PupilIds.Count), day.Sessions);
        return this switch
        {
            _ when PupilIds.Distinct().Count() < PupilIds.Count => SupportSessionErrors.DuplicateParticipant.At("/pupilIds"),
            _ when PupilIds.Count < rule.MinPupils || PupilIds.Count > rule.MaxPupils =>
                SupportSessionErrors.ParticipantCount.At("/pupilIds").With("min", rule.MinPupils).With("max", rule.MaxPupils),
            { PupilIds.Count: 0, GroupName: null } => SupportSessionErrors.GroupNameRequired.At("/groupName"),
            _ when PupilIds.Any(day.NotEnrolled.Contains) => SupportSessionErrors.PupilNotEnrolled.At("/pupilIds"),
            _ when PlannedEndOn < start => PlannedEndPast.At("/plannedEndOn"),
            { Kind: SupportProgrammeKind.Elsa } => ElsaRefusal(day.Policy, approved),
            _ => null,
        };
    }

    private Error? ElsaRefusal(SupportProgrammePolicy policy, int? approved)
    {
        var max = policy.SessionLimit(Kind, approved)!.Value;
        return TargetSessions >= policy.ElsaMinSessions && TargetSessions <= max
            ? null
            : ElsaSessions.At("/targetSessions").With("min", policy.ElsaMinSessions).With("max", max);
    }
}

/// <summary>What roster, calendar and policies say of the day on which a programme is planned or moved on.</summary>
/// <param name="Today">Europe/London.</param>
/// <param name="NotEnrolled">Those of the plan's pupils who are not on the school's roll on that day.</param>
public sealed record SupportProgrammeDay(
    DateOnly Today, SupportProgrammePolicy Policy, SupportSessionPolicy Sessions, SchoolCalendar Calendar, IReadOnlySet<PupilId> NotEnrolled)
{
    /// <summary>When support of that priority is to start that waits since a day; no later than so many school days after it.</summary>
    internal Result<DateOnly> TargetStart(SupportProgrammePriority priority, DateOnly waitingSince) =>
        Calendar.AddSchoolDays(waitingSince, Policy.WaitingDays(priority));
}

/// <summary>How a programme ends.</summary>
/// <param name="EndAssessments">The end measures, each with its pupil.</param>
/// <param name="NoMeasureReason">Why pupils have none.</param>
public sealed record SupportProgrammeEnd(IReadOnlyList<PupilMeasure> EndAssessments, string? NoMeasureReason);

/// <summary>An assessment that measures a pupil at the start or end of a programme.</summary>
public readonly record struct PupilMeasure(PupilId PupilId, Guid AssessmentId);
