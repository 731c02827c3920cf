using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Policies.PolicyRequests;

namespace PupilSupport.Api.Tests.Policies;

/// <summary>Today is Monday 23 November 2026.</summary>
public class PolicyTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Everybody_reads_the_default_and_the_schema_with_sources()
    {
        using var anybody = await api.ClientAsync("demo-support");
        var listed = (await anybody.ReadAsync("/v1/policies")).Data.Single(p => p!["name"]!.GetValue<string>() == "support-sessions")!;
        Assert.NotEqual("", listed["source"]!.GetValue<string>());
        var policy = (await anybody.ReadAsync(Url)).Json;
        Assert.Equal(("2026-11-23", 48, 15), (policy["on"]!.GetValue<string>(), policy["default"]!["noteOpenHours"]!.GetValue<int>(), policy["default"]!["earlyByMinutes"]!.GetValue<int>()));
        var (schema, member) = (policy["schema"]!, policy["schema"]!["properties"]!["noteOpenHours"]!);
        Assert.Equal(("object", false), (schema["type"]!.GetValue<string>(), schema["additionalProperties"]!.GetValue<bool>()));
        Assert.Equal((1, 720), (member["minimum"]!.GetValue<int>(), member["maximum"]!.GetValue<int>()));
        Assert.Contains("Source:", member["description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.ReadAsync("/v1/policies/none")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.ReadAsync($"{Url}?schoolId={TestData.Elm}")).Status);
    }

    [Fact]
    public async Task A_school_goes_before_the_trust_and_the_trust_before_the_default_member_by_member()
    {
        using var admin = await api.ClientAsync("demo-admin");
        using var head = await api.ClientAsync("demo-head");
        await admin.SetAsync("2027-01-04", new { noteOpenHours = 24, lateAfterDays = 3 });
        var made = await head.SetAsync("2027-01-11", new { noteOpenHours = 12 }, TestData.Oak);
        Assert.Equal(($"{Values}/{made.Id}", "\"1\"", 1), (made.Raw.Headers.Location?.ToString(), made.ETag, made.Json["revision"]!.GetValue<int>()));
        Assert.Equal(TestData.StaffOf("demo-head"), made.Json["setByStaffId"]!.GetValue<Guid>());
        Assert.Equal(made.BodyText, (await head.ReadAsync($"{Values}/{made.Id}")).BodyText);

        Assert.Equal(48, await head.InForceAsync("noteOpenHours", "2027-01-03", TestData.Oak));
        Assert.Equal(24, await head.InForceAsync("noteOpenHours", "2027-01-04", TestData.Oak));
        Assert.Equal(12, await head.InForceAsync("noteOpenHours", "2027-01-11", TestData.Oak));
        Assert.Equal(3, await head.InForceAsync("lateAfterDays", "2027-01-11", TestData.Oak));
        Assert.Equal(24, await admin.InForceAsync("noteOpenHours", "2027-01-11", TestData.Beech));

        await head.SetAsync("2027-02-01", new { }, TestData.Oak);
        Assert.Equal(24, await head.InForceAsync("noteOpenHours", "2027-02-01", TestData.Oak));
        var periods = (await head.ReadAsync($"{Url}?schoolId={TestData.Oak}&on=2027-01-12")).Json["periods"]!.AsArray();
        Assert.Equal(
            [("2027-01-11", "2027-01-31"), ("2027-02-01", null), ("2027-01-04", null)],
            periods.Select(p => (p!["effectiveFrom"]!.GetValue<string>(), p["effectiveTo"]?.GetValue<string>())));
        Assert.Equal("Agreed by the governors", periods[0]!["value"]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_day_that_has_begun_takes_a_correction_only()
    {
        using var admin = await api.ClientAsync("demo-admin");
        foreach (var day in new[] { "2026-11-23", "2026-11-02" })
        {
            var refused = await admin.PostAsync(Values, Value(day, new { earlyByMinutes = 20 }, TestData.Beech));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "policy-day-begun"), (refused.Status, refused.Code));
            Assert.Equal("/effectiveFrom", refused.Json["errors"]![0]!["pointer"]!.GetValue<string>());
        }

        var tomorrow = await admin.SetAsync("2026-11-24", new { earlyByMinutes = 20 }, TestData.Beech, correction: true);
        Assert.False(tomorrow.Json["isCorrection"]!.GetValue<bool>());
        var corrected = await admin.SetAsync("2026-11-02", new { earlyByMinutes = 30 }, TestData.Beech, correction: true);
        Assert.True(corrected.Json["isCorrection"]!.GetValue<bool>());
        Assert.Equal(15, await admin.InForceAsync("earlyByMinutes", "2026-11-01", TestData.Beech));
        Assert.Equal(30, await admin.InForceAsync("earlyByMinutes", "2026-11-23", TestData.Beech));
        using var auditor = await api.ClientAsync("demo-auditor");
        var entry = (await auditor.ReadAsync($"/v1/audit-entries?recordId={corrected.Id}")).Data.Single()!;
        Assert.Equal("policy_value.set", entry["action"]!.GetValue<string>());
    }

    [Fact]
    public async Task One_value_stands_for_a_day_and_history_stays()
    {
        using var head = await api.ClientAsync("demo-head");
        var first = await head.SetAsync("2027-03-01", new { maxGroup = 8 }, TestData.Oak);
        var again = await head.PostAsync(Values, Value("2027-03-01", new { maxGroup = 9 }, TestData.Oak));
        Assert.Equal((HttpStatusCode.Conflict, "policy-day-taken"), (again.Status, again.Code));
        var second = await head.SetAsync("2027-03-01", new { maxGroup = 9 }, TestData.Oak, first.Id);
        Assert.Equal((2, first.Id), (second.Json["revision"]!.GetValue<int>(), second.Json["replacesId"]!.GetValue<Guid>()));
        Assert.Equal("policy-day-taken", (await head.PostAsync(Values, Value("2027-03-01", new { maxGroup = 10 }, TestData.Oak, first.Id))).Code);

        var gone = await head.SetAsync("2027-03-01", null, TestData.Oak, second.Id);
        Assert.Null(gone.Json["value"]);
        Assert.Equal(15, await head.InForceAsync("maxGroup", "2027-03-01", TestData.Oak));
        Assert.Equal("policy-nothing-to-replace", (await head.PostAsync(Values, Value("2027-03-01", null, TestData.Oak, gone.Id))).Code);
        var anew = await head.SetAsync("2027-03-01", new { maxGroup = 7 }, TestData.Oak);
        Assert.Equal((4, gone.Id), (anew.Json["revision"]!.GetValue<int>(), anew.Json["replacesId"]!.GetValue<Guid>()));

        var all = (await head.ReadAsync($"{Values}?policy=support-sessions&schoolId={TestData.Oak}&sort=-recordedAt&limit=200")).Data;
        Assert.Equal(4, all.Count(v => v!["effectiveFrom"]!.GetValue<string>() == "2027-03-01"));
        var refused = await Record.ExceptionAsync(() => api.Database.ExecuteAsync(
            "SET ROLE app_rt; SELECT set_config('app.trust_id', '" + TestData.Oakfield + "', false); UPDATE policy_values SET reason = 'another'"));
        Assert.Contains("permission denied", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_rivals_for_a_day_one_sets_it()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var rivals = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => admin.PostAsync(Values, Value("2027-04-12", new { maxGroup = 5 + i }))));
        Assert.Single(rivals, r => r.Status == HttpStatusCode.Created);
        Assert.All(rivals.Where(r => r.Status != HttpStatusCode.Created), r => Assert.Equal("policy-day-taken", r.Code));
    }

    public static TheoryData<string, int, string, string> Wrong => new()
    {
        { """{"value":{"nope":1}}""", 400, "unknown-member", "/value/nope" },
        { """{"value":{"noteOpenHours":0}}""", 400, "out-of-range", "/value/noteOpenHours" },
        { """{"value":{"noteOpenHours":"48"}}""", 400, "wrong-type", "/value/noteOpenHours" },
        { """{"value":{"noteOpenHours":null}}""", 400, "null-not-allowed", "/value/noteOpenHours" },
        { """{"value":{"catchUpOwedFor":["bored"]}}""", 400, "unknown-code", "/value/catchUpOwedFor/0" },
        { """{"value":[]}""", 400, "wrong-type", "/value" },
        { """{"value":{"minGroup":16}}""", 422, "policy-values-disagree", "/value/minGroup" },
        { """{"policy":"none"}""", 422, "unknown-reference", "/policy" },
        { """{"reason":""}""", 400, "too-short", "/reason" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Points_at_what_is_wrong(string change, int status, string code, string pointer)
    {
        using var head = await api.ClientAsync("demo-head");
        var body = System.Text.Json.Nodes.JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Value("2027-05-04", new { }, TestData.Oak)))!.AsObject();
        foreach (var member in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
        {
            body[member.Key] = member.Value?.DeepClone();
        }

        var answer = await head.PostAsync(Values, body.ToJsonString());
        Assert.Equal(status, (int)answer.Status);
        var fault = answer.Json["errors"]![0]!;
        Assert.Equal((code, pointer), (fault["code"]!.GetValue<string>(), fault["pointer"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_trusts_value_may_not_break_what_a_school_has_set_for_later()
    {
        using var admin = await api.ClientAsync("demo-admin");
        await admin.SetAsync("2028-02-01", new { minGroup = 4 }, TestData.Beech);
        var refused = await admin.PostAsync(Values, Value("2028-01-10", new { maxGroup = 3 }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "policy-values-disagree"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Head_and_trust_administrator_set_each_within_reach()
    {
        using var head = await api.ClientAsync("demo-head");
        Assert.Equal(HttpStatusCode.Forbidden, (await head.PostAsync(Values, Value("2027-06-07", new { maxGroup = 8 }))).Status);
        foreach (var school in new[] { TestData.Beech, TestData.Elm, Guid.NewGuid() })
        {
            Assert.Equal("unknown-reference", (await head.PostAsync(Values, Value("2027-06-07", new { maxGroup = 8 }, school))).Code);
        }

        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PostAsync(Values, Value("2027-06-07", new { maxGroup = 8 }, TestData.Oak))).Status);
        using var admin = await api.ClientAsync("demo-admin");
        var (far, trust) = (await admin.SetAsync("2027-06-07", new { maxGroup = 8 }, TestData.Beech), await admin.SetAsync("2027-06-07", new { maxClass = 30 }));
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.ReadAsync($"{Values}/{far.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await teacher.ReadAsync($"{Values}/{trust.Id}")).Status);
        using var other = await api.ClientAsync("demo-other-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await other.ReadAsync($"{Values}/{trust.Id}")).Status);
        Assert.Empty((await other.ReadAsync(Values)).Data);
    }
}
