using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using static PupilSupport.Domain.Tests.Reports.Impacts;

namespace PupilSupport.Domain.Tests.Reports;

/// <summary>
/// A reader who knows the rules in full, asks every question with every filter and lays all answers side by side: of all worlds
/// that look exactly so, no hidden count is the same in each. The worlds are counted out.
/// </summary>
public class ImpactSuppressionTests
{
    private static readonly SchoolTerm Autumn = new(new AcademicYear(2026), TermName.Autumn);
    private static readonly SchoolTerm Spring = new(new AcademicYear(2026), TermName.Spring);

    public static TheoryData<string, int> Lattices => new()
    {
        { "outcomes", 10 },
        { "outcomes and not measured", 7 },
        { "group", 10 },
        { "terms", 10 },
        { "terms and group", 6 },
        { "two instruments", 7 },
        { "means", 7 },
        { "overlapping groups", 7 },
        { "three groups", 5 },
        { "outcomes of overlapping groups", 7 },
    };

    /// <param name="most">The most of each cell.</param>
    [Theory]
    [MemberData(nameof(Lattices))]
    public void No_hidden_count_follows_from_all_answers_together(string lattice, int most)
    {
        var cells = CellsOf(lattice);
        var worlds = Worlds(cells.Length, most).ToLookup(w => Answers(lattice, w), w => w);
        foreach (var same in worlds)
        {
            var list = same.ToList();

            // At the edge of what is counted out, a world that looks the same may lie beyond.
            if (list.Exists(w => w.Any(c => c == most) || (lattice == "means" && (w[0] + w[1] > most || w[3] + w[4] > most))))
            {
                continue;
            }

            foreach (var (name, parts) in Counts(cells))
            {
                var values = list.Select(w => parts.Sum(i => w[i])).Distinct().ToArray();
                Assert.True(values.Length > 1 || !SmallCounts.IsSmall(values[0]), $"{lattice}: {name} is {values[0]} wherever it looks like\n{same.Key}");
            }
        }
    }

    /// <summary>Eight children with some programmes each, which all went well, all came to nothing, or both.</summary>
    [Fact]
    public void No_hidden_number_of_pupils_or_of_their_places_follows_where_a_child_has_several()
    {
        (int Well, int Same)[] kinds = [(1, 0), (0, 1), (1, 1), (5, 0), (0, 5)];
        var worlds = Worlds(kinds.Length, 6).Select(w => w.SelectMany((n, kind) => Enumerable.Repeat(kinds[kind], n)).ToArray()).Where(w => w.Length <= 7)
            .ToLookup(w => Seen(ImpactReporting.Rows(Source([.. Of(w.Select(c => c.Well), 1), .. Of(w.Select(c => c.Same), 0)]), _ => Instrument(2)), means: false));
        foreach (var same in worlds.Where(s => s.All(w => w.Length < 7)))
        {
            (string Name, Func<(int Well, int Same), int> Of)[] counts = [("well", c => c.Well), ("same", c => c.Same), ("all", c => c.Well + c.Same)];
            foreach (var (name, of) in counts)
            {
                var pupils = same.Select(w => w.Count(c => of(c) > 0)).Distinct().ToArray();
                Assert.True(pupils.Length > 1 || !SmallCounts.IsSmall(pupils[0]), $"{pupils[0]} pupils {name} wherever it looks like\n{same.Key}");
                Assert.True(pupils.All(p => !SmallCounts.IsSmall(p)) || same.Select(w => w.Sum(of)).Distinct().Count() > 1, $"places {name} of {pupils[0]} pupils follow from\n{same.Key}");
            }
        }

        static IEnumerable<(EndedPlaces, MeasuredScores?)> Of(IEnumerable<int> places, int change) =>
            places.Index().SelectMany(p => Enumerable.Repeat(Child(p.Index), p.Item)).ToArray() is { Length: > 0 } pupils ? Changed(Autumn, default(PupilGroups), change, pupils) : [];
    }

    /// <summary>One child with five programmes is one child, in a line, a group, a term and beside whatever compares.</summary>
    [Fact]
    public void Places_of_few_pupils_are_few_however_many_they_are()
    {
        var five = Enumerable.Repeat(Child(0), 5).ToArray();
        Assert.Equal("2026/27 : <5, not , off   | ", Line(Changed(Autumn, default(PupilGroups), 2, five)));
        PupilId[] many = [.. Enumerable.Range(1, 6).Select(Child)];
        var lookedAfter = new PupilGroups(false, LookedAfter: true, false);
        Assert.DoesNotContain("LookedAfter", Line([.. Changed(Autumn, lookedAfter, 2, five), .. Changed(Autumn, default(PupilGroups), 2, many)]), StringComparison.Ordinal);
        Assert.DoesNotContain("LookedAfter", Line([.. Changed(Autumn, lookedAfter, 2, many), .. Changed(Autumn, default(PupilGroups), 2, five)]), StringComparison.Ordinal);
        Assert.StartsWith("2026/27 : 11, ", Line([.. Changed(Autumn, default(PupilGroups), 2, many), .. Changed(Spring, default(PupilGroups), 2, five)]), StringComparison.Ordinal);
        Assert.StartsWith("2026/27 : 7 to 10, not 0, off 0 points 7 to 10 [6 <5 0 0", Line([.. Changed(Autumn, default(PupilGroups), 2, many), .. Changed(Autumn, default(PupilGroups), 0, five)]), StringComparison.Ordinal);
        var (places, _) = Changed(Autumn, default(PupilGroups), 2, [.. many, .. five]).Single();
        Assert.Contains("[6 0 0 <5", Line([(places, Changed(Autumn, default(PupilGroups), 2, many).Single().Item2)]), StringComparison.Ordinal);

        static string Line(IEnumerable<(EndedPlaces, MeasuredScores?)> of) => Seen(ImpactReporting.Rows(Source(of), _ => Instrument(2)));
    }

    /// <summary>Larger tables than can be counted out: one of the hidden counts can always be another, with all sums as they are shown.</summary>
    [Fact]
    public void No_hidden_count_follows_from_the_sums_of_larger_tables()
    {
        var worlds = Gen.Choose(0, 14).ArrayOf(5).ToArbitrary();
        Prop.ForAll(worlds, world =>
        {
            var rows = ImpactReporting.Rows(Place("outcomes of two instruments", world), _ => Instrument(2));
            foreach (var figures in rows.Select(r => r.All))
            {
                var shown = figures.Measures.SelectMany(m => m.Scales.SelectMany(s => s.Outcomes.Select(o => (CountSpan?)o.Places)).Append(m.Places)).Append(figures.NotMeasured).Append(figures.Places);
                Assert.DoesNotContain(shown, c => c?.Value is { } value && SmallCounts.IsSmall(value));
            }

            var seen = Seen(rows, means: false);
            var alike = Around(world).Where(w => Seen(ImpactReporting.Rows(Place("outcomes of two instruments", w), _ => Instrument(2)), means: false) == seen).ToArray();
            for (var i = 0; i < world.Length; i++)
            {
                Assert.True(!SmallCounts.IsSmall(world[i]) || alike.Any(w => w[i] != world[i]), $"{string.Join(',', world)}: {i} follows from\n{seen}");
            }
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Whoever drops or adds a filter sees the same lines, more or fewer of them.</summary>
    [Fact]
    public void A_line_rests_on_its_own_school_kind_and_year_alone()
    {
        var worlds = Gen.Choose(0, 9).ArrayOf(6).Two().ToArbitrary();
        Prop.ForAll(worlds, pair =>
        {
            var (world, other) = pair;
            var later = Place("terms and group", other).Places.Select(p => (p with { Term = p.Term with { Year = p.Term.Year.Next } }, (MeasuredScores?)null));
            var one = Place("terms and group", world);
            var both = one with { Places = [.. one.Places, .. later.Select(l => l.Item1)] };
            var alone = ImpactReporting.Rows(one, _ => Instrument(2));
            var together = ImpactReporting.Rows(both, _ => Instrument(2)).Where(r => r.Year == Autumn.Year).ToArray();
            Assert.Equal(Seen(alone), Seen(together));
        }).QuickCheckThrowOnFailure();
    }

    private static PupilId Child(int number) => new(new Guid(number, 1, 0, new byte[8]));

    private static string Answers(string lattice, int[] world) => Seen(ImpactReporting.Rows(Place(lattice, world), _ => Instrument(2)), means: lattice == "means");

    private static string[] CellsOf(string lattice) => lattice switch
    {
        "outcomes" => ["improved", "same", "worse"],
        "outcomes and not measured" => ["improved", "same", "worse", "unmeasured"],
        "group" => ["sen improved", "sen same", "other improved", "other same"],
        "terms" => ["autumn improved", "autumn same", "spring improved", "spring same"],
        "terms and group" => ["autumn sen", "autumn other", "spring sen", "spring other"],
        "two instruments" => ["improved", "same", "second improved", "second same"],
        "means" => ["improved twice", "improved once", "same", "worse once", "worse twice"],
        "overlapping groups" => ["none", "sen", "la", "sen la"],
        "three groups" => ["none", "sen", "la", "pp", "sen la pp"],
        "outcomes of overlapping groups" => ["sen pp improved", "pp same", "sen same", "none improved"],
        _ => throw new ArgumentException(lattice),
    };

    /// <summary>Every count that there is to know: each cell, and each sum of cells with a word in common.</summary>
    private static IEnumerable<(string Name, int[] Parts)> Counts(string[] cells) =>
        cells.SelectMany(c => c.Split(' ')).Append("").Distinct()
            .Select(word => ($"'{word}'", Enumerable.Range(0, cells.Length).Where(i => word.Length == 0 || cells[i].Split(' ').Contains(word)).ToArray()))
            .Where(c => c.Item1 is not ("'once'" or "'twice'"))
            .Concat(cells.Any(c => c.Contains("once", StringComparison.Ordinal)) ? [] : cells.Select((c, i) => (c, (int[])[i])));

    private static ImpactSource Place(string lattice, int[] w) => Source(lattice switch
    {
        "outcomes" => [.. Changed(Autumn, false, 2, w[0]), .. Changed(Autumn, false, 0, w[1]), .. Changed(Autumn, false, -2, w[2])],
        "outcomes and not measured" =>
            [.. Changed(Autumn, false, 2, w[0]), .. Changed(Autumn, false, 0, w[1]), .. Changed(Autumn, false, -2, w[2]), .. Unmeasured(Autumn, false, w[3])],
        "group" => [.. Changed(Autumn, true, 2, w[0]), .. Changed(Autumn, true, 0, w[1]), .. Changed(Autumn, false, 2, w[2]), .. Changed(Autumn, false, 0, w[3])],
        "terms" => [.. Changed(Autumn, false, 2, w[0]), .. Changed(Autumn, false, 0, w[1]), .. Changed(Spring, false, 2, w[2]), .. Changed(Spring, false, 0, w[3])],
        "terms and group" => [.. Changed(Autumn, true, 2, w[0]), .. Changed(Autumn, false, 2, w[1]), .. Changed(Spring, true, 2, w[2]), .. Changed(Spring, false, 2, w[3])],
        "two instruments" => [.. Changed(Autumn, false, 2, w[0]), .. Changed(Autumn, false, 0, w[1]), .. Changed(Autumn, false, 2, w[2], Other), .. Changed(Autumn, false, 0, w[3], Other)],
        "outcomes of two instruments" =>
            [.. Changed(Autumn, false, 2, w[0]), .. Changed(Autumn, false, 0, w[1]), .. Changed(Autumn, false, 2, w[2], Other), .. Changed(Autumn, false, -2, w[3], Other), .. Unmeasured(Autumn, false, w[4])],
        "means" => [.. Changed(Autumn, false, 2, w[0]), .. Changed(Autumn, false, 1, w[1]), .. Changed(Autumn, false, 0, w[2]), .. Changed(Autumn, false, -1, w[3]), .. Changed(Autumn, false, -2, w[4])],
        "overlapping groups" or "three groups" or "outcomes of overlapping groups" => CellsOf(lattice).SelectMany((cell, i) => Changed(Autumn, GroupsOf(cell.Split(' ')), cell.EndsWith("same", StringComparison.Ordinal) ? 0 : 2, w[i])),
        _ => throw new ArgumentException(lattice),
    });

    private static PupilGroups GroupsOf(string[] words) => new(words.Contains("sen"), words.Contains("la"), words.Contains("pp"));

    private static IEnumerable<int[]> Worlds(int cells, int most) =>
        cells == 0 ? [[]] : Worlds(cells - 1, most).SelectMany(w => Enumerable.Range(0, most + 1).Select(c => (int[])[.. w, c]));

    /// <summary>The worlds in which up to three counts are a little more or less.</summary>
    private static IEnumerable<int[]> Around(int[] world) =>
        from a in Worlds(world.Length, 4)
        let moved = world.Select((c, i) => c + a[i] - 2).ToArray()
        where a.Count(x => x != 2) is > 0 and <= 3 && moved.All(c => c >= 0)
        select moved;
}
