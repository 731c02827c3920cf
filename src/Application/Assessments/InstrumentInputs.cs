using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments;

/// <summary>A scale of the trust's own. Names and ranges only: never the wording of somebody else's items.</summary>
public record InstrumentDraft
{
    /// <summary>lower_snake, and not that of an instrument that comes with the service.</summary>
    [Text(Instrument.CodeMax, Min = 1, Pattern = InstrumentScale.CodePattern)]
    public required string Code { get; init; }

    /// <summary>What tells this version from others of the same code.</summary>
    [Text(Instrument.NormVersionMax, Min = 1, Pattern = Instrument.NormVersionPattern)]
    public required string NormVersion { get; init; }

    /// <summary>For people.</summary>
    [Text(Limits.Title, Min = 1)]
    public required string Title { get; init; }

    /// <summary>Who may answer it; the first where a client names nobody.</summary>
    [Items(4, Min = 1)]
    public required IReadOnlyList<AssessmentRespondent> Respondents { get; init; }

    [Items(Instrument.MaxScales, Min = 1)]
    public required IReadOnlyList<ScaleDraft> Scales { get; init; }

    /// <summary>How the scales with <c>inTotal</c> add up; absent when they do not.</summary>
    public TotalDraft? Total { get; init; }

    /// <summary>Weeks after which a pupil is assessed again; by the policy when absent.</summary>
    [Range(1, AssessmentInstrument.MaxReviewWeeks)]
    public int? ReviewWeeks { get; init; }

    /// <summary>Who made it, and where its numbers come from.</summary>
    [Text(Instrument.SourceMax, Min = 1)]
    public required string Source { get; init; }

    internal CustomInstrument ToInstrument() => new()
    {
        Code = Code,
        NormVersion = NormVersion,
        Title = Title,
        Respondents = Respondents,
        Scales = [.. Scales.Select(s => s.ToScale())],
        Total = Total is { } total ? new CustomTotal(total.Title, total.ToBands(), total.ToReliableChange()) : null,
        ReviewWeeks = ReviewWeeks,
        Source = Source,
    };
}

/// <summary>What a scale and a total have in common.</summary>
public abstract record BandedDraft
{
    /// <summary>For people.</summary>
    [Text(Limits.Title, Min = 1)]
    public required string Title { get; init; }

    [Items(InstrumentScale.MaxBands)]
    public IReadOnlyList<BandDraft> Bands { get; init; } = [];

    /// <summary>How many points a score has to change before that is more than chance would make of it.</summary>
    [Range(0.001, ScoreInput.MaxScore), DecimalPlaces(3)]
    public decimal? ReliableChange { get; init; }

    /// <summary>Where that number comes from; required with it.</summary>
    [Text(Domain.Assessments.ReliableChange.SourceMax, Min = 1)]
    public string? ReliableChangeSource { get; init; }

    internal IReadOnlyList<ScoreBand> ToBands() => [.. Bands.Select(b => new ScoreBand(b.Code, b.Title, b.From, b.To))];

    internal ReliableChange? ToReliableChange() => (ReliableChange, ReliableChangeSource) is ({ } points, { } source) ? new ReliableChange(points, source) : null;
}

/// <summary>How scales add up.</summary>
public sealed record TotalDraft : BandedDraft;

/// <summary>One scale.</summary>
public sealed record ScaleDraft : BandedDraft
{
    /// <summary>lower_snake; <c>total</c> is not a scale's.</summary>
    [Text(InstrumentScale.CodeMax, Min = 1, Pattern = InstrumentScale.CodePattern)]
    public required string Code { get; init; }

    [Range(-ScoreInput.MaxScore, ScoreInput.MaxScore), DecimalPlaces(3)]
    public required decimal Min { get; init; }

    [Range(-ScoreInput.MaxScore, ScoreInput.MaxScore), DecimalPlaces(3)]
    public required decimal Max { get; init; }

    /// <summary>Scores are whole multiples of it above the minimum; 1 when absent.</summary>
    [Range(0.001, ScoreInput.MaxScore), DecimalPlaces(3)]
    public decimal Step { get; init; } = 1;
    public required ScoreDirection Direction { get; init; }

    /// <summary>Whether it is added up into the total.</summary>
    public bool InTotal { get; init; }

    /// <summary>Whether an assessment can be submitted without it.</summary>
    public bool IsOptional { get; init; }

    internal InstrumentScale ToScale() => new()
    {
        Code = Code,
        Title = Title,
        Min = Min,
        Max = Max,
        Step = Step,
        Direction = Direction,
        InTotal = InTotal,
        Required = !IsOptional,
        Bands = ToBands(),
        ReliableChange = ToReliableChange(),
    };
}

/// <summary>A span of scores with a name; both ends belong to it.</summary>
public sealed record BandDraft
{
    /// <summary>lower_snake.</summary>
    [Text(InstrumentScale.CodeMax, Min = 1, Pattern = InstrumentScale.CodePattern)]
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    [Text(Limits.Title, Min = 1)]
    public required string Title { get; init; }

    [Range(-ScoreInput.MaxScore * Instrument.MaxScales, ScoreInput.MaxScore * Instrument.MaxScales), DecimalPlaces(3)]
    public required decimal From { get; init; }

    [Range(-ScoreInput.MaxScore * Instrument.MaxScales, ScoreInput.MaxScore * Instrument.MaxScales), DecimalPlaces(3)]
    public required decimal To { get; init; }
}
