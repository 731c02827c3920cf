using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.SupportReports.Dtos;

/// <summary>How support stands at schools, for leaders and governors: it names nobody, and small numbers follow neither from sums nor from two answers.</summary>
public sealed record PastoralOverviewDto
{
    /// <summary>Today, Europe/London: the day of caseloads and waiting lists.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The first day that was asked for. A term, or a line of impact, that shares a day with the period is told whole.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day that was asked for.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Every school within reach, or the one that was asked for, by name.</summary>
    [Items(ReportErrors.MaxSchools)]
    public required IReadOnlyList<SchoolOverviewDto> Schools { get; init; }

    /// <summary>What the service does not hold of pupils, so that nothing is said of it.</summary>
    [Items(2)]
    public required IReadOnlyList<UnrecordedFigure> NotRecorded { get; init; }
}

/// <summary>How support stands at one school.</summary>
public sealed record SchoolOverviewDto
{
    public const int MaxTerms = 6;

    public required Guid SchoolId { get; init; }

    [Text(School.NameMax)]
    public required string Name { get; init; }
    public required OverviewCaseloadDto Caseload { get; init; }
    public required OverviewWaitingDto Waiting { get; init; }

    /// <summary>The sessions of programmes by term, the earliest first; terms that have begun.</summary>
    [Items(MaxTerms)]
    public required IReadOnlyList<OverviewTermDto> Terms { get; init; }

    /// <summary>What ended programmes changed: the lines of the impact report, without their sessions.</summary>
    [Items(ProgrammeImpactReportDto.MaxLines)]
    public required IReadOnlyList<ImpactLineDto> Impact { get; init; }
}

/// <summary>Who supports whom today.</summary>
public sealed record OverviewCaseloadDto
{
    /// <summary>Members of staff with programmes that wait, run or pause.</summary>
    public required int Practitioners { get; init; }

    /// <summary>Pupils in programmes that run or pause; each counts once.</summary>
    public required CountSpanDto Pupils { get; init; }

    /// <summary>Hours a week of the programmes that run; null where they are those of few pupils.</summary>
    [Range(0.0, 100_000.0), DecimalPlaces(1)]
    public required decimal? HoursPerWeek { get; init; }

    /// <summary>Hours a week that those practitioners can give, by the school's policy.</summary>
    public required int CapacityHours { get; init; }

    /// <summary>How much of it is used, in whole percent; null without practitioners, and where few pupils are supported.</summary>
    public required int? CapacityUsedPercent { get; init; }
}

/// <summary>Who waits today.</summary>
public sealed record OverviewWaitingDto
{
    /// <summary>Places in programmes that wait for their start.</summary>
    public required CountSpanDto Places { get; init; }

    /// <summary>Those whose target lies ahead; null where few wait.</summary>
    public required CountSpanDto? InTime { get; init; }

    /// <summary>Those past their target; null where few wait.</summary>
    public required CountSpanDto? PastTarget { get; init; }

    /// <summary>The longest wait in school days; null where nobody or few wait or are past their target, and where the school's calendar is not known.</summary>
    public required int? LongestSchoolDays { get; init; }
}

/// <summary>The sessions of programmes in a term so far. All but the days is null where those of some kind of support were those of few pupils.</summary>
public sealed record OverviewTermDto
{
    /// <summary>As <c>2026/27</c>.</summary>
    [Text(7)]
    public required string AcademicYear { get; init; }
    public required TermName Term { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }

    /// <summary>Sessions that were to take place by now.</summary>
    public required int? PlannedSessions { get; init; }
    public required int? DeliveredSessions { get; init; }
    public required int? DeliveredMinutes { get; init; }

    /// <summary>Delivered sessions of a hundred planned, in whole numbers; null when none was planned.</summary>
    [Range(0, 10_000)]
    public required int? AdherencePercent { get; init; }

    /// <summary>Sessions of the term that the school missed and has not made good.</summary>
    public required int? CatchUpOwed { get; init; }
}
