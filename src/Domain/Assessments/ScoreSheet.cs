using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Assessments;

/// <summary>What was entered of one scale: its score, or the answers that it is pro-rated from.</summary>
/// <param name="Score">The score; null with the others set.</param>
/// <param name="ItemsAnswered">How many items were answered.</param>
/// <param name="RawSum">What those answers add up to.</param>
public sealed record ScoreEntry(decimal? Score, int? ItemsAnswered = null, int? RawSum = null);

/// <summary>One scale as it counts.</summary>
/// <param name="Score">Null when too few items were answered.</param>
public sealed record ScoreLine(string Scale, decimal? Score, int? ItemsAnswered, int? RawSum, string? Band);

/// <summary>The scores of an assessment, checked, pro-rated and added up by the norms of its instrument.</summary>
public sealed record ScoreSheet(IReadOnlyList<ScoreLine> Lines, decimal? Total, string? TotalBand)
{
    /// <param name="entries">By the code of the scale.</param>
    /// <param name="claimed">The total as the client has it; null when it leaves that to us.</param>
    public static Result<ScoreSheet> Of(Instrument instrument, IReadOnlyDictionary<string, ScoreEntry> entries, decimal? claimed)
    {
        if (entries.Keys.FirstOrDefault(code => instrument.Scales.All(s => s.Code != code)) is { } unknown)
        {
            // A name that no scale could have is not repeated.
            return AssessmentErrors.UnknownScale.At(unknown.Length <= InstrumentScale.CodeMax && unknown.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? Pointer(unknown) : "/scores");
        }

        var lines = new List<ScoreLine>();
        foreach (var scale in instrument.Scales.Where(s => entries.ContainsKey(s.Code)))
        {
            var line = Line(scale, entries[scale.Code]);
            if (!line.IsSuccess)
            {
                return line.Error.At(Pointer(scale.Code));
            }

            lines.Add(line.Value);
        }

        var total = TotalOf(instrument, lines);
        return claimed is { } sent && sent != total
            ? AssessmentErrors.TotalMismatch.At("/total")
            : new ScoreSheet(lines, total, instrument.Total?.BandOf(total));
    }

    /// <summary>Why it cannot be submitted; null when it can.</summary>
    public static Error? Missing(Instrument instrument, IReadOnlyCollection<string> answered) =>
        instrument.Scales.FirstOrDefault(s => s.Required && !answered.Contains(s.Code)) is { } missing ? AssessmentErrors.ScoresIncomplete.At(Pointer(missing.Code))
        : answered.Count == 0 ? AssessmentErrors.NoScores.At("/scores")
        : null;

    private static Result<ScoreLine> Line(InstrumentScale scale, ScoreEntry entry) => entry switch
    {
        { Score: { } score } => scale.Fits(score) ? new ScoreLine(scale.Code, score, null, null, scale.BandOf(score)) : AssessmentErrors.ScoreOutOfRange,
        { ItemsAnswered: { } answered, RawSum: { } sum } => ProRated(scale, answered, sum),
        _ => throw new ArgumentException("Neither a score nor answers.", nameof(entry)),
    };

    private static Result<ScoreLine> ProRated(InstrumentScale scale, int answered, int sum)
    {
        if (scale.Items is not { } items)
        {
            return AssessmentErrors.NotProRated;
        }

        if (answered < 0 || answered > items.Count)
        {
            return AssessmentErrors.ItemsOutOfRange;
        }

        if (sum < 0 || sum > answered * items.MaxScore)
        {
            return AssessmentErrors.RawSumOutOfRange;
        }

        // Half up, in whole numbers.
        decimal? score = answered < items.MinAnswered ? null : ((2 * sum * items.Count) + answered) / (2 * answered);
        return new ScoreLine(scale.Code, score, answered, sum, scale.BandOf(score));
    }

    /// <summary>Null as soon as one part of it is missing or not valid.</summary>
    private static decimal? TotalOf(Instrument instrument, List<ScoreLine> lines)
    {
        var parts = instrument.Scales.Where(s => s.InTotal).Select(s => lines.Find(l => l.Scale == s.Code)?.Score).ToList();
        return instrument.Total is null || parts.Count == 0 || parts.Any(p => p is null) ? null : parts.Sum();
    }

    private static string Pointer(string scale) => $"/scores/{scale}";
}
