using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SessionSeries;
using PupilSupport.Application.SessionSeries.Commands;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>When and where the sessions of a programme are to be.</summary>
public sealed record PlanSupportProgrammeSeriesBody : SupportSessionSeriesEdit
{
    /// <summary>True to learn which sessions there would be and what stands in their way; nothing is made.</summary>
    public bool Preview { get; init; }

    /// <summary>What becomes of sessions that would stand in another's way; <c>refuse</c> when absent.</summary>
    public SeriesClashChoice OnClash { get; init; }
}

/// <summary>Why sessions of a series are taken back, and from when on.</summary>
public sealed record CancelSupportSessionSeriesBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>Sessions on this day and later ones; all that are still to come when absent.</summary>
    public DateOnly? From { get; init; }
}

/// <summary>Series of several programmes, all made or none.</summary>
public sealed record PlanSupportSessionSeriesBody
{
    /// <inheritdoc cref="PlanSupportProgrammeSeriesBody.Preview"/>
    public bool Preview { get; init; }

    /// <inheritdoc cref="PlanSupportProgrammeSeriesBody.OnClash"/>
    public SeriesClashChoice OnClash { get; init; }

    /// <summary>With at most 2400 places in all, one for each pupil of each session.</summary>
    [Items(PlanSupportSessionSeriesCommand.MaxSeries, Min = 1)]
    public required IReadOnlyList<ProgrammeSeriesEdit> Series { get; init; }
}
