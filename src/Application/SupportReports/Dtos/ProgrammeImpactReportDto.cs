using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportReports.Dtos;

/// <summary>What a report would compare before and after if the service held it.</summary>
public enum UnrecordedFigure
{
    Attendance,
    Incidents,
}

/// <summary>
/// What ended programmes changed. It tells of no pupil and ranks nobody: each line is of a kind of support at a school, and the lines
/// stand in the order of names, kinds and time.
/// </summary>
public sealed record ProgrammeImpactReportDto
{
    /// <summary>Ten kinds, each with the terms of four academic years.</summary>
    public const int MaxLines = 120;

    /// <summary>Today, Europe/London.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The first day that was asked for. A line that shares a day with the period is told whole.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day that was asked for.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The group that was asked for; null for all pupils.</summary>
    public required ImpactGroup? Group { get; init; }

    /// <summary>Every school within reach, or the one that was asked for, by name.</summary>
    [Items(ReportErrors.MaxSchools)]
    public required IReadOnlyList<SchoolImpactDto> Schools { get; init; }

    /// <summary>What the service does not hold of pupils, so that nothing is said of it before and after.</summary>
    [Items(2)]
    public required IReadOnlyList<UnrecordedFigure> NotRecorded { get; init; }
}

/// <summary>The ended programmes of one school.</summary>
public sealed record SchoolImpactDto
{
    public required Guid SchoolId { get; init; }

    [Text(School.NameMax)]
    public required string Name { get; init; }

    [Items(ProgrammeImpactReportDto.MaxLines)]
    public required IReadOnlyList<ImpactLineDto> Lines { get; init; }
}

/// <summary>The programmes of one kind that ended in a term, or in an academic year where a term would tell of few pupils.</summary>
public sealed record ImpactLineDto
{
    public const int MaxMeasures = 100;

    public required SupportProgrammeKind Kind { get; init; }

    /// <summary>As <c>2026/27</c>.</summary>
    [Text(7)]
    public required string AcademicYear { get; init; }

    /// <summary>Null for the whole year.</summary>
    public required TermName? Term { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Whether nothing is said of the group, since it or what is left without it would tell of few pupils.</summary>
    public required bool IsWithheld { get; init; }

    /// <summary>How many pupils in programmes; one in two programmes counts twice, but once in a count of 1 to 4 pupils. Null when withheld.</summary>
    public required CountSpanDto? Places { get; init; }

    /// <summary>Those without measures before and after that compare, by one norm version and kind of respondent. Null where too few places are told of.</summary>
    public required CountSpanDto? NotMeasured { get; init; }

    /// <summary>Those whose programme was withdrawn after it had started. Null as <c>notMeasured</c>.</summary>
    public required CountSpanDto? BrokenOff { get; init; }

    /// <summary>Those measured before and after, by instrument, norm version and kind of respondent. With the others they are all places.</summary>
    [Items(MaxMeasures)]
    public required IReadOnlyList<ImpactMeasureDto> Measures { get; init; }

    /// <summary>The sessions of the programmes; null for a group, and where they are those of few pupils.</summary>
    public required ImpactDeliveryDto? Delivery { get; init; }

    public static ImpactLineDto Of(SupportProgrammeKind kind, ImpactRow row, ImpactFigures? figures, ImpactDeliveryDto? delivery, Func<MeasureSeries, Instrument> instrument) => new()
    {
        Kind = kind,
        AcademicYear = row.Year.Label,
        Term = row.Term,
        From = row.FirstDay,
        To = row.LastDay,
        IsWithheld = figures is null,
        Places = figures is null ? null : CountSpanDto.Of(figures.Places),
        NotMeasured = figures?.NotMeasured is { } unmeasured ? CountSpanDto.Of(unmeasured) : null,
        BrokenOff = figures?.BrokenOff is { } broken ? CountSpanDto.Of(broken) : null,
        Measures = [.. (figures?.Measures ?? []).Take(MaxMeasures).Select(m => ImpactMeasureDto.Of(m, instrument(m.Series)))],
        Delivery = delivery,
    };
}

/// <summary>Places measured before and after by one norm version of one instrument, answered by the same kind of person.</summary>
public sealed record ImpactMeasureDto
{
    [Text(Domain.Assessments.Instrument.CodeMax)]
    public required string Instrument { get; init; }

    [Text(Domain.Assessments.Instrument.NormVersionMax)]
    public required string NormVersion { get; init; }

    /// <summary>The instrument's.</summary>
    [Text(200)]
    public required string Title { get; init; }
    public required AssessmentRespondent Respondent { get; init; }

    public required CountSpanDto Places { get; init; }

    /// <summary>The total, or each scale where there is none. None where few places are told of.</summary>
    [Items(Domain.Assessments.Instrument.MaxScales)]
    public required IReadOnlyList<ImpactScaleDto> Scales { get; init; }

    public static ImpactMeasureDto Of(ImpactMeasure measure, Instrument instrument) => new()
    {
        Instrument = instrument.Code,
        NormVersion = instrument.NormVersion,
        Title = instrument.Title,
        Respondent = measure.Series.Respondent,
        Places = CountSpanDto.Of(measure.Places),
        Scales = [.. measure.Scales.Select(ImpactScaleDto.Of)],
    };
}

/// <summary>What a scale, or the total, says from entry to exit.</summary>
public sealed record ImpactScaleDto
{
    [Text(InstrumentScale.CodeMax)]
    public required string Scale { get; init; }

    [Text(200)]
    public required string Title { get; init; }
    public required ScoreDirection Direction { get; init; }

    /// <summary>So many points or more are more than chance; null where nobody has published how much the scale varies by itself.</summary>
    public required decimal? ReliableChange { get; init; }

    /// <summary>How many changed how.</summary>
    [Items(4)]
    public required IReadOnlyList<ImpactOutcomeDto> Outcomes { get; init; }

    /// <summary>The mean of the changes in points, to one decimal, halves away from zero; null below five, and where it would tell of few pupils.</summary>
    [Range(-1_000_000.0, 1_000_000.0), DecimalPlaces(1)]
    public required decimal? MeanChange { get; init; }

    public static ImpactScaleDto Of(ImpactScale scale) => new()
    {
        Scale = scale.Scale.Code,
        Title = scale.Scale.Title,
        Direction = scale.Scale.Direction,
        ReliableChange = scale.Scale.ReliableChange?.Threshold,
        Outcomes = [.. scale.Outcomes.Select(o => new ImpactOutcomeDto(o.Outcome, CountSpanDto.Of(o.Places)))],
        MeanChange = scale.MeanChange,
    };
}

/// <summary>How many changed so.</summary>
public sealed record ImpactOutcomeDto(ChangeOutcome Outcome, CountSpanDto Places);

/// <summary>What was planned for programmes and what it came to.</summary>
public sealed record ImpactDeliveryDto
{
    /// <summary>How many programmes. Null, as all here but the sessions of a programme, where the number of places is a span: it could be worked out from them.</summary>
    public required int? Programmes { get; init; }

    /// <summary>Sessions that were to take place.</summary>
    public required int? PlannedSessions { get; init; }
    public required int? DeliveredSessions { get; init; }
    public required int? DeliveredMinutes { get; init; }

    /// <summary>Sessions that the school missed and has not made good.</summary>
    public required int? CatchUpOwed { get; init; }

    /// <summary>By the role of those who gave them, from policy; never anybody's pay.</summary>
    public required long? CostPence { get; init; }

    /// <summary>Delivered sessions of a programme on average, in whole numbers.</summary>
    public required int SessionsPerProgramme { get; init; }

    /// <summary>Delivered minutes of a programme on average, in whole numbers.</summary>
    public required int? MinutesPerProgramme { get; init; }

    /// <summary>Delivered sessions of a hundred planned, in whole numbers; null also when none was planned.</summary>
    [Range(0, 10_000)]
    public required int? AdherencePercent { get; init; }
}
