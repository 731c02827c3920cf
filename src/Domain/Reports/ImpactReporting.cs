using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Pupils;
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
internal sealed record ImpactCounts(PlaceCount Places, PlaceCount NotMeasured, PlaceCount BrokenOff, IReadOnlyList<ImpactCounts.Measure> Measures)
{
    /// <summary>Whether none of its counts is small, so that nothing of it needs hiding.</summary>
    public bool IsFree => !Places.IsSmall && !NotMeasured.IsSmall && !BrokenOff.IsSmall && Measures.All(m => !m.Places.IsSmall && m.Scales.All(s => s.IsFree));

    public static ImpactCounts Of(ImpactSource source, Func<MeasureSeries, Instrument> instrument) => new(
        PlaceCount.Of(Pupils(source.Places)),
        PlaceCount.Of(Pupils(source.Places.Where(p => p.Series is null && !p.IsBrokenOff))),
        PlaceCount.Of(Pupils(source.Places.Where(p => p.Series is null && p.IsBrokenOff))),
        [
            .. source.Places.Where(p => p.Series is not null).GroupBy(p => p.Series!)
                .OrderBy(g => g.Key.Instrument, StringComparer.Ordinal).ThenBy(g => g.Key.NormVersion, StringComparer.Ordinal).ThenBy(g => g.Key.Respondent)
                .Select(g => Measure.Of(g.Key, Pupils(g), instrument(g.Key), source.Scores)),
        ]);

    /// <summary>Below a small count nothing is said of its parts; any other is the sum of what is said of them.</summary>
    public ImpactFigures Publish()
    {
        if (Places.IsSmall)
        {
            return new ImpactFigures(Places.Publish(), null, null, []);
        }

        var (notMeasured, brokenOff) = (NotMeasured.Publish(), BrokenOff.Publish());
        ImpactMeasure[] measures = [.. Measures.Select(m => m.Publish())];
        return new ImpactFigures(CountSpan.OfParts([notMeasured, brokenOff, .. measures.Select(m => m.Places)]), notMeasured, brokenOff, measures);
    }

    private static PupilId[] Pupils(IEnumerable<EndedPlaces> places) => [.. places.SelectMany(p => p.Pupils)];

    internal sealed record Measure(MeasureSeries Series, PlaceCount Places, IReadOnlyList<Scale> Scales)
    {
        /// <summary>The total says it all; where there is none, each scale does.</summary>
        public static Measure Of(MeasureSeries series, PupilId[] pupils, Instrument instrument, IReadOnlyList<MeasuredScores> scores) => new(series, PlaceCount.Of(pupils),
        [
            .. (instrument.Total is { } total ? [total] : instrument.Scales)
                .Select(s => Scale.From(s, pupils, [.. scores.Where(x => x.Series == series && x.Scale == s.Code)])),
        ]);

        /// <summary>
        /// Scales of the same pupils add up to the same number. Were a small count of one hidden among its sums, another scale
        /// would give that number away; then no scale says anything.
        /// </summary>
        public ImpactMeasure Publish()
        {
            if (Places.IsSmall)
            {
                return new ImpactMeasure(Series, Places.Publish(), []);
            }

            if (Scales is [var only])
            {
                var published = only.Publish();
                return new ImpactMeasure(Series, CountSpan.OfParts(published.Outcomes.Select(o => o.Places)), [published]);
            }

            var isFree = Scales.All(s => s.IsFree);
            return new ImpactMeasure(Series, Places.Publish(), isFree ? [.. Scales.Select(s => s.Publish())] : []);
        }
    }

    internal sealed record Scale(InstrumentScale Of, IReadOnlyList<(ChangeOutcome Outcome, PlaceCount Count)> Outcomes, PlaceCount Compared, decimal Sum)
    {
        public bool IsFree => Outcomes.All(o => !o.Count.IsSmall);

        /// <param name="pupils">Of the places that the series measures, one for each.</param>
        public static Scale From(InstrumentScale scale, PupilId[] pupils, IReadOnlyList<MeasuredScores> scores)
        {
            var changed = scores.ToLookup(s => scale.OutcomeOf(s.Before, s.After), s => s.Pupils);
            PupilId[] compared = [.. scores.SelectMany(s => s.Pupils)];
            ChangeOutcome[] all = scale.ReliableChange is null
                ? [ChangeOutcome.NoThreshold]
                : [ChangeOutcome.Improved, ChangeOutcome.NoReliableChange, ChangeOutcome.Worsened];
            return new Scale(
                scale,
                [.. all.Select(o => (o, PlaceCount.Of([.. changed[o].SelectMany(p => p)]))), (ChangeOutcome.NotComparable, PlaceCount.Of(Without(pupils, compared)))],
                PlaceCount.Of(compared),
                scores.Sum(s => (s.After - s.Before) * s.Pupils.Count));
        }

        public ImpactScale Publish()
        {
            (ChangeOutcome Outcome, CountSpan Places)[] outcomes = [.. Outcomes.Select(o => (o.Outcome, o.Count.Publish()))];
            return new ImpactScale(Of, outcomes, Compared.IsSmall ? null : MeanChange.Publish(Of, outcomes, Compared.Places, Sum));
        }

        /// <summary>Of a pupil with three places of which two compare, one is left.</summary>
        private static List<PupilId> Without(PupilId[] pupils, PupilId[] compared)
        {
            var known = compared.CountBy(p => p).ToDictionary();
            return compared.Length == pupils.Length ? [] : [.. pupils.GroupBy(p => p).SelectMany(g => g.Skip(known.GetValueOrDefault(g.Key)))];
        }
    }
}
