using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Agencies.AgencyRequests;

namespace PupilSupport.Api.Tests.Agencies;

public class AgencySearchTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Search = Url + "/search";
    private static readonly Guid Pupil = TestData.OakPupils[4];

    [Fact]
    public async Task Those_who_can_help_come_first_each_with_what_speaks_for_and_against()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        await LivesAsync(pastoral, "RG1 2AB");
        await api.Database.ExecuteAsync("UPDATE schools SET la_estab = '8701234' WHERE id = $1", TestData.Oak);
        object Areas(string[] postcodes, string[] authorities) => new { postcodes, localAuthorities = authorities };
        string[] names =
        [
            (await pastoral.AddedAsync("A near and free", new { services = new[] { "ot" } })).Text("name"),
            (await pastoral.AddedAsync("B near and paid", new { services = new[] { "ot" }, cost = "paid" })).Text("name"),
            (await pastoral.AddedAsync("C by authority", new { services = new[] { "ot" }, areas = Areas(["SW1A"], ["870"]) })).Text("name"),
            (await pastoral.AddedAsync("D anywhere", new { services = new[] { "ot" }, areas = (object?)null })).Text("name"),
            (await pastoral.AddedAsync("E too young", new { services = new[] { "ot" }, ages = new { from = 16, to = 25 } })).Text("name"),
            (await pastoral.AddedAsync("F elsewhere", new { services = new[] { "ot" }, areas = Areas(["SW1A"], ["871"]) })).Text("name"),
        ];
        var found = await pastoral.PostAsync(Search, new { pupilId = Pupil, need = "ot" });
        Assert.Equal(names, Names(found));
        Assert.Equal(
            [("eligible", "within_ages", "postcode_served"), ("eligible", "within_ages", "postcode_served"), ("eligible", "within_ages", "authority_served"),
             ("eligible", "within_ages", "anywhere"), ("ineligible", "too_young", "postcode_served"), ("ineligible", "within_ages", "outside_area")],
            Results(found).Select(r => (r["eligibility"]!.ToString(), r["age"]!.ToString(), r["area"]!.ToString())));
        Assert.Equal("870", found.Text("localAuthority"));
        var two = await pastoral.PostAsync(Search, new { pupilId = Pupil, need = "occupational THÉRAPY", limit = 2 });
        Assert.Equal(names[..2], Names(two));
        Assert.True(two.Json["hasMore"]!.GetValue<bool>());
        Assert.Equal(2L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE action = 'agency.search' AND record_id = $1", Pupil));

        // Whoever may not see where the family lives does not learn it from the answer.
        using var worker = await api.ClientAsync("demo-support");
        Assert.DoesNotContain("postcode_served", (await worker.PostAsync(Search, new { pupilId = Pupil, need = "ot" })).BodyText, StringComparison.Ordinal);
        await api.Database.ExecuteAsync("UPDATE contacts SET address_is_confidential = true WHERE postcode = 'RG1 2AB'");
        using var thrive = await api.ClientAsync("demo-thrive-lead");
        Assert.DoesNotContain("postcode_served", (await thrive.PostAsync(Search, new { pupilId = Pupil, need = "ot" })).BodyText, StringComparison.Ordinal);
        Assert.Contains("postcode_served", (await pastoral.PostAsync(Search, new { pupilId = Pupil, need = "ot" })).BodyText, StringComparison.Ordinal);
        await api.Database.ExecuteAsync("UPDATE contact_links SET is_barred = true WHERE pupil_id = $1", Pupil);
        Assert.DoesNotContain("postcode_served", (await pastoral.PostAsync(Search, new { pupilId = Pupil, need = "ot" })).BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_is_words_and_nothing_else()
    {
        using var senco = await api.ClientAsync("demo-senco");
        await senco.AddedAsync("Zebra crossing club", new { services = new[] { "other" }, needs = new[] { "road safety" } });
        async Task<Answer> FindAsync(string need) => await senco.PostAsync(Search, new { pupilId = Pupil, need });
        foreach (var nothing in new[] { "%", "___", "#camhs", "'; DROP TABLE agencies; --", "z_bra", "%ebra" })
        {
            var answer = await FindAsync(nothing);
            Assert.True(
                answer is { Status: HttpStatusCode.UnprocessableEntity, Code: "agency-search-words" } || (answer.Status == HttpStatusCode.OK && Results(answer).Count == 0),
                $"{nothing}: {answer}");
        }

        await senco.AddedAsync("Another club", new { services = new[] { "other" } });
        Assert.Equal(["Zebra crossing club"], Names(await FindAsync("zebra%' OR '1'='1")));
        Assert.Equal(["Zebra crossing club"], Names(await FindAsync("ROAD zeb")));
        Assert.Equal("agency-search-words", (await senco.ReadAsync($"{Url}?need=%25")).Code);

        // A service's code finds those that offer it and those that speak of it, however it is written.
        await senco.AddedAsync("Lantern", new { services = new[] { "other" }, needs = new[] { "bereavement" } });
        await senco.AddedAsync("Grief visitors", new { services = new[] { "bereavement" } });
        await senco.AddedAsync("Clear words", new { services = new[] { "speech_language" } });
        Assert.Equal(["Grief visitors", "Lantern"], Names(await FindAsync("Bereavement")).Order());
        Assert.Equal(2, (await senco.ReadAsync($"{Url}?need=bereavement")).Data.Count);
        Assert.Equal(["Clear words"], Names(await FindAsync("Speech language")));

        // A word of any length is one of the index's.
        await senco.AddedAsync("Long", new { services = new[] { "other" }, description = new string('q', 4_000) });
        Assert.Equal(["Long"], Names(await FindAsync(new string('Q', 200))));
        Assert.Equal("unknown-reference", (await senco.PostAsync(Search, new { pupilId = TestData.ElmPupils[0], need = "camhs" })).Code);
    }

    [Theory]
    [InlineData("camhs")]
    [InlineData("anxiety")]
    public async Task Five_thousand_services_are_searched_by_the_index_as_the_runtime_role(string need)
    {
        await PlantAsync();
        using var senco = await api.ClientAsync("demo-senco");
        foreach (var list in new[] { false, true })
        {
            using var sent = new SentQuery(api.Database, "agency_terms");
            Assert.Equal(20, list
                ? (await senco.ReadAsync($"{Url}?need={need}&limit=20&sort=name")).Data.Count
                : Results(await senco.PostAsync(Search, new { pupilId = Pupil, need })).Count);

            // The very query that was sent, with its values: the terms of the need are found by their index, and only agencies that have them are read.
            var plan = await sent.PlanAsync(TestData.Oakfield);
            Assert.Contains(plan, n => n is { IsInSubPlan: false, IndexCond: { } by } && by.Contains($"'{need}'", StringComparison.Ordinal));
            Assert.InRange(plan.Where(n => n.Table == "agencies").Sum(n => n.Rows), 20, 1_000);
            Assert.DoesNotContain(plan, n => n.Type == "Seq Scan" && n.Table is "agencies" or "agency_terms");
        }
    }

    /// <summary>Of 5,000, each word and service stands with one in two hundred.</summary>
    private async Task PlantAsync()
    {
        if (await api.Database.ScalarAsync<long>("SELECT count(*) FROM agencies WHERE name LIKE 'Planted %'") > 0)
        {
            return;
        }

        await api.Database.ExecuteAsync(
            """
            INSERT INTO agencies (trust_id, id, name, description, services, need_areas, needs, postcodes, local_authorities, serves_anywhere, cost, languages, search_text, status,
              verify_by, version, recorded_at, updated_at)
            SELECT $1, gen_random_uuid(), 'Planted ' || i, repeat('Help of many kinds. ', 40), ARRAY['other'], '{}', '{}', '{}', '{}', true, 'free', '{}',
              CASE i % 200 WHEN 0 THEN '#camhs anxiety' ELSE '#other word' || i % 200 END || ' planted' || i, 'active', '2027-11-23', 1, now(), now()
            FROM generate_series(1, 5000) i
            """, TestData.Oakfield);
        await api.Database.ExecuteAsync("ANALYZE agencies, agency_terms");
    }

    private static async Task LivesAsync(HttpClient client, string postcode)
    {
        var made = await client.PostAsync($"/v1/pupils/{Pupil}/contacts", new
        {
            givenName = "Mara",
            familyName = "Reed",
            relationship = "mother",
            priority = 1,
            parentalResponsibility = "person",
            phones = Array.Empty<string>(),
            emails = Array.Empty<string>(),
            address = "1 Mill Lane",
            postcode,
        });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
    }

    private static List<JsonNode> Results(Answer answer) => [.. answer.Json["data"]!.AsArray().Select(r => r!)];

    private static string[] Names(Answer answer) => [.. Results(answer).Select(r => r["agency"]!["name"]!.ToString())];
}
