using System.Globalization;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Reports;

/// <summary>Places that ended somehow, and what is published of them.</summary>
internal static class Impacts
{
    public static readonly MeasureSeries Series = new("points", "1", AssessmentRespondent.Teacher);
    private static readonly PupilId[] Everybody = [.. Enumerable.Range(0, 1200).Select(n => new PupilId(new Guid(n % 1000, 0, 0, new byte[8])))];
    private static int _last;

    public static readonly MeasureSeries Other = new("more", "1", AssessmentRespondent.Teacher);

    /// <summary>0 to <paramref name="max"/>, one point of change is reliable.</summary>
    public static Instrument Instrument(int max, decimal threshold = 1) => new()
    {
        Code = "points",
        NormVersion = "1",
        Title = "Points",
        Family = InstrumentFamily.Custom,
        Respondents = [AssessmentRespondent.Teacher],
        Source = "A test.",
        Scales =
        [
            new InstrumentScale { Code = "points", Title = "Points", Min = 0, Max = max, Direction = ScoreDirection.HigherIsBetter, ReliableChange = new ReliableChange(threshold, "A test.") },
        ],
    };

    /// <summary>So many places whose pupils changed by so many points.</summary>
    public static IEnumerable<(EndedPlaces, MeasuredScores?)> Changed(SchoolTerm term, PupilGroups groups, int change, int count, MeasureSeries? series = null) => count == 0
        ? []
        : Changed(term, groups, change, Somebody(count), series);

    /// <summary>Places of these pupils, one for each.</summary>
    public static IEnumerable<(EndedPlaces, MeasuredScores?)> Changed(SchoolTerm term, PupilGroups groups, int change, IReadOnlyList<PupilId> pupils, MeasureSeries? series = null) =>
        [(new EndedPlaces(term, groups, false, series ?? Series, pupils), new MeasuredScores(term, groups, series ?? Series, "points", Math.Max(0, -change), Math.Max(0, change), pupils))];

    public static IEnumerable<(EndedPlaces, MeasuredScores?)> Changed(SchoolTerm term, bool sen, int change, int count, MeasureSeries? series = null) =>
        Changed(term, Of(sen), change, count, series);

    public static IEnumerable<(EndedPlaces, MeasuredScores?)> Unmeasured(SchoolTerm term, bool sen, int count) =>
        count == 0 ? [] : [(new EndedPlaces(term, Of(sen), false, null, Somebody(count)), null)];

    /// <summary>As many pupils of whom none is anybody else in the same source.</summary>
    private static ArraySegment<PupilId> Somebody(int count) => new(Everybody, (int)((uint)(Interlocked.Add(ref _last, count) - count) % 1000), count);

    private static PupilGroups Of(bool sen) => new(sen, LookedAfter: false, PupilPremium: false);

    public static ImpactSource Source(IEnumerable<(EndedPlaces Places, MeasuredScores? Scores)> of)
    {
        var all = of.ToArray();
        return new ImpactSource([.. all.Select(x => x.Places)], [.. all.Where(x => x.Scores is not null).Select(x => x.Scores!)]);
    }

    /// <summary>Everything that any question gets to see, whatever it filters by.</summary>
    public static string Seen(IReadOnlyList<ImpactRow> rows, bool means = true) =>
        string.Join('\n', rows.Select(r => $"{r.Year} {r.Term}: {Seen(r.All, means)} | {string.Join(" | ", r.Groups.OrderBy(g => g.Key).Select(g => $"{g.Key} {Seen(g.Value, means)}"))}"));

    private static string Seen(ImpactFigures figures, bool means) =>
        $"{figures.Places.Text}, not {figures.NotMeasured?.Text}, off {figures.BrokenOff?.Text} {string.Join(' ', figures.Measures.Select(m => $"{m.Series.Instrument} {m.Places.Text} [{string.Join(" + ", m.Scales.Select(s => Seen(s, means)))}]"))}";

    private static string Seen(ImpactScale scale, bool means) =>
        $"{string.Join(' ', scale.Outcomes.Select(o => o.Places.Text))}{(means ? $" mean {scale.MeanChange?.ToString(CultureInfo.InvariantCulture)}" : "")}";
}
