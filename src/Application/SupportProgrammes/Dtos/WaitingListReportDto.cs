using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Dtos;

/// <summary>Who waits for support, who waits too long, and how long those waited who have started.</summary>
public sealed record WaitingListReportDto
{
    public const int MaxBreaches = 200;

    /// <summary>Today, Europe/London: the day for which the waiting list is told.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The first day of the starts that are counted.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day of the starts that are counted.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Each school with programmes that wait, or started in the period.</summary>
    [Items(ReportErrors.MaxSchools)]
    public required IReadOnlyList<SchoolWaitingDto> Schools { get; init; }

    /// <summary>Programmes that wait past their target, the longest past first; at most 200.</summary>
    [Items(MaxBreaches)]
    public required IReadOnlyList<WaitingBreachDto> Breaches { get; init; }

    /// <summary>Where all of them are, when there are more.</summary>
    [Text(300)]
    public required string? More { get; init; }
}

/// <summary>The waiting list of one school.</summary>
public sealed record SchoolWaitingDto
{
    public required Guid SchoolId { get; init; }

    [Text(School.NameMax)]
    public required string Name { get; init; }

    /// <summary>By priority, <c>urgent</c> first; each that has programmes.</summary>
    [Items(3)]
    public required IReadOnlyList<PriorityWaitingDto> Priorities { get; init; }
}

/// <summary>Programmes of one priority.</summary>
public sealed record PriorityWaitingDto
{
    public required SupportProgrammePriority Priority { get; init; }

    /// <summary>How many school days they may wait, by today's policy.</summary>
    public required int TargetSchoolDays { get; init; }

    /// <summary>How many wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>How many of them wait past their target.</summary>
    public required int Breached { get; init; }

    /// <summary>The longest wait, in school days; null when none waits or the school's calendar is not known.</summary>
    public required int? LongestSchoolDays { get; init; }

    /// <summary>How many started in the period.</summary>
    public required int Started { get; init; }

    /// <summary>How many of them started past their target.</summary>
    public required int StartedLate { get; init; }
}

/// <summary>A programme that waits past its target.</summary>
public sealed record WaitingBreachDto
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required SupportProgrammeKind Kind { get; init; }
    public required SupportProgrammePriority Priority { get; init; }

    /// <summary>Null when nobody is to give it yet.</summary>
    public required Guid? PractitionerId { get; init; }
    public required DateOnly WaitingSince { get; init; }
    public required DateOnly TargetStartOn { get; init; }

    /// <summary>How many school days it has waited; null when the school's calendar is not known.</summary>
    public required int? SchoolDaysWaited { get; init; }

    /// <summary>How many school days that is past its target.</summary>
    public required int? SchoolDaysLate { get; init; }
}
