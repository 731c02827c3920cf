using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Supervision;

public class SupervisionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/supervision-records";
    private static readonly Guid Worker = TestData.StaffOf("demo-support"), Thrive = TestData.StaffOf("demo-thrive-lead"), Senco = TestData.StaffOf("demo-senco");

    [Fact]
    public async Task Those_who_took_part_read_what_was_said_and_those_who_lead_that_it_took_place()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var made = await senco.DoneAsync(Url, Group("canary-said"));
        foreach (var client in new[] { "demo-senco", "demo-support", "demo-thrive-lead" })
        {
            using var own = await api.ClientAsync(client);
            var read = await own.ReadAsync($"{Url}/{made.Id}");
            Assert.Equal(("canary-said", "Plan the end"), (read.Text("notes"), read.Json["agreedActions"]![0]!["text"]!.GetValue<string>()));
            Assert.Null(read.Json["_meta"]);
            Assert.Contains(made.Id, (await own.ReadAsync($"{Url}?superviseeId={Worker}&kind=elsa&from=2026-11-19&to=2026-11-19&schoolId={TestData.Oak}")).Ids());
        }

        foreach (var client in new[] { "demo-pastoral", "demo-head" })
        {
            using var lead = await api.ClientAsync(client);
            var read = await lead.ReadAsync($"{Url}/{made.Id}");
            Assert.Equal(["notes", "agreedActions"], read.Json["_meta"]!["redacted"]!.AsArray().Select(n => n!.GetValue<string>()));
            Assert.Equal((null, null, "2026-11-19"), (read.Json["notes"], read.Json["agreedActions"], read.Text("heldOn")));
            var list = await lead.ReadAsync($"{Url}?staffId={Senco}");
            Assert.Contains(made.Id, list.Ids());
            Assert.DoesNotContain("canary-said", list.BodyText, StringComparison.Ordinal);
        }

        using var stranger = await api.ClientAsync("demo-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.ReadAsync($"{Url}/{made.Id}")).Status);
        Assert.DoesNotContain(made.Id, (await stranger.ReadAsync(Url)).Ids());
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.ReadAsync(Url)).Status);
    }

    [Fact]
    public async Task Its_author_and_those_who_lead_void_it_and_it_leaves_the_lists()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.DoneAsync(Url, One());
        Assert.Equal(["void"], made.Actions());
        using var supervisor = await api.ClientAsync("demo-head");
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await worker.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, "\"7\"")).Status);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await worker.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" })).Status);
        using var senco = await api.ClientAsync("demo-senco");
        var gone = await senco.PostAsync($"{Url}/{made.Id}/void", new { reason = "Twice" }, made.ETag);
        Assert.Equal((HttpStatusCode.OK, "Twice"), (gone.Status, gone.Text("voidReason")));
        Assert.Equal("invalid-transition", (await worker.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, gone.ETag)).Code);
        Assert.DoesNotContain(made.Id, (await worker.ReadAsync(Url)).Ids());
        Assert.Contains(made.Id, (await worker.ReadAsync(Url + "?includeVoid=true")).Ids());
    }

    [Fact]
    public async Task Only_those_who_took_part_or_lead_record_it()
    {
        using var dsl = await api.ClientAsync("demo-dsl");
        Assert.Equal(HttpStatusCode.Forbidden, (await dsl.PostAsync(Url, One())).Status);
        using var senco = await api.ClientAsync("demo-senco");
        await senco.DoneAsync(Url, One());
        using var head = await api.ClientAsync("demo-head");
        Assert.Equal(HttpStatusCode.Forbidden, (await head.PostAsync(Url, One())).Status);
    }

    [Theory]
    [InlineData("supervisorId", "01997000-0000-7000-8000-00000000a407", "one-supervisor", null)]
    [InlineData("outsideSupervisor", null, "one-supervisor", null)]
    [InlineData("heldOn", "2026-11-24", "held-in-the-future", "/heldOn")]
    [InlineData("nextDueOn", "2026-11-19", "next-before-held", "/nextDueOn")]
    [InlineData("schoolId", "01997000-0000-7000-8000-0000000000ff", "unknown-reference", "/schoolId")]
    [InlineData("minutes", 4, "validation-failed", "/minutes")]
    [InlineData("form", "crowd", "validation-failed", "/form")]
    public async Task What_cannot_be_is_refused(string member, object? value, string code, string? pointer)
    {
        using var worker = await api.ClientAsync("demo-support");
        var body = One();
        body[member] = value is int number ? number : (string?)value;
        if (value is null)
        {
            body.Remove(member);
            body.Remove("outsideOrganisation");
        }

        var answer = await worker.PostAsync(Url, body);
        Assert.Equal((code, pointer), (answer.Code, pointer is null ? null : answer.Pointer()));
    }

    [Fact]
    public async Task Its_people_are_of_the_school_and_each_is_named_once()
    {
        using var worker = await api.ClientAsync("demo-support");
        await RefusedAsync(worker, One(), "unknown-reference", "/superviseeIds/1", Worker, TestData.StaffOf("far-support"));
        await RefusedAsync(worker, One(), "duplicate-supervisee", "/superviseeIds", Worker, Worker);
        await RefusedAsync(worker, One(), "individual-is-of-one", "/superviseeIds", Worker, Thrive);
        using var senco = await api.ClientAsync("demo-senco");
        await RefusedAsync(senco, Group("x"), "own-supervisor", "/supervisorId", Worker, Senco);
    }

    private static JsonObject One() => new()
    {
        ["schoolId"] = TestData.Oak,
        ["kind"] = "thrive",
        ["form"] = "individual",
        ["heldOn"] = "2026-11-19",
        ["minutes"] = 60,
        ["superviseeIds"] = new JsonArray(Worker),
        ["outsideSupervisor"] = "Dr Menon",
        ["outsideOrganisation"] = "Psychology service",
    };

    private static JsonObject Group(string notes) => new()
    {
        ["schoolId"] = TestData.Oak,
        ["kind"] = "elsa",
        ["form"] = "group",
        ["heldOn"] = "2026-11-19",
        ["minutes"] = 120,
        ["superviseeIds"] = new JsonArray(Worker, Thrive),
        ["supervisorId"] = Senco,
        ["notes"] = notes,
        ["agreedActions"] = new JsonArray(new JsonObject { ["text"] = "Plan the end", ["dueOn"] = "2026-12-04" }),
        ["nextDueOn"] = "2027-01-22",
    };

    private static async Task RefusedAsync(HttpClient client, JsonObject body, string code, string pointer, params Guid[] people)
    {
        body["superviseeIds"] = new JsonArray([.. people.Select(p => (JsonNode)p)]);
        var answer = await client.PostAsync(Url, body);
        Assert.Equal((code, pointer), (answer.Code, answer.Pointer()));
    }
}
