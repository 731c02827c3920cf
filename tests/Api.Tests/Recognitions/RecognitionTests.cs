using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Supervision;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Recognitions;

public class RecognitionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/recognitions";
    private static readonly Guid One = TestData.OakPupils[0], Other = TestData.OakPupils[5];

    [Fact]
    public async Task It_stands_in_the_record_of_each_pupil_and_tells_none_of_another()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.DoneAsync(Url, Body("Held the door", One, Other));
        Assert.Equal([One, Other], Pupils(made.Json));
        foreach (var pupil in new[] { One, Other })
        {
            var story = await worker.ReadAsync($"/v1/pupils/{pupil}/chronology");
            Assert.Contains("Held the door", story.BodyText, StringComparison.Ordinal);
            Assert.DoesNotContain((pupil == One ? Other : One).ToString(), story.BodyText, StringComparison.OrdinalIgnoreCase);
        }

        // The teacher has the first of them in class, not the other.
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal([One], Pupils((await teacher.ReadAsync($"{Url}/{made.Id}")).Json));
        var list = await teacher.ReadAsync($"{Url}?pupilId={One}&kind=kindness&schoolId={TestData.Oak}&from=2026-11-23&to=2026-11-23");
        Assert.Equal([One], Pupils(Assert.Single(list.Data, r => r!["id"]!.GetValue<Guid>() == made.Id)!));
        Assert.DoesNotContain(made.Id, (await teacher.ReadAsync($"{Url}?pupilId={Other}")).Ids());
    }

    [Fact]
    public async Task Cards_are_marked_as_gone_home_pupil_by_pupil()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.DoneAsync(Url, Body("Tried again", One, Other));
        Assert.Equal(["share", "void"], made.Actions());
        Assert.Null(made.Json["sharedHomeAt"]);
        var first = await worker.PostAsync($"{Url}/{made.Id}/share", new { pupilIds = new[] { One } }, made.ETag);
        Assert.True(first.Status == HttpStatusCode.OK, first.ToString());
        Assert.Equal((One, null), (first.Json["shares"]![0]!["pupilId"]!.GetValue<Guid>(), first.Json["sharedHomeAt"]));
        Assert.Equal("already-shared", (await worker.PostAsync($"{Url}/{made.Id}/share", new { pupilIds = new[] { One } }, first.ETag)).Code);
        Assert.Equal("unknown-reference", (await worker.PostAsync($"{Url}/{made.Id}/share", new { pupilIds = new[] { TestData.OakPupils[2] } }, first.ETag)).Code);

        // Who sees one of them sees that this one's went home, and shares no other's.
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.NotNull((await teacher.ReadAsync($"{Url}/{made.Id}")).Json["sharedHomeAt"]);
        Assert.Equal("already-shared", (await teacher.PostAsync($"{Url}/{made.Id}/share", new { }, first.ETag)).Code);

        var both = await worker.PostAsync($"{Url}/{made.Id}/share", new { }, first.ETag);
        Assert.Equal(2, both.Json["shares"]!.AsArray().Count);
        Assert.Equal(["void"], both.Actions());
        Assert.NotNull(both.Json["sharedHomeAt"]);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await worker.PostAsync($"{Url}/{made.Id}/share", new { }, first.ETag)).Status);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await worker.PostAsync($"{Url}/{made.Id}/share", new { })).Status);
    }

    [Fact]
    public async Task Its_author_and_those_who_lead_void_it()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.DoneAsync(Url, Body("Waited", One));
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);
        Assert.Equal(["share"], (await teacher.ReadAsync($"{Url}/{made.Id}")).Actions());
        using var lead = await api.ClientAsync("demo-pastoral");
        var gone = await lead.PostAsync($"{Url}/{made.Id}/void", new { reason = "Another pupil" }, made.ETag);
        Assert.Equal((HttpStatusCode.OK, "Another pupil"), (gone.Status, gone.Text("voidReason")));
        Assert.Equal("invalid-transition", (await worker.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, gone.ETag)).Code);
        Assert.Equal("invalid-transition", (await worker.PostAsync($"{Url}/{made.Id}/share", new { }, gone.ETag)).Code);
        Assert.DoesNotContain(made.Id, (await worker.ReadAsync(Url)).Ids());
        Assert.Contains(made.Id, (await worker.ReadAsync(Url + "?includeVoid=true")).Ids());
        using var far = await api.ClientAsync("far-support");
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Url}/{made.Id}")).Status);
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        using var teacher = await api.ClientAsync("demo-teacher");
        await RefusedAsync(teacher, Body("x", One, Other), "unknown-reference", "/pupilIds/1");
        await RefusedAsync(teacher, Body("x", One, One), "duplicate-pupil", "/pupilIds");
        await RefusedAsync(teacher, With("occurredAt", "2026-11-24T09:00:00Z"), "recognised-in-the-future", "/occurredAt");
        await RefusedAsync(teacher, With("occurredAt", "2026-11-16T09:00:00Z"), "late-reason-required", "/lateReason");
        await RefusedAsync(teacher, With("schoolId", TestData.Beech.ToString()), "unknown-reference", "/schoolId");
        await RefusedAsync(teacher, With("programmeId", Guid.NewGuid().ToString()), "unknown-reference", "/programmeId");
        await RefusedAsync(teacher, With("supportSessionId", Guid.NewGuid().ToString()), "unknown-reference", "/supportSessionId");
        await RefusedAsync(teacher, With("observationId", Guid.NewGuid().ToString()), "unknown-reference", "/observationId");
        await RefusedAsync(teacher, With("kind", "prize"), "validation-failed", "/kind");
        var words = Body("x", One, TestData.OakPupils[1]);
        words["pupilWords"] = "I did it";
        await RefusedAsync(teacher, words, "pupil-words-of-one", "/pupilWords");
        Assert.Equal(HttpStatusCode.BadRequest, (await teacher.ReadAsync(Url + "?from=2026-11-23&to=2026-11-22")).Status);
        using var machine = await api.ClientAsync("demo-mis");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), ((await machine.ReadAsync(Url)).Status, (await machine.PostAsync(Url, Body("x", One))).Status));
    }

    private static JsonObject With(string member, string value)
    {
        var body = Body("x", One);
        body[member] = value;
        return body;
    }

    private static JsonObject Body(string text, params Guid[] pupils) => new()
    {
        ["schoolId"] = TestData.Oak,
        ["pupilIds"] = new JsonArray([.. pupils.Select(p => (JsonNode)p)]),
        ["kind"] = "kindness",
        ["text"] = text,
        ["occurredAt"] = "2026-11-23T09:00:00Z",
    };

    private static async Task RefusedAsync(HttpClient client, JsonObject body, string code, string pointer)
    {
        var answer = await client.PostAsync(Url, body);
        Assert.Equal((code, pointer), (answer.Code, answer.Pointer()));
    }

    private static Guid[] Pupils(JsonNode recognition) => [.. recognition["pupilIds"]!.AsArray().Select(p => p!.GetValue<Guid>())];
}
