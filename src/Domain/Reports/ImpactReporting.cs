using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Reports;

/// <summary>
/// Makes the lines of an impact report. Each is published once, from the places of one school, kind and academic year alone: a
/// filter chooses among lines and never makes another one, so that no two answers can be subtracted from each other.
/// </summary>
public static class ImpactReporting
{
    /// <param name="source">The ended programmes of one kind at one school, of whole academic years.</param>
    /// <param name="instrument">The instrument of a series.</param>
    /// <returns>By time. A year is told by its terms only when none of their counts is small, else as a whole.</returns>
    public static IReadOnlyList<ImpactRow> Rows(ImpactSource source, Func<MeasureSeries, Instrument> instrument) =>
        [.. source.Places.Select(p => p.Term.Year).Distinct().Order().SelectMany(year => Rows(year, source.In(year), instrument))];

    private static IEnumerable<ImpactRow> Rows(AcademicYear year, ImpactSource source, Func<MeasureSeries, Instrument> instrument)
    {
        var terms = SchoolTerm.Of(year).Select(t => (Term: t, Source: source.In(t))).Where(t => t.Source.Places.Count > 0).ToArray();
        return Array.TrueForAll(terms, t => ImpactCounts.Of(t.Source, instrument).IsFree)
            ? terms.Select(t => Row(year, t.Term.Name, t.Source, instrument))
            : [Row(year, null, source, instrument)];
    }

    // What is told of a group tells of the others, too: both or neither. Groups overlap, but of each only its own counts are told,
    // none of them small; how many pupils two groups share follows from none of that.
    private static ImpactRow Row(AcademicYear year, TermName? term, ImpactSource source, Func<MeasureSeries, Instrument> instrument) =>
        new(year, term, ImpactCounts.Of(source, instrument).Publish(), Enum.GetValues<ImpactGroup>()
            .Select(g => (Group: g, Within: ImpactCounts.Of(source.Of(g, within: true), instrument), Others: ImpactCounts.Of(source.Of(g, within: false), instrument)))
            .Where(g => g.Within.IsFree && g.Others.IsFree)
            .ToDictionary(g => g.Group, g => g.Within.Publish()));
}

/// <summary>The counts of a line: places, of which some are measured by a series, of which some changed for the better.</summary>
internal sealed record ImpactCounts(int Places, int NotMeasured, int BrokenOff, IReadOnlyList<ImpactCounts.Measure> Measures)
{
    /// <summary>Whether none of its counts is small, so that nothing of it needs hiding.</summary>
    public bool IsFree => SmallCounts.AreFree([Places, NotMeasured, BrokenOff, .. Measures.Select(m => m.Places)]) && Measures.All(m => m.Scales.All(s => s.IsFree));

    public static ImpactCounts Of(ImpactSource source, Func<MeasureSeries, Instrument> instrument) => new(
        source.Places.Sum(p => p.Count),
        source.Places.Where(p => p.Series is null && !p.IsBrokenOff).Sum(p => p.Count),
        source.Places.Where(p => p.Series is null && p.IsBrokenOff).Sum(p => p.Count),
        [
            .. source.Places.Where(p => p.Series is not null).GroupBy(p => p.Series!)
                .OrderBy(g => g.Key.Instrument, StringComparer.Ordinal).ThenBy(g => g.Key.NormVersion, StringComparer.Ordinal).ThenBy(g => g.Key.Respondent)
                .Select(g => Measure.Of(g.Key, g.Sum(p => p.Count), instrument(g.Key), source.Scores)),
        ]);

    /// <summary>Below a small count nothing is said of its parts; any other is the sum of what is said of them.</summary>
    public ImpactFigures Publish()
    {
        if (SmallCounts.IsSmall(Places))
        {
            return new ImpactFigures(CountSpan.Of(Places), null, null, []);
        }

        var (notMeasured, brokenOff) = (CountSpan.Of(NotMeasured), CountSpan.Of(BrokenOff));
        ImpactMeasure[] measures = [.. Measures.Select(m => m.Publish())];
        return new ImpactFigures(CountSpan.OfParts([notMeasured, brokenOff, .. measures.Select(m => m.Places)]), notMeasured, brokenOff, measures);
    }

    internal sealed record Measure(MeasureSeries Series, int Places, IReadOnlyList<Scale> Scales)
    {
        /// <summary>The total says it all; where there is none, each scale does.</summary>
        public static Measure Of(MeasureSeries series, int places, Instrument instrument, IReadOnlyList<MeasuredScores> scores) => new(series, places,
        [
            .. (instrument.Total is { } total ? [total] : instrument.Scales)
                .Select(s => Scale.From(s, places, [.. scores.Where(x => x.Series == series && x.Scale == s.Code)])),
        ]);

        /// <summary>
        /// Scales of the same pupils add up to the same number. Were a small count of one hidden among its sums, another scale
        /// would give that number away; then no scale says anything.
        /// </summary>
        public ImpactMeasure Publish()
        {
            if (SmallCounts.IsSmall(Places))
            {
                return new ImpactMeasure(Series, CountSpan.Of(Places), []);
            }

            if (Scales is [var only])
            {
                var published = only.Publish();
                return new ImpactMeasure(Series, CountSpan.OfParts(published.Outcomes.Select(o => o.Places)), [published]);
            }

            var isFree = Scales.All(s => s.IsFree);
            return new ImpactMeasure(Series, CountSpan.Of(Places), isFree ? [.. Scales.Select(s => s.Publish())] : []);
        }
    }

    internal sealed record Scale(InstrumentScale Of, IReadOnlyList<(ChangeOutcome Outcome, int Count)> Outcomes, decimal Sum)
    {
        public bool IsFree => SmallCounts.AreFree(Outcomes.Select(o => o.Count));

        private int Compared => Outcomes.Where(o => o.Outcome != ChangeOutcome.NotComparable).Sum(o => o.Count);

        public static Scale From(InstrumentScale scale, int places, IReadOnlyList<MeasuredScores> scores)
        {
            var counts = scores.GroupBy(s => scale.OutcomeOf(s.Before, s.After)).ToDictionary(g => g.Key, g => g.Sum(s => s.Count));
            counts[ChangeOutcome.NotComparable] = places - scores.Sum(s => s.Count);
            ChangeOutcome[] all = scale.ReliableChange is null
                ? [ChangeOutcome.NoThreshold, ChangeOutcome.NotComparable]
                : [ChangeOutcome.Improved, ChangeOutcome.NoReliableChange, ChangeOutcome.Worsened, ChangeOutcome.NotComparable];
            return new Scale(scale, [.. all.Select(o => (o, counts.GetValueOrDefault(o)))], scores.Sum(s => (s.After - s.Before) * s.Count));
        }

        public ImpactScale Publish()
        {
            (ChangeOutcome Outcome, CountSpan Places)[] outcomes = [.. Outcomes.Select(o => (o.Outcome, CountSpan.Of(o.Count)))];
            return new ImpactScale(Of, outcomes, MeanChange.Publish(Of, outcomes, Compared, Sum));
        }
    }
}
