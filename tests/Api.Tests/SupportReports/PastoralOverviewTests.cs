using System.Net;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportReports;

public class PastoralOverviewTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Report = "/v1/reports/pastoral-overview";

    [Fact]
    public async Task A_school_is_told_as_it_stands_and_costs_the_same_however_much_there_is()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        using var trust = await api.ClientAsync("demo-trust-dsl");
        var nothing = (await lead.ReadAsync(Report)).Json["schools"]!.AsArray().Single()!;
        Assert.Equal("0 0 0 0 ", string.Join(' ', nothing["caseload"]!.AsObject().Select(m => m.Key == "pupils" ? m.Value!["text"] : m.Value)));
        Assert.Equal("0", (string)nothing["waiting"]!["places"]!["text"]!);

        var ended = await api.Database.EndedAsync(6, -10);
        await api.Database.GaveAsync(ended, completed: 3, missed: 1);
        for (var i = 0; i < 6; i++)
        {
            var at = new { pupilIds = new[] { TestData.OakPupils[i] } };
            await lead.ThenAsync(await lead.ProposedAsync(at), "wait activate");
            await lead.ThenAsync(await lead.ProposedAsync(at), "wait");
        }

        await trust.ReadAsync(Report);
        var few = await CountAsync(trust);
        await api.Database.ExecuteAsync("UPDATE support_programmes SET waiting_since = '2026-09-14', target_start_on = '2026-10-20' WHERE id IN (SELECT id FROM support_programmes WHERE status = 'waiting' LIMIT 2)");
        await api.Database.EndedAsync(20, 3, "nurture", school: TestData.Beech);
        Assert.Equal(few, await CountAsync(trust));
        Assert.True(few < 22, $"{few} commands");
        Assert.Equal(few, await CountAsync(trust, "?from=2026-02-02"));

        var oak = (await trust.ReadAsync($"{Report}?schoolId={TestData.Oak}")).Json["schools"]!.AsArray().Single()!;
        Assert.Equal("1 6 3 20 15", string.Join(' ', oak["caseload"]!.AsObject().Select(m => m.Key == "pupils" ? m.Value!["text"] : m.Value)));
        var waiting = oak["waiting"]!;
        Assert.Equal(("5 to 8", "<5", "<5"), ((string)waiting["places"]!["text"]!, (string)waiting["inTime"]!["text"]!, (string)waiting["pastTarget"]!["text"]!));
        Assert.Null(waiting["longestSchoolDays"]);
        Assert.Equal("autumn 24 18 540 75 6", string.Join(' ', oak["terms"]!.AsArray().Single()!.AsObject().Where(m => m.Key is not ("academicYear" or "from" or "to")).Select(m => m.Value)));
        Assert.Equal(["elsa"], oak["impact"]!.AsArray().Select(l => (string)l!["kind"]!));
        Assert.Equal(2, (await trust.ReadAsync(Report)).Json["schools"]!.AsArray().Count);
        var text = (await trust.ReadAsync(Report)).Json.ToJsonString();
        Assert.DoesNotContain(TestData.OakPupils.Concat(TestData.BeechPupils), p => text.Contains(p.ToString(), StringComparison.OrdinalIgnoreCase));
        await DocumentAsync();
        await OfFewAsync(trust, lead, ended[0]);
        await TooManyAsync(trust);
    }

    /// <summary>Six pupils of one kind, then two of another: ahead of them, called off, and only at last in a session that was due.</summary>
    private async Task OfFewAsync(HttpClient trust, HttpClient lead, Guid elsa)
    {
        await api.Database.PlantAsync(new Planted { Programme = elsa, StartsAt = Day(19), Pupils = [.. TestData.OakPupils.Select(p => (p, (string?)"attended"))] });
        var nurture = (await lead.ProposedAsync(new { kind = "nurture", targetSessions = (int?)null, pupilIds = TestData.OakPupils.Take(2) })).Id;
        (Guid, string?)[] two = [(TestData.OakPupils[0], null), (TestData.OakPupils[1], null)];
        await api.Database.PlantAsync(new Planted { Programme = nurture, StartsAt = Day(26), Status = "scheduled", Pupils = two });
        await api.Database.PlantAsync(new Planted { Programme = nurture, StartsAt = Day(18), Status = "cancelled", Pupils = two });
        Assert.Equal(19, await DeliveredAsync(trust));
        await api.Database.PlantAsync(new Planted { Programme = nurture, StartsAt = Day(20), Status = "missed", MissReason = "pupil_absent", Pupils = two });
        Assert.Null(await DeliveredAsync(trust));

        static DateTimeOffset Day(int day) => new(2026, 11, day, 14, 0, 0, TimeSpan.Zero);
    }

    private static async Task<int?> DeliveredAsync(HttpClient client) =>
        (int?)(await client.ReadAsync($"{Report}?schoolId={TestData.Oak}")).Json["schools"]!.AsArray().Single()!["terms"]!.AsArray().Single()!["deliveredSessions"];

    [Fact]
    public async Task Who_may_read_it_and_how_it_is_refused()
    {
        foreach (var (client, expected) in new[]
        {
            ("demo-thrive-lead", HttpStatusCode.OK), ("demo-phase-lead", HttpStatusCode.OK), ("demo-pastoral", HttpStatusCode.OK), ("demo-dsl", HttpStatusCode.OK), ("demo-senco", HttpStatusCode.OK),
            ("demo-head", HttpStatusCode.OK), ("demo-trust-dsl", HttpStatusCode.OK), ("demo-support", HttpStatusCode.Forbidden), ("demo-teacher", HttpStatusCode.Forbidden),
            ("demo-attendance", HttpStatusCode.Forbidden), ("demo-office", HttpStatusCode.Forbidden), ("demo-medical-lead", HttpStatusCode.Forbidden), ("demo-admin", HttpStatusCode.Forbidden),
            ("demo-auditor", HttpStatusCode.Forbidden), ("demo-mis", HttpStatusCode.Forbidden),
        })
        {
            using var caller = await api.ClientAsync(client);
            Assert.Equal((client, expected), (client, (await caller.ReadAsync(Report)).Status));
        }

        using var head = await api.ClientAsync("demo-head");
        foreach (var bad in (string[])["from=2026-11-01&to=2026-10-01", "from=2025-01-01", "term=1", "schoolId=1"])
        {
            Assert.Equal((bad, HttpStatusCode.BadRequest), (bad, (await head.ReadAsync($"{Report}?{bad}")).Status));
        }

        foreach (var report in (string[])["pastoral-overview", "programme-impact", "programme-impact/chart", "waiting-list"])
        {
            Assert.Equal((report, HttpStatusCode.NotFound), (report, (await head.ReadAsync($"/v1/reports/{report}?schoolId={TestData.Beech}")).Status));
        }

        var elsewhere = new { kind = "pastoral_overview", format = "html", schoolId = TestData.Beech };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await head.PostAsync("/v1/documents", elsewhere)).Status);
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PostAsync("/v1/documents", new { kind = "pastoral_overview", format = "html", schoolId = TestData.Oak })).Status);
    }

    private async Task TooManyAsync(HttpClient trust)
    {
        await api.Database.ExecuteAsync(
            """
            WITH school AS (
              INSERT INTO schools (trust_id, id, name, kind, urn, phase, version, recorded_at, updated_at)
              SELECT $1, gen_random_uuid(), 'School ' || n, 'school', (200000 + n)::text, 'primary', 1, now(), now() FROM generate_series(1, 200) n RETURNING trust_id, id)
            INSERT INTO support_programmes (trust_id, id, school_id, kind, status, priority, minutes_per_week, group_name, waiting_since, target_start_on, version, recorded_at, updated_at)
            SELECT trust_id, gen_random_uuid(), id, 'whole_class', 'waiting', 'routine', 30, 'Owls', '2026-11-02', '2026-12-18', 1, now(), now() FROM school
            """,
            TestData.Oakfield);
        foreach (var report in (string[])["pastoral-overview", "programme-impact", "waiting-list"])
        {
            var refused = await trust.ReadAsync($"/v1/reports/{report}");
            Assert.Equal((report, HttpStatusCode.UnprocessableEntity, "report-too-many-schools"), (report, refused.Status, refused.Code));
            Assert.Equal(HttpStatusCode.OK, (await trust.ReadAsync($"/v1/reports/{report}?schoolId={TestData.Oak}")).Status);
        }

        await api.Database.ExecuteAsync("DELETE FROM support_programmes WHERE school_id IN (SELECT id FROM schools WHERE urn >= '200001')");
        await api.Database.ExecuteAsync("DELETE FROM schools WHERE urn >= '200001'");
    }

    private async Task DocumentAsync()
    {
        using var head = await api.ClientAsync("demo-head");
        var issued = await head.PostAsync("/v1/documents", new { kind = "pastoral_overview", format = "html", schoolId = TestData.Oak });
        Assert.True(issued.Status == HttpStatusCode.Created, issued.ToString());
        using var content = await head.GetAsync($"/v1/documents/{issued.Id}/content");
        var page = await content.Content.ReadAsStringAsync();
        Assert.Equal(3, page.Split("<svg ").Length - 1);
        Assert.Contains("improved 6", page, StringComparison.Ordinal);
        using var chart = await head.GetAsync($"/v1/reports/programme-impact/chart?schoolId={TestData.Oak}");
        Assert.Equal("image/svg+xml", chart.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Elsa, autumn 2026/27", await chart.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<int> CountAsync(HttpClient client, string query = "")
    {
        using var sent = new SentCommands(api.Database);
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync(Report + query)).Status);
        return sent.Count;
    }
}
