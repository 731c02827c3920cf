using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.SupportReports;

/// <summary>What ended programmes changed. Each test has its own kind of support, so that none counts in another.</summary>
public class ProgrammeImpactTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Report = "/v1/reports/programme-impact";

    [Fact]
    public async Task Large_numbers_are_told_by_term_with_their_mean()
    {
        var programmes = await api.Database.EndedAsync(7, -10);
        await api.Database.EndedAsync(6, 1);
        await api.Database.GaveAsync(programmes, completed: 4, missed: 1);
        using var head = await api.ClientAsync("demo-head");
        var line = (await LinesAsync(head, "kind=elsa")).Single()!;
        Assert.Equal(("2026/27", "autumn", "2026-09-01", "2026-12-31"), ((string)line["academicYear"]!, (string)line["term"]!, (string)line["from"]!, (string)line["to"]!));
        Assert.Equal("13, not 0, off 0; sdq_teacher uk_four_band teacher 13: improved 7, no_reliable_change 6, worsened 0, not_comparable 0, mean -4.9", Told(line));
        Assert.Equal("13 35 28 840 7 25200 2 65 80", string.Join(' ', line["delivery"]!.AsObject().Select(m => m.Value)));
    }

    [Fact]
    public async Task Small_numbers_are_hidden_and_sums_are_spans()
    {
        await api.Database.EndedAsync(7, -10, "thrive");
        await api.Database.EndedAsync(2, 1, "thrive");
        await api.Database.EndedAsync(1, 12, "thrive");
        await api.Database.EndedAsync(3, null, "thrive");
        await api.Database.EndedAsync(4, null, "thrive", status: "withdrawn");
        using var head = await api.ClientAsync("demo-head");
        var line = (await LinesAsync(head, "kind=thrive")).Single()!;
        Assert.Null(line["term"]);
        Assert.Equal("      0  ", string.Join(' ', line["delivery"]!.AsObject().Select(m => m.Value)));
        Assert.StartsWith("11 to 23, not <5, off <5; sdq_teacher uk_four_band teacher 9 to 15: improved 7, no_reliable_change <5, worsened <5, not_comparable 0, mean ", Told(line), StringComparison.Ordinal);
    }

    /// <summary>One child with five programmes is one child.</summary>
    [Fact]
    public async Task Of_few_pupils_nothing_is_said()
    {
        await api.Database.GaveAsync(await api.Database.EndedAsync(5, -10, "other", pupils: 1), completed: 4, missed: 1, "2026-09-21T09:00:00Z");
        using var head = await api.ClientAsync("demo-head");
        await FewAsync();
        await api.Database.EndedAsync(3, -10, "other");
        await FewAsync();
        await api.Database.EndedAsync(6, 0, "other");
        Assert.StartsWith(
            "7 to 10, not 0, off 0; sdq_teacher uk_four_band teacher 7 to 10: improved <5, no_reliable_change 6,", Told((await LinesAsync(head, "kind=other")).Single()!), StringComparison.Ordinal);

        async Task FewAsync()
        {
            var line = (await LinesAsync(head, "kind=other")).Single()!;
            Assert.Equal("<5, not , off ", Told(line));
            Assert.Null(line["delivery"]);
        }
    }

    /// <summary>Measures by different kinds of respondents are different lines; of other norms or only once they are none.</summary>
    [Fact]
    public async Task Only_what_compares_is_compared()
    {
        await api.Database.EndedAsync(5, -10, "nurture");
        await api.Database.EndedAsync(5, -10, "nurture", respondent: "parent");
        var mixed = await api.Database.EndedAsync(5, -10, "nurture");
        await api.Database.ExecuteAsync(
            "UPDATE assessments SET status = 'voided', void_reason = 'Wrong.' WHERE id IN (SELECT start_assessment_id FROM support_programme_pupils WHERE support_programme_id = ANY($1))", mixed.ToArray());
        using var head = await api.ClientAsync("demo-head");
        Assert.Equal(
            "15, not 5, off 0; sdq_parent uk_four_band parent 5: no_threshold 5, not_comparable 0, mean -10"
            + "; sdq_teacher uk_four_band teacher 5: improved 5, no_reliable_change 0, worsened 0, not_comparable 0, mean -10",
            Told((await LinesAsync(head, "kind=nurture")).Single()!));
    }

    /// <summary>Whoever adds, drops or moves a filter by a day sees the same lines, more or fewer of them.</summary>
    [Fact]
    public async Task Filters_choose_lines_and_never_change_one()
    {
        await api.Database.EndedAsync(6, -10, "social_skills", "2026-06-30");
        await api.Database.EndedAsync(3, 0, "social_skills", "2026-03-01");
        await api.Database.EndedAsync(6, -10, "social_skills", "2026-10-01");
        await api.Database.EndedAsync(5, -10, "social_skills", "2026-10-01", TestData.Beech);
        using var trust = await api.ClientAsync("demo-trust-dsl");
        using var head = await api.ClientAsync("demo-head");
        var all = Of(await trust.ReadAsync($"{Report}?from=2025-09-01&to=2026-11-23"));
        Assert.Equal(2, all.Keys.Select(k => k.School).Distinct().Count());
        Assert.Equal(["2025/26 ", "2026/27 autumn"], all.Where(l => l.Key == (TestData.Oak, "social_skills")).SelectMany(l => l.Value).Select(l => $"{l["academicYear"]} {l["term"]}"));
        string[] filters =
        [
            "from=2025-09-01&to=2026-11-23", $"from=2025-09-01&schoolId={TestData.Oak}", $"from=2025-09-01&schoolId={TestData.Beech}", "from=2025-09-01&kind=social_skills",
            "from=2025-10-01&to=2026-10-01", "from=2025-10-02&to=2026-10-02", "from=2026-08-31&to=2026-09-01", "to=2026-08-31",
        ];
        foreach (var filter in filters)
        {
            HttpClient[] callers = filter.Contains($"{TestData.Beech}", StringComparison.Ordinal) ? [trust] : [trust, head];
            foreach (var client in callers)
            {
                foreach (var (key, lines) in Of(await client.ReadAsync($"{Report}?{filter}")))
                {
                    Assert.All(lines, l => Assert.Contains(all[key], a => JsonNode.DeepEquals(a, l)));
                }
            }
        }

        Assert.Equal(["2025/26 "], Of(await head.ReadAsync($"{Report}?kind=social_skills&from=2026-03-01&to=2026-03-02")).Single().Value.Select(l => $"{l["academicYear"]} {l["term"]}"));
        Assert.Equal(HttpStatusCode.NotFound, (await head.ReadAsync($"{Report}?schoolId={TestData.Beech}")).Status);
    }

    [Fact]
    public async Task A_group_is_told_only_where_it_and_the_others_are_many()
    {
        await api.Database.EndedAsync(12, -10, "check_in", sen: true);
        await api.Database.EndedAsync(12, -10, "lac", "2026-10-22", sen: true);
        await api.Database.EndedAsync(4, -10, "lac");
        using var head = await api.ClientAsync("demo-head");

        var told = (await LinesAsync(head, "kind=check_in&group=sen")).Single()!;
        Assert.StartsWith("6, not 0, off 0; sdq_teacher uk_four_band teacher 6: improved 6,", Told(told), StringComparison.Ordinal);
        Assert.Null(told["delivery"]);
        Assert.Equal(6, (int)(await LinesAsync(head, "kind=lac&group=sen")).Single()!["places"]!["count"]!);
        await api.Database.EndedAsync(1, 0, "check_in");
        var withheld = (await LinesAsync(head, "kind=check_in&group=sen")).Single()!;
        Assert.True((bool)withheld["isWithheld"]!);
        Assert.Null(withheld["places"]);
        Assert.Equal("<5", (string)(await LinesAsync(head, "kind=check_in")).Single()!["measures"]![0]!["scales"]![0]!["outcomes"]![1]!["places"]!["text"]!);
    }

    [Fact]
    public async Task A_status_counts_that_held_on_the_day_on_which_the_programme_ended()
    {
        var programmes = await api.Database.EndedAsync(12, -10, "bereavement");
        await api.Database.ExecuteAsync(
            """
            INSERT INTO vulnerability_statuses (trust_id, id, school_id, pupil_id, kind, starts_on, ends_on, voided_at, void_reason, version, recorded_at, updated_at)
            SELECT trust_id, gen_random_uuid(), $1, pupil_id, s.kind, starts_on::date, s.ends_on::date, voided_at, CASE WHEN voided_at IS NOT NULL THEN 'x' END, 1, now(), now()
            FROM (SELECT m.trust_id, m.pupil_id FROM support_programme_pupils m WHERE m.support_programme_id = ANY($2)) m,
              (VALUES ('pupil_premium', '2020-09-01', NULL, NULL), ('looked_after', '2020-09-01', '2020-12-31', NULL), ('looked_after', '2021-09-01', NULL, now()))
              AS s (kind, starts_on, ends_on, voided_at)
            """, TestData.Oak, programmes.Where((_, i) => i % 2 == 0).ToArray());
        using var head = await api.ClientAsync("demo-head");

        Assert.Equal(6, (int)(await LinesAsync(head, "kind=bereavement&group=pupil_premium")).Single()!["places"]!["count"]!);
        Assert.Equal(0, (int)(await LinesAsync(head, "kind=bereavement&group=looked_after")).Single()!["places"]!["count"]!);
    }

    [Fact]
    public async Task Who_may_read_it_and_how_it_is_refused()
    {
        foreach (var (client, expected) in new[]
        {
            ("demo-thrive-lead", HttpStatusCode.OK), ("demo-phase-lead", HttpStatusCode.OK), ("demo-pastoral", HttpStatusCode.OK), ("demo-dsl", HttpStatusCode.OK), ("demo-senco", HttpStatusCode.OK),
            ("demo-head", HttpStatusCode.OK), ("demo-trust-dsl", HttpStatusCode.OK), ("demo-other-dsl", HttpStatusCode.OK), ("demo-support", HttpStatusCode.Forbidden), ("demo-teacher", HttpStatusCode.Forbidden),
            ("demo-attendance", HttpStatusCode.Forbidden), ("demo-office", HttpStatusCode.Forbidden), ("demo-medical-lead", HttpStatusCode.Forbidden), ("demo-admin", HttpStatusCode.Forbidden),
            ("demo-auditor", HttpStatusCode.Forbidden), ("demo-mis", HttpStatusCode.Forbidden),
        })
        {
            using var caller = await api.ClientAsync(client);
            Assert.Equal((client, expected), (client, (await caller.ReadAsync(Report)).Status));
        }

        using var head = await api.ClientAsync("demo-head");
        foreach (var bad in (string[])["from=2026-11-01&to=2026-10-01", "from=2020-01-01", "school=1", "kind=tutoring", "group=lac", "from=yesterday", "schoolId=1"])
        {
            Assert.Equal((bad, HttpStatusCode.BadRequest), (bad, (await head.ReadAsync($"{Report}?{bad}")).Status));
        }

        using var nobody = api.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.ReadAsync(Report)).Status);
        Assert.True(await api.Database.ScalarAsync<bool>("SELECT count(*) > 0 FROM audit_entries WHERE action = 'support_programme.report_impact'"));
        using var elsewhere = await api.ClientAsync("demo-other-dsl");
        Assert.All((await elsewhere.ReadAsync(Report)).Json["schools"]!.AsArray(), s => Assert.Empty(s!["lines"]!.AsArray()));
    }

    [Fact]
    public async Task It_costs_the_same_for_many_programmes_and_names_no_pupil()
    {
        using var trust = await api.ClientAsync("demo-trust-dsl");
        await api.Database.EndedAsync(1, -10, "in_class");
        await trust.ReadAsync(Report);
        var few = await CountAsync(trust);
        await api.Database.EndedAsync(30, -10, "in_class");
        await api.Database.EndedAsync(30, -10, "in_class", school: TestData.Beech);
        Assert.Equal(few, await CountAsync(trust));
        Assert.True(few < 12, $"{few} commands");
        var text = (await trust.ReadAsync(Report)).Json.ToJsonString();
        Assert.DoesNotContain(TestData.OakPupils.Concat(TestData.BeechPupils), p => text.Contains(p.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    private async Task<int> CountAsync(HttpClient client)
    {
        using var sent = new SentCommands(api.Database);
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync(Report)).Status);
        return sent.Count;
    }

    private static async Task<JsonArray> LinesAsync(HttpClient client, string query)
    {
        var answer = await client.ReadAsync($"{Report}?{query}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        return answer.Json["schools"]!.AsArray().Single(s => s!["schoolId"]!.GetValue<Guid>() == TestData.Oak)!["lines"]!.AsArray();
    }

    private static Dictionary<(Guid School, string Kind), JsonNode[]> Of(Answer report) => report.Json["schools"]!.AsArray()
        .SelectMany(s => s!["lines"]!.AsArray().Select(l => (School: s["schoolId"]!.GetValue<Guid>(), Line: l!)))
        .GroupBy(l => (l.School, (string)l.Line["kind"]!)).ToDictionary(g => g.Key, g => g.Select(l => l.Line).ToArray());

    private static string Told(JsonNode line) =>
        $"{line["places"]!["text"]}, not {line["notMeasured"]?["text"]}, off {line["brokenOff"]?["text"]}{string.Concat(line["measures"]!.AsArray().Select(m => "; " + Measure(m!)))}";

    private static string Measure(JsonNode measure)
    {
        var scale = measure["scales"]!.AsArray().SingleOrDefault();
        var outcomes = scale?["outcomes"]!.AsArray().Select(o => $"{o!["outcome"]} {o["places"]!["text"]}") ?? [];
        return $"{measure["instrument"]} {measure["normVersion"]} {measure["respondent"]} {measure["places"]!["text"]}: {string.Join(", ", outcomes)}, mean {scale?["meanChange"]}";
    }
}
