using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Dtos;

/// <summary>One norm version of an instrument: its scales and what they rest on. No wording of items.</summary>
public record InstrumentDto
{
    [Text(Instrument.CodeMax)]
    public required string Code { get; init; }

    [Text(Instrument.NormVersionMax)]
    public required string NormVersion { get; init; }

    /// <summary>For people.</summary>
    [Text(Limits.Title)]
    public required string Title { get; init; }
    public required InstrumentFamily Family { get; init; }

    /// <summary>Who may answer it; the first where a client names nobody.</summary>
    [Items(4)]
    public required IReadOnlyList<AssessmentRespondent> Respondents { get; init; }

    [Items(Instrument.MaxScales)]
    public required IReadOnlyList<ScaleDto> Scales { get; init; }

    /// <summary>Null when the scales are not added up.</summary>
    public required ScaleDto? Total { get; init; }

    /// <summary>The ages that the norms are of, in years; null when they do not say.</summary>
    public required int? AgeFrom { get; init; }
    public required int? AgeTo { get; init; }

    /// <summary>Weeks after which a pupil is assessed again; null where the policy <c>assessments</c> says.</summary>
    public required int? ReviewWeeks { get; init; }

    /// <summary>Whether its scales follow one another, so that a pupil has reached one of them.</summary>
    public required bool IsSequential { get; init; }

    /// <summary>Whether new assessments may be made with it.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Who publishes it, and where its numbers come from.</summary>
    [Text(Instrument.SourceMax)]
    public required string Source { get; init; }

    /// <summary>The trust's own record of it; null for what comes with the service.</summary>
    public Guid? Id { get; init; }

    internal static InstrumentDto Of(Instrument instrument, Guid? id = null) => new()
    {
        Code = instrument.Code,
        NormVersion = instrument.NormVersion,
        Title = instrument.Title,
        Family = instrument.Family,
        Respondents = instrument.Respondents,
        Scales = [.. instrument.Scales.Select(ScaleDto.Of)],
        Total = instrument.Total is { } total ? ScaleDto.Of(total) : null,
        AgeFrom = instrument.AgeFrom,
        AgeTo = instrument.AgeTo,
        ReviewWeeks = instrument.ReviewWeeks,
        IsSequential = instrument.IsSequential,
        IsOpen = instrument.IsOpen,
        Source = instrument.Source,
        Id = id,
    };
}

/// <summary>An instrument of the trust's own.</summary>
public sealed record OwnInstrumentDto : IVersioned
{
    public required Guid Id { get; init; }
    public required InstrumentDto Instrument { get; init; }

    /// <summary>Who defined it; null when a machine did.</summary>
    public required Guid? DefinedById { get; init; }

    /// <summary>Since when no new assessment is made with it.</summary>
    public required DateTimeOffset? RetiredAt { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    // In memory only: an instrument's scales are one value to the database.
    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<AssessmentInstrument, OwnInstrumentDto>().ForMember(d => d.Instrument, o => o.MapFrom(i => InstrumentDto.Of(i.ToInstrument(), i.Id.Value)));
    }
}

/// <summary>One scale, or a total.</summary>
public sealed record ScaleDto
{
    [Text(InstrumentScale.CodeMax)]
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    [Text(Limits.Title)]
    public required string Title { get; init; }
    public required decimal Min { get; init; }
    public required decimal Max { get; init; }

    /// <summary>Whether <c>max</c> is only a bound: which score is the greatest that can be reached, the publisher knows.</summary>
    public required bool MaxIsBound { get; init; }

    /// <summary>Scores are whole multiples of it above the minimum.</summary>
    public required decimal Step { get; init; }
    public required ScoreDirection Direction { get; init; }

    /// <summary>Whether it is added up into the total.</summary>
    public required bool InTotal { get; init; }

    /// <summary>Whether an assessment cannot be submitted without it.</summary>
    public required bool Required { get; init; }

    /// <summary>How many items it has, for pro-rating; null when it is not pro-rated.</summary>
    public required int? ItemCount { get; init; }

    /// <summary>With fewer answers the scale has no score.</summary>
    public required int? MinItemsAnswered { get; init; }

    [Items(InstrumentScale.MaxBands)]
    public required IReadOnlyList<BandDto> Bands { get; init; }

    /// <summary>How many points a score has to change before that is more than chance would make of it; null when nobody has published it.</summary>
    public required decimal? ReliableChange { get; init; }

    [Text(Domain.Assessments.ReliableChange.SourceMax)]
    public required string? ReliableChangeSource { get; init; }

    internal static ScaleDto Of(InstrumentScale scale) => new()
    {
        Code = scale.Code,
        Title = scale.Title,
        Min = scale.Min,
        Max = scale.Max,
        MaxIsBound = scale.MaxIsBound,
        Step = scale.Step,
        Direction = scale.Direction,
        InTotal = scale.InTotal,
        Required = scale.Required,
        ItemCount = scale.Items?.Count,
        MinItemsAnswered = scale.Items?.MinAnswered,
        Bands = [.. scale.Bands.Select(b => new BandDto(b.Code, b.Title, b.From, b.To))],
        ReliableChange = scale.ReliableChange?.Threshold,
        ReliableChangeSource = scale.ReliableChange?.Source,
    };
}

/// <summary>A span of scores with a name; both ends belong to it.</summary>
/// <param name="Code">As in the bands of an assessment.</param>
/// <param name="Title">For people.</param>
/// <param name="From">The least score.</param>
/// <param name="To">The greatest score.</param>
public sealed record BandDto([property: Text(InstrumentScale.CodeMax)] string Code, [property: Text(Limits.Title)] string Title, decimal From, decimal To);
