namespace PupilSupport.Domain.Assessments;

/// <summary>A span of scores with a name; both ends belong to it.</summary>
/// <param name="Code">lower_snake (<c>slightly_raised</c>).</param>
/// <param name="Title">For people.</param>
public sealed record ScoreBand(string Code, string Title, decimal From, decimal To);

/// <summary>How many items a scale has, so that one with some unanswered can be pro-rated.</summary>
/// <param name="Count">How many.</param>
/// <param name="MaxScore">The most that one item scores; the least is 0.</param>
/// <param name="MinAnswered">With fewer answers the scale has no valid score.</param>
public sealed record ScaleItems(int Count, int MaxScore, int MinAnswered);

/// <summary>How much a score has to change before the change is more than chance would make of it.</summary>
/// <param name="Threshold">In points of the scale; this much or more is reliable.</param>
/// <param name="Source">Where the number comes from.</param>
public sealed record ReliableChange(decimal Threshold, string Source)
{
    public const int SourceMax = 500;
}

/// <summary>One scale of an instrument, or its total. Never the wording of its items.</summary>
public sealed record InstrumentScale
{
    public const int CodeMax = 50;
    public const int MaxBands = 10;

    /// <summary>lower_snake, as in the scores of an assessment.</summary>
    public const string CodePattern = "^[a-z][a-z0-9_]*$";

    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }
    public required decimal Min { get; init; }
    public required decimal Max { get; init; }

    /// <summary>Whether scores merely cannot lie above <see cref="Max"/>: which is the greatest that can be reached, its publisher knows.</summary>
    public bool MaxIsBound { get; init; }

    /// <summary>Scores are whole multiples of it above the minimum.</summary>
    public decimal Step { get; init; } = 1;
    public required ScoreDirection Direction { get; init; }

    /// <summary>Whether it is added up into the total.</summary>
    public bool InTotal { get; init; }

    /// <summary>Whether an assessment cannot be submitted without an answer to it.</summary>
    public bool Required { get; init; } = true;
    public ScaleItems? Items { get; init; }

    /// <summary>From the best to the worst or the reverse; none when the norms name none.</summary>
    public IReadOnlyList<ScoreBand> Bands { get; init; } = [];
    public ReliableChange? ReliableChange { get; init; }

    /// <summary>The band of a score; null when it has none.</summary>
    public string? BandOf(decimal? score) => Bands.FirstOrDefault(b => score >= b.From && score <= b.To)?.Code;

    public bool Fits(decimal score) => score >= Min && score <= Max && (score - Min) % Step == 0;

    /// <summary>What a change from one score to another amounts to.</summary>
    public ChangeOutcome OutcomeOf(decimal? before, decimal? after) => (after - before, ReliableChange) switch
    {
        (null, _) => ChangeOutcome.NotComparable,
        (_, null) => ChangeOutcome.NoThreshold,
        ({ } change, { } reliable) when Math.Abs(change) < reliable.Threshold => ChangeOutcome.NoReliableChange,
        ({ } change, _) => change > 0 == (Direction == ScoreDirection.HigherIsBetter) ? ChangeOutcome.Improved : ChangeOutcome.Worsened,
    };
}

/// <summary>
/// One norm version of one instrument: its scales, ranges, bands and what they rest on. Another version is another
/// instrument: its scores are never compared with these.
/// </summary>
public sealed record Instrument
{
    public const int CodeMax = 50;
    public const int NormVersionMax = 50;
    public const int MaxScales = 40;
    public const int SourceMax = 1_000;

    /// <summary>As in an address and a file's name.</summary>
    public const string NormVersionPattern = "^[a-z0-9][a-z0-9_.-]*$";

    /// <summary>The code under which a total stands among scales and bands.</summary>
    public const string TotalCode = "total";

    public required string Code { get; init; }
    public required string NormVersion { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }
    public required InstrumentFamily Family { get; init; }

    /// <summary>Who may answer it; the first where a client names nobody.</summary>
    public required IReadOnlyList<AssessmentRespondent> Respondents { get; init; }
    public required IReadOnlyList<InstrumentScale> Scales { get; init; }

    /// <summary>The sum of the scales that go into it; null when the instrument has none.</summary>
    public InstrumentScale? Total { get; init; }

    /// <summary>The ages that the norms are of, in years; null when they do not say.</summary>
    public int? AgeFrom { get; init; }
    public int? AgeTo { get; init; }

    /// <summary>Weeks after which a pupil is assessed again; null where the policy says, or nobody does.</summary>
    public int? ReviewWeeks { get; init; }

    /// <summary>Whether its scales follow one another, so that a pupil has reached one of them.</summary>
    public bool IsSequential { get; init; }

    /// <summary>Whether new assessments may be made with it.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Who publishes it, and where its numbers come from.</summary>
    public required string Source { get; init; }

    public InstrumentScale? Scale(string code) => code == TotalCode ? Total : Scales.FirstOrDefault(s => s.Code == code);

    public bool IsSameAs(Instrument other) => Code == other.Code && NormVersion == other.NormVersion;
}
