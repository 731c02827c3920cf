using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Supervision;

public class CoachingTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/coaching-records";
    private static readonly Guid Worker = TestData.StaffOf("demo-support"), Lead = TestData.StaffOf("demo-thrive-lead");

    [Fact]
    public async Task Both_read_what_was_tried_and_those_who_lead_what_it_was_about()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var made = await lead.DoneAsync(Url, Body());
        using var colleague = await api.ClientAsync("demo-support");
        var own = await colleague.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal(("canary-tried", "Settling after break", TestData.OakClass), (own.Text("tried"), own.Text("focus"), own.Json["classId"]!.GetValue<Guid>()));
        Assert.Empty(own.Actions());
        using var head = await api.ClientAsync("demo-head");
        var list = await head.ReadAsync($"{Url}?staffId={Worker}&form=modelled&classId={TestData.OakClass}&from=2026-11-19&to=2026-11-19");
        Assert.Contains(made.Id, list.Ids());
        Assert.DoesNotContain("canary-tried", list.BodyText, StringComparison.Ordinal);
        Assert.Equal(["tried", "nextStep"], list.Data[0]!["_meta"]!["redacted"]!.AsArray().Select(n => n!.GetValue<string>()));
        using var dsl = await api.ClientAsync("demo-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await dsl.ReadAsync($"{Url}/{made.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await dsl.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);

        var gone = await lead.PostAsync($"{Url}/{made.Id}/void", new { reason = "Another day" }, made.ETag);
        Assert.Equal(HttpStatusCode.OK, gone.Status);
        Assert.Equal("invalid-transition", (await lead.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, gone.ETag)).Code);
        Assert.DoesNotContain(made.Id, (await lead.ReadAsync(Url)).Ids());
        Assert.Contains(made.Id, (await lead.ReadAsync(Url + "?includeVoid=true")).Ids());
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        await RefusedAsync(lead, "own-supervisor", "/coachId", b => b["colleagueId"] = Lead);
        await RefusedAsync(lead, "unknown-reference", "/colleagueId", b => b["colleagueId"] = TestData.StaffOf("far-support"));
        await RefusedAsync(lead, "unknown-reference", "/coachId", b => b["coachId"] = Guid.NewGuid());
        await RefusedAsync(lead, "unknown-reference", "/classId", b => b["classId"] = Guid.NewGuid());
        await RefusedAsync(lead, "unknown-reference", "/schoolId", b => b["schoolId"] = TestData.Beech);
        await RefusedAsync(lead, "held-in-the-future", "/occurredAt", b => b["occurredAt"] = "2026-11-24T09:00:00Z");
        await RefusedAsync(lead, "next-before-held", "/followUpOn", b => b["followUpOn"] = "2026-11-18");
        using var dsl = await api.ClientAsync("demo-dsl");
        Assert.Equal(HttpStatusCode.Forbidden, (await dsl.PostAsync(Url, Body())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await dsl.ReadAsync(Url + "?from=2026-11-23&to=2026-11-22")).Status);
    }

    private static async Task RefusedAsync(HttpClient client, string code, string pointer, Action<JsonObject> with)
    {
        var body = Body();
        with(body);
        var answer = await client.PostAsync(Url, body);
        Assert.Equal((code, pointer), (answer.Code, answer.Pointer()));
    }

    private static JsonObject Body() => new()
    {
        ["schoolId"] = TestData.Oak,
        ["coachId"] = Lead,
        ["colleagueId"] = Worker,
        ["form"] = "modelled",
        ["occurredAt"] = "2026-11-19T09:15:00Z",
        ["minutes"] = 45,
        ["classId"] = TestData.OakClass,
        ["subject"] = "English",
        ["focus"] = "Settling after break",
        ["tried"] = "canary-tried",
        ["nextStep"] = "Lead it alone",
        ["followUpOn"] = "2026-11-30",
    };
}
