using PupilSupport.Domain.Assessments;

namespace PupilSupport.Domain.Tests.Assessments;

public sealed class ScoreSheetTests
{
    private static readonly Instrument Teacher = BuiltInInstruments.Find("sdq_teacher", "uk_four_band")!;

    private static Dictionary<string, ScoreEntry> Sdq(decimal emotional, decimal conduct, decimal hyperactivity, decimal peer, decimal prosocial) => new()
    {
        ["emotional"] = new(emotional),
        ["conduct"] = new(conduct),
        ["hyperactivity"] = new(hyperactivity),
        ["peer"] = new(peer),
        ["prosocial"] = new(prosocial),
    };

    [Fact]
    public void The_published_example_is_high_with_its_bands()
    {
        var sheet = ScoreSheet.Of(Teacher, Sdq(5, 3, 8, 2, 4), 18).Value;

        Assert.Equal((18m, "high"), (sheet.Total!.Value, sheet.TotalBand));
        Assert.Equal(["high", "slightly_raised", "high", "close", "low"], sheet.Lines.Select(l => l.Band));
    }

    [Theory]
    [InlineData(5, 4, 4)]
    [InlineData(3, 4, 7)]
    [InlineData(4, 2, 3)]
    [InlineData(3, 0, 0)]
    [InlineData(3, 6, 10)]
    [InlineData(2, 4, null)]
    [InlineData(0, 0, null)]
    public void A_scale_is_pro_rated_half_up_from_three_answers_on(int answered, int sum, int? score)
    {
        var entries = Sdq(0, 0, 0, 0, 0);
        entries["conduct"] = new ScoreEntry(null, answered, sum);

        var sheet = ScoreSheet.Of(Teacher, entries, null).Value;

        Assert.Equal(score, sheet.Lines.Single(l => l.Scale == "conduct").Score);
        Assert.Equal(score, sheet.Total);
    }

    [Theory]
    [InlineData(6, 2, "items-out-of-range")]
    [InlineData(-1, 0, "items-out-of-range")]
    [InlineData(3, 7, "raw-sum-out-of-range")]
    [InlineData(3, -1, "raw-sum-out-of-range")]
    public void What_five_items_cannot_add_up_to_is_refused(int answered, int sum, string code)
    {
        var entries = new Dictionary<string, ScoreEntry> { ["peer"] = new(null, answered, sum) };

        Assert.Equal(code, ScoreSheet.Of(Teacher, entries, null).Error!.Code);
    }

    [Theory]
    [InlineData(10.5)]
    [InlineData(11)]
    [InlineData(-1)]
    public void A_score_off_the_scale_is_refused(double score) =>
        Assert.Equal("score-out-of-range", ScoreSheet.Of(Teacher, Sdq(0, 0, 0, 0, (decimal)score), null).Error!.Code);

    [Fact]
    public void A_total_that_differs_is_refused_also_where_there_is_none()
    {
        Assert.Equal("total-mismatch", ScoreSheet.Of(Teacher, Sdq(5, 3, 8, 2, 4), 22).Error!.Code);
        var partial = new Dictionary<string, ScoreEntry> { ["emotional"] = new(5) };
        Assert.Equal("total-mismatch", ScoreSheet.Of(Teacher, partial, 5).Error!.Code);
        Assert.Null(ScoreSheet.Of(Teacher, partial, null).Value.Total);
    }

    [Fact]
    public void An_unknown_scale_is_refused_where_it_stands()
    {
        var error = ScoreSheet.Of(Teacher, new Dictionary<string, ScoreEntry> { ["peers"] = new(1) }, null).Error!;

        Assert.Equal(("unknown-scale", "/scores/peers"), (error.Code, error.Faults.Single().Pointer));
    }

    /// <summary>Every band of every scale: the whole range is covered once, and the edges are where the norms have them.</summary>
    [Theory]
    [InlineData("sdq_teacher", "total", "11,15,18,40")]
    [InlineData("sdq_teacher", "emotional", "3,4,5,10")]
    [InlineData("sdq_teacher", "conduct", "2,3,4,10")]
    [InlineData("sdq_teacher", "hyperactivity", "5,7,8,10")]
    [InlineData("sdq_teacher", "peer", "2,4,5,10")]
    [InlineData("sdq_teacher", "prosocial", "10,5,4,3")]
    [InlineData("sdq_parent", "total", "13,16,19,40")]
    [InlineData("sdq_parent", "emotional", "3,4,6,10")]
    [InlineData("sdq_parent", "conduct", "2,3,5,10")]
    [InlineData("sdq_parent", "hyperactivity", "5,7,8,10")]
    [InlineData("sdq_parent", "peer", "2,3,4,10")]
    [InlineData("sdq_parent", "prosocial", "10,7,6,5")]
    [InlineData("sdq_self", "total", "14,17,19,40")]
    [InlineData("sdq_self", "emotional", "4,5,6,10")]
    [InlineData("sdq_self", "conduct", "3,4,5,10")]
    [InlineData("sdq_self", "hyperactivity", "5,6,7,10")]
    [InlineData("sdq_self", "peer", "2,3,4,10")]
    [InlineData("sdq_self", "prosocial", "10,6,5,4")]
    public void Bands_end_where_the_norms_end_them(string code, string scale, string ends)
    {
        var found = BuiltInInstruments.Find(code, "uk_four_band")!.Scale(scale)!;

        Assert.Equal(ends, string.Join(',', found.Bands.Select(b => (int)b.To)));
        Assert.All(Enumerable.Range((int)found.Min, (int)found.Max + 1), score => Assert.Single(found.Bands, b => score >= b.From && score <= b.To));
    }

    [Theory]
    [InlineData(18, 11, ChangeOutcome.Improved)]
    [InlineData(18, 12, ChangeOutcome.NoReliableChange)]
    [InlineData(11, 18, ChangeOutcome.Worsened)]
    [InlineData(18, null, ChangeOutcome.NotComparable)]
    public void A_change_counts_from_the_threshold_on(int before, int? after, ChangeOutcome outcome) =>
        Assert.Equal(outcome, Teacher.Total!.OutcomeOf(before, after));

    /// <summary>1.96 standard errors of a difference, from the deviation and consistency that the source gives; without a source, none.</summary>
    [Theory]
    [InlineData("total", 6.5)]
    [InlineData("emotional", 2.8)]
    [InlineData("conduct", 2.2)]
    [InlineData("hyperactivity", 3.0)]
    [InlineData("peer", 2.9)]
    [InlineData("prosocial", 2.8)]
    public void A_threshold_stands_where_it_has_a_source(string scale, double points)
    {
        Assert.Equal((decimal)points, Teacher.Scale(scale)!.ReliableChange!.Threshold);
        Assert.All(["sdq_parent", "sdq_self"], code => Assert.Null(BuiltInInstruments.Find(code, "uk_four_band")!.Scale(scale)!.ReliableChange));
    }

    [Fact]
    public void More_is_better_where_the_scale_says_so()
    {
        var prosocial = Teacher.Scale("prosocial")!;
        Assert.Equal(ChangeOutcome.Improved, prosocial.OutcomeOf(2, 9));
        Assert.Equal(ChangeOutcome.NoThreshold, BuiltInInstruments.Find("leuven", "five_point")!.Scales[0].OutcomeOf(2, 4));
    }

    [Fact]
    public void Built_in_instruments_are_one_per_code_and_version_and_state_their_sources()
    {
        Assert.Equal(BuiltInInstruments.All.Count, BuiltInInstruments.All.Select(i => (i.Code, i.NormVersion)).Distinct().Count());
        Assert.All(BuiltInInstruments.All, i => Assert.NotEmpty(i.Source));
        Assert.All(BuiltInInstruments.All.SelectMany(i => i.Scales), s => Assert.NotEqual(Instrument.TotalCode, s.Code));
    }
}
