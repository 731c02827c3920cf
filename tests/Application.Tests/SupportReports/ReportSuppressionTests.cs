using System.Text.Json;
using PupilSupport.Application.SupportReports;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Tests.SupportReports;

/// <summary>
/// As the Domain's tests of impact do it, for what stands beside counts of pupils: of all worlds that look the same to a reader who knows
/// the rules, how long a session is and how many were planned, no small count is the same in each.
/// </summary>
public class ReportSuppressionTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    /// <summary>Places of programmes for one pupil each: not measured, broken off; each was to have six sessions of half an hour.</summary>
    [Fact]
    public void No_small_number_of_places_follows_from_sessions_minutes_or_their_share()
    {
        var worlds = from unmeasured in Enumerable.Range(0, 8)
                     from broken in Enumerable.Range(0, 8)
                     from delivered in Enumerable.Range(0, (6 * (unmeasured + broken)) + 1)
                     select (int[])[unmeasured, broken, delivered];
        Check(worlds, w => w[0] == 7 || w[1] == 7, [("not measured", w => w[0]), ("broken off", w => w[1]), ("places", w => w[0] + w[1])], w =>
        {
            var term = new SchoolTerm(new AcademicYear(2026), TermName.Autumn);
            EndedPlaces[] ended = [.. new[] { w[0], w[1] }.Select((n, i) => new EndedPlaces(term, default, i == 1, null, Pupils(i * 10, n))).Where(p => p.Pupils.Count > 0)];
            var figures = ImpactReporting.Rows(new ImpactSource(ended, []), _ => throw new InvalidOperationException()).Select(r => r.All).SingleOrDefault();
            return figures is null ? "" : JsonSerializer.Serialize((object?[])[
                figures.Places.Text, figures.NotMeasured?.Text, figures.BrokenOff?.Text,
                ImpactDelivery.Publish(figures.Places, [.. Enumerable.Range(0, w[0] + w[1]).Select(p => Had(w[2], w[0] + w[1], p))])]);
        });
    }

    /// <summary>Programmes of 30 and of 60 minutes a week that run, ones that pause, places that wait in time and too long.</summary>
    [Fact]
    public void No_small_number_follows_from_caseloads_and_waiting_lists()
    {
        var worlds = from running in Enumerable.Range(0, 9)
                     from longer in Enumerable.Range(0, 3)
                     from paused in Enumerable.Range(0, 8)
                     select (int[])[running, longer, paused];
        Check(worlds, w => w[0] == 8 || w[1] == 2 || w[2] == 7, [("pupils", w => w[0] + w[1] + w[2]), ("running", w => w[0] + w[1])], w => JsonSerializer.Serialize(
            OverviewReading.Supported(
            [
                .. Of(SupportProgrammeStatus.Active, 30, Pupils(0, w[0])), .. Of(SupportProgrammeStatus.Active, 60, Pupils(10, w[1])), .. Of(SupportProgrammeStatus.Paused, 30, Pupils(20, w[2])),
            ], new SupportProgrammePolicy())));

        var waiting = from inTime in Enumerable.Range(0, 10) from past in Enumerable.Range(0, 10) select (int[])[inTime, past];
        Check(waiting, w => w.Contains(9), [("in time", w => w[0]), ("past", w => w[1]), ("places", w => w[0] + w[1])], w => JsonSerializer.Serialize(
            OverviewReading.Waiting([.. Of(SupportProgrammeStatus.Waiting, 30, Pupils(0, w[0]), Today), .. Of(SupportProgrammeStatus.Waiting, 30, Pupils(10, w[1]), Today.AddDays(-1))], 12, Today)));
    }

    /// <summary>Two pupils in three programmes each, and one who waits for five, are two and one; beside others they stay so.</summary>
    [Fact]
    public void Few_pupils_are_few_however_many_programmes_they_have()
    {
        PupilId[] two = [.. Enumerable.Repeat(Pupils(0, 2), 3).SelectMany(p => p)], five = [.. Enumerable.Repeat(Pupils(0, 1)[0], 5)], others = Pupils(10, 6);
        var caseload = OverviewReading.Supported([.. Of(SupportProgrammeStatus.Active, 30, two), .. Of(SupportProgrammeStatus.Paused, 30, others)], new SupportProgrammePolicy());
        Assert.Equal(("8", (decimal?)null, (int?)null), (caseload.Pupils.Text, caseload.HoursPerWeek, caseload.CapacityUsedPercent));
        Assert.Equal(6, OverviewReading.Supported([.. Of(SupportProgrammeStatus.Active, 60, others)], new SupportProgrammePolicy()).HoursPerWeek);
        var waiting = OverviewReading.Waiting([.. Of(SupportProgrammeStatus.Waiting, 30, five, Today)], 12, Today);
        Assert.Equal(("<5", null, null), (waiting.Places.Text, waiting.InTime, waiting.LongestSchoolDays));
        waiting = OverviewReading.Waiting([.. Of(SupportProgrammeStatus.Waiting, 30, five, Today), .. Of(SupportProgrammeStatus.Waiting, 30, others, Today.AddDays(-1))], 12, Today);
        Assert.Equal(("7 to 10", "<5", "6", 12), (waiting.Places.Text, waiting.InTime!.Text, waiting.PastTarget!.Text, waiting.LongestSchoolDays));
        waiting = OverviewReading.Waiting([.. Of(SupportProgrammeStatus.Waiting, 30, Pupils(0, 2), Today.AddDays(-1)), .. Of(SupportProgrammeStatus.Waiting, 30, others, Today)], 12, Today);
        Assert.Equal(("6", "<5", null), (waiting.InTime!.Text, waiting.PastTarget!.Text, waiting.LongestSchoolDays));
    }

    /// <summary>The term less the impact line of the six whose programmes ended would be the sessions of those whose programmes run on, or ended later.</summary>
    [Theory]
    [InlineData(6, 2, null, true)]
    [InlineData(6, 2, "2027-01-15", true)]
    [InlineData(2, 6, null, true)]
    [InlineData(6, 2, "2026-12-01", false)]
    [InlineData(6, 5, null, false)]
    [InlineData(6, 0, null, false)]
    public void A_term_is_withheld_where_few_of_a_kind_are_left_beside_an_impact_line(int ended, int others, string? othersEndedOn, bool isWithheld)
    {
        var term = new SchoolTerm(new AcademicYear(2026), TermName.Autumn);
        TermDelivery.Had Of(PupilId pupil, DateOnly? endedOn) => new(new SchoolId(Guid.Empty), term, SupportProgrammeKind.Thrive, endedOn, pupil);
        DateOnly? later = othersEndedOn is null ? null : DateOnly.Parse(othersEndedOn, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isWithheld, TermDelivery.Few([.. Pupils(0, ended).Select(p => Of(p, new DateOnly(2026, 10, 22))), .. Pupils(10, others).Select(p => Of(p, later))]).Any());
    }

    private static void Check(IEnumerable<int[]> worlds, Func<int[], bool> isEdge, (string Name, Func<int[], int> Of)[] counts, Func<int[], string> seen)
    {
        foreach (var same in worlds.ToLookup(seen))
        {
            // At the edge of what is counted out, a world that looks the same may lie beyond.
            foreach (var (name, of) in same.Any(isEdge) ? [] : counts)
            {
                var values = same.Select(of).Distinct().ToArray();
                Assert.True(values.Length > 1 || !SmallCounts.IsSmall(values[0]), $"{name} is {values[0]} wherever it looks like\n{same.Key}");
            }
        }
    }

    /// <summary>What one of so many programmes had of all delivered sessions, spread as evenly as they go.</summary>
    private static ProgrammeDelivery Had(int delivered, int programmes, int index)
    {
        var had = (delivered / programmes) + (index < delivered % programmes ? 1 : 0);
        return new ProgrammeDelivery { Delivered = had, DeliveredMinutes = 30 * had, MissedByPupil = 6 - had };
    }

    private static PupilId[] Pupils(int first, int count) => [.. Enumerable.Range(first, count).Select(n => new PupilId(new Guid(n, 0, 0, new byte[8])))];

    private static IEnumerable<OverviewReading.Standing> Of(SupportProgrammeStatus status, int minutes, PupilId[] pupils, DateOnly? target = null) =>
        pupils.Select(p => new OverviewReading.Standing(new SchoolId(Guid.Empty), new StaffId(Guid.Empty), status, minutes, Today, target, [p]));
}
