using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Assessments;

/// <summary>How the scales of a trust's own instrument add up.</summary>
public sealed record CustomTotal(string Title, IReadOnlyList<ScoreBand> Bands, ReliableChange? ReliableChange);

/// <summary>A trust's own instrument, as its author describes it.</summary>
public sealed record CustomInstrument
{
    public required string Code { get; init; }
    public required string NormVersion { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<AssessmentRespondent> Respondents { get; init; }
    public required IReadOnlyList<InstrumentScale> Scales { get; init; }

    /// <summary>Null when the scales are not added up.</summary>
    public CustomTotal? Total { get; init; }
    public int? ReviewWeeks { get; init; }
    public required string Source { get; init; }
}

/// <summary>
/// One norm version of an instrument that a trust has made for itself. It never changes, since scores rest on it: what
/// is to be different is another version.
/// </summary>
public sealed class AssessmentInstrument : AggregateRoot<AssessmentInstrumentId>
{
    public const int MaxReviewWeeks = 104;

    private AssessmentInstrument(TrustId trustId, CustomInstrument made, StaffId? by, DateTimeOffset now)
        : base(trustId, AssessmentInstrumentId.From(Guid.CreateVersion7(now)), now)
    {
        (Code, NormVersion) = (Guard.Text(made.Code, Instrument.CodeMax), Guard.Text(made.NormVersion, Instrument.NormVersionMax));
        (Title, Source) = (Guard.Text(made.Title, Limits.Title), Guard.Text(made.Source, Instrument.SourceMax));
        (Respondents, Scales, ReviewWeeks, DefinedById) = ([.. made.Respondents.Distinct()], made.Scales, made.ReviewWeeks, by);
        Total = made.Total is { } total ? Sum(total, made.Scales) : null;
    }

    private AssessmentInstrument() { }

    public string Code { get; private set; } = "";
    public string NormVersion { get; private set; } = "";
    public string Title { get; private set; } = "";
    public IReadOnlyList<AssessmentRespondent> Respondents { get; private set; } = [];
    public IReadOnlyList<InstrumentScale> Scales { get; private set; } = [];
    public InstrumentScale? Total { get; private set; }
    public int? ReviewWeeks { get; private set; }
    public string Source { get; private set; } = "";

    /// <summary>Who defined it; null when a machine did.</summary>
    public StaffId? DefinedById { get; private set; }

    /// <summary>Since when no new assessment is made with it; what there is stays.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    public static Result<AssessmentInstrument> Define(TrustId trustId, CustomInstrument made, StaffId? by, DateTimeOffset now) =>
        InstrumentRules.RefusalOf(made) is { } refused ? refused : new AssessmentInstrument(trustId, made, by, now);

    public Result Retire(DateTimeOffset now)
    {
        if (RetiredAt is not null)
        {
            return InstrumentErrors.RetiredAlready;
        }

        RetiredAt = now;
        return Result.Success;
    }

    /// <summary>As any other instrument.</summary>
    public Instrument ToInstrument() => new()
    {
        Code = Code,
        NormVersion = NormVersion,
        Title = Title,
        Family = InstrumentFamily.Custom,
        Respondents = Respondents,
        Scales = Scales,
        Total = Total,
        ReviewWeeks = ReviewWeeks,
        IsOpen = RetiredAt is null,
        Source = Source,
    };

    private static InstrumentScale Sum(CustomTotal total, IReadOnlyList<InstrumentScale> scales)
    {
        var parts = scales.Where(s => s.InTotal).ToList();
        return new InstrumentScale
        {
            Code = Instrument.TotalCode,
            Title = total.Title,
            Min = parts.Sum(s => s.Min),
            Max = parts.Sum(s => s.Max),
            Step = parts.Min(s => s.Step),
            Direction = parts[0].Direction,
            Bands = total.Bands,
            ReliableChange = total.ReliableChange,
        };
    }
}
