using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportProgrammes.Dtos;

/// <summary>What was planned for a programme and what it came to. Voided sessions are in no count.</summary>
public sealed record SupportProgrammeDeliveryDto
{
    private const int Most = 10_000;
    private const double MostPercent = 10_000;

    public required Guid ProgrammeId { get; init; }

    /// <summary>Today, Europe/London.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How many sessions it is to have.</summary>
    public required int? TargetSessions { get; init; }

    /// <summary>Sessions that were to take place by now: delivered, unattended, untold and missed. One that was made good counts once, as the one in its place.</summary>
    [Range(0, Most)]
    public required int PlannedSessions { get; init; }

    /// <summary>Completed, and at least one pupil was there, or none was named.</summary>
    [Range(0, Most)]
    public required int DeliveredSessions { get; init; }

    /// <summary>Completed without any of the pupils.</summary>
    [Range(0, Most)]
    public required int UnattendedSessions { get; init; }

    /// <summary>Their time has come and nobody has told what became of them.</summary>
    [Range(0, Most)]
    public required int UntoldSessions { get; init; }

    /// <summary>Missed by the school's fault, by its policy of that day.</summary>
    [Range(0, Most)]
    public required int MissedBySchool { get; init; }

    /// <summary>Missed because a pupil was absent, suspended or declined.</summary>
    [Range(0, Most)]
    public required int MissedByPupil { get; init; }

    /// <summary>Missed for another cause.</summary>
    [Range(0, Most)]
    public required int MissedOtherwise { get; init; }

    /// <summary>What the school still owes of those that it missed.</summary>
    [Range(0, Most)]
    public required int CatchUpOwed { get; init; }

    /// <summary>What it has made good of them, by a completed session.</summary>
    [Range(0, Most)]
    public required int CatchUpMadeGood { get; init; }

    /// <summary>Planned, and still to come.</summary>
    [Range(0, Most)]
    public required int UpcomingSessions { get; init; }

    [Range(0, Most)]
    public required int CancelledSessions { get; init; }

    /// <summary>Delivered sessions of a hundred planned, to one decimal, halves up; null when none was planned yet.</summary>
    [Range(0.0, MostPercent), DecimalPlaces(1)]
    public required decimal? AdherencePercent { get; init; }

    /// <summary>The planned length of the planned sessions.</summary>
    public required int PlannedMinutes { get; init; }

    /// <summary>The actual length of the delivered sessions.</summary>
    public required int DeliveredMinutes { get; init; }

    /// <summary>Calendar weeks with a school day since its start, to its end, its pause or today; null when it has not started or the school's calendar is not known.</summary>
    [Range(0, Most)]
    public required int? Weeks { get; init; }

    /// <summary>How many minutes it is to have in each of them.</summary>
    public required int TargetMinutesPerWeek { get; init; }

    /// <summary>How many it had in each on average, to one decimal, halves up.</summary>
    [Range(0.0, SupportProgramme.MaxSessions * SupportSession.MaxActualMinutes), DecimalPlaces(1)]
    public required decimal? MinutesPerWeek { get; init; }

    /// <summary>
    /// What the completed sessions cost, in pence: for each who gave them the actual minutes, at the price of an hour of the person's role at the
    /// school on that day by its policy (of several roles the dearest), never a person's pay. Rounded once, halves up.
    /// </summary>
    public required long CostPence { get; init; }

    /// <summary>What each pupil had whom the caller may see.</summary>
    [Items(SupportProgramme.MaxPupilsEver)]
    public required IReadOnlyList<PupilDeliveryDto> Pupils { get; init; }
}

/// <summary>What one pupil had of a programme.</summary>
public sealed record PupilDeliveryDto
{
    public required Guid PupilId { get; init; }

    /// <summary>Completed sessions that the pupil attended, late or not to the end included.</summary>
    public required int Sessions { get; init; }

    /// <summary>Their actual minutes: the dosage.</summary>
    public required int Minutes { get; init; }

    /// <summary>What became of the pupil's part in the completed sessions; what never happened is left out.</summary>
    [Items(8)]
    public required IReadOnlyList<AttendanceCountDto> Attendance { get; init; }
}

/// <summary>How often a pupil's part in a session became that.</summary>
public sealed record AttendanceCountDto
{
    public required SessionAttendance Attendance { get; init; }
    public required int Sessions { get; init; }
}
