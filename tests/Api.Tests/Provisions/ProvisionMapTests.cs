using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Documents;
using PupilSupport.Api.Tests.Plans;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Plans;
using PupilSupport.TestSupport;
using static PupilSupport.TestSupport.TestData;

namespace PupilSupport.Api.Tests.Provisions;

/// <summary>The clock stands at Monday 23 November 2026; four weeks of the term are left.</summary>
public class ProvisionMapTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly string Map = $"/v1/reports/provision-map?schoolId={Oak}";
    private static readonly string Sums = $"/v1/reports/provision-map/totals?schoolId={Oak}";

    [Fact]
    public async Task Plans_and_programmes_are_counted_together_and_once()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var programme = await ProgrammeRequests.ThenAsync(
            senco, await senco.ProposedAsync(new { kind = "nurture", pupilIds = OakPupils.Take(2), minutesPerWeek = 50, targetSessions = (int?)null, groupName = "Owls" }), "wait activate");
        await api.Database.ExecuteAsync("UPDATE pupils SET sen_provision = 'K', sen_needs = '{SLCN}' WHERE id = $1", OakPupils[1]);
        var provisions = new object[]
        {
            new { text = "A calm start", minutesPerWeek = 25, role = "support_worker" },
            new { text = "The group", minutesPerWeek = 50, role = "support_worker", programmeId = programme.Id },
        };
        var plan = await senco.ActiveAsync(head, OakPupils[0], new { provisions });

        var first = await RowAsync(senco, OakPupils[0]);
        Assert.Equal(["pastoral_support 25 750 3000 1 semh support_worker", "nurture 50 750 3000 2  support_worker"], Lines(first));
        Assert.Equal((75, 1500, 6000, "3 Willow", "4"), (
            first["minutesPerWeek"]!.GetValue<int>(), first["weeklyCostPence"]!.GetValue<int>(), first["termCostPence"]!.GetValue<int>(),
            first["className"]!.GetValue<string>(), first["yearGroup"]!.GetValue<string>()));
        Assert.Equal([plan.Id], first["lines"]![1]!["planIds"]!.AsArray().Select(p => p!.GetValue<Guid>()));
        Assert.Equal(["nurture 50 750 3000 2 communication_interaction support_worker"], Lines(await RowAsync(senco, OakPupils[1])));

        // What is being written does not run yet; what runs is that of the day.
        var draft = await PlanRequests.ThenAsync(senco, plan, "revise");
        draft = await senco.PatchAsync($"{PlanRequests.Url}/{plan.Id}", new { provisions = Array.Empty<object>(), startsOn = "2026-11-30" }, draft.ETag);
        Assert.Equal(2, Lines(await RowAsync(senco, OakPupils[0])).Length);
        Assert.Null(await FindAsync(senco, $"{Map}&on=2026-11-20", OakPupils[0]));
        await PlanRequests.ThenAsync(head, await PlanRequests.ThenAsync(senco, draft, "request-approval"), "approve");

        // One that is approved early leaves the one before it in place until its first day.
        Assert.Equal(2, Lines(await RowAsync(senco, OakPupils[0])).Length);
        Assert.Equal(["nurture"], Lines((await FindAsync(senco, $"{Map}&on=2026-11-30", OakPupils[0]))!).Select(l => l.Split(' ')[0]));

        // Priced by today's policy; a programme that pauses runs no more.
        await ProgrammeRequests.ThenAsync(senco, programme, "pause", new { });
        Assert.Null(await FindAsync(senco, Map, OakPupils[1]));

        // Nor does a plan on the days of its suspension, of which the earlier ones are none.
        plan = await PlanRequests.ThenAsync(senco, await senco.ReadAsync($"{PlanRequests.Url}/{plan.Id}"), "suspend", new { reason = "Away" });
        Assert.Null(await FindAsync(senco, Map, OakPupils[0]));
        await api.Database.ExecuteAsync("UPDATE plans SET suspended_at = '2026-11-24T10:00:00Z' WHERE id = $1", plan.Id);
        Assert.Single(Lines(await RowAsync(senco, OakPupils[0])));
        Assert.Null(await FindAsync(senco, $"{Map}&on=2026-11-24", OakPupils[0]));
        await PlanRequests.ThenAsync(senco, plan, "resume");
        await api.Database.ExecuteAsync("UPDATE plan_suspensions SET suspended_at = '2026-11-22T10:00:00Z', ended_at = '2026-11-24T10:00:00Z' WHERE plan_id = $1", plan.Id);
        Assert.Null(await FindAsync(senco, Map, OakPupils[0]));
        Assert.NotNull(await FindAsync(senco, $"{Map}&on=2026-11-24", OakPupils[0]));
    }

    [Fact]
    public async Task Only_what_the_reader_may_read_of_each_pupil_is_in_it()
    {
        await InsertAsync(PlanType.Healthcare, OakPupils[2], "Catheter", 50);
        await InsertAsync(PlanType.Behaviour, OakPupils[3], "Check in", 30);
        foreach (var (client, seesHealth) in new[] { ("demo-thrive-lead", false), ("demo-senco", true), ("demo-head", true) })
        {
            using var reader = await api.ClientAsync(client);
            Assert.Equal(seesHealth, await FindAsync(reader, $"{Map}&kind=healthcare", OakPupils[2]) is not null);
            Assert.NotNull(await FindAsync(reader, $"{Map}&kind=behaviour", OakPupils[3]));
            var sums = await reader.ReadAsync(Sums);
            Assert.Equal(seesHealth, sums.Json["byKind"]!.AsArray().Any(k => k!["kind"]!.GetValue<string>() == "healthcare"));
        }

        foreach (var (client, url, expected) in new[]
        {
            ("demo-teacher", Map, 403), ("demo-support", Map, 403), ("demo-medical-lead", Sums, 403), ("demo-mis", Map, 403), ("far-dsl", Map, 404), ("far-dsl", Sums, 404),
            ("demo-senco", "/v1/reports/provision-map", 400), ("demo-senco", $"{Map}&on=2029-01-01", 400), ("demo-senco", $"{Map}&kind=magic", 400),
        })
        {
            using var reader = await api.ClientAsync(client);
            Assert.Equal((url, expected), (url, (int)(await reader.ReadAsync(url)).Status));
        }
    }

    [Fact]
    public async Task It_filters_pages_adds_up_and_costs_the_same_however_many_there_are()
    {
        using var senco = await api.ClientAsync("demo-senco");
        await InsertAsync(PlanType.Attendance, OakPupils[4], "Call home", 30);
        await InsertAsync(PlanType.Attendance, OakPupils[5], "Call home", 40);
        await senco.ReadAsync(Map);
        var few = await CountAsync(senco);
        for (var i = 0; i < 4; i++)
        {
            foreach (var type in new[] { PlanType.Individual, PlanType.EarlyHelp, PlanType.Reintegration, PlanType.LacPep }.Skip(i))
            {
                await InsertAsync(type, OakPupils[i + 2], "More", 10);
            }
        }

        Assert.Equal(few, await CountAsync(senco));
        Assert.True(few < 16, $"{few} commands");

        var only = await senco.ReadAsync($"{Map}&kind=attendance&needArea=semh&limit=1");
        var next = await senco.ReadAsync($"{Map}&kind=attendance&needArea=semh&limit=1&cursor={only.Json["page"]!["nextCursor"]}");
        Assert.Equal(new HashSet<Guid>([OakPupils[4], OakPupils[5]]), Ids(only).Concat(Ids(next)).ToHashSet());
        Assert.All(only.Json["data"]!.AsArray(), r => Assert.Equal("attendance", r!["lines"]!.AsArray().Single()!["kind"]!.GetValue<string>()));
        Assert.DoesNotContain(OakPupils[4], Ids(await senco.ReadAsync($"{Map}&classId={OakClass}")));
        Assert.Empty(Ids(await senco.ReadAsync($"{Map}&needArea=sensory_physical")));
        Assert.Empty(Ids(await senco.ReadAsync($"{Map}&yearGroup=6")));
        Assert.Empty(Ids(await senco.ReadAsync($"{Map}&senProvision=E")));

        var all = (await senco.ReadAsync($"{Map}&limit=200")).Json["data"]!.AsArray();
        var sums = (await senco.ReadAsync(Sums)).Json;
        Assert.Equal((all.Count, all.Sum(r => r!["weeklyCostPence"]!.GetValue<int>())), (sums["pupils"]!.GetValue<int>(), sums["weeklyCostPence"]!.GetValue<int>()));
        foreach (var by in new[] { "byClass", "byNeed", "byKind" })
        {
            Assert.Equal(sums["minutesPerWeek"]!.GetValue<int>(), sums[by]!.AsArray().Sum(t => t!["minutesPerWeek"]!.GetValue<int>()));
        }

        var attendance = sums["byKind"]!.AsArray().Single(k => k!["kind"]!.GetValue<string>() == "attendance")!;
        Assert.Equal((2, 70, 2100), (attendance["pupils"]!.GetValue<int>(), attendance["minutesPerWeek"]!.GetValue<int>(), attendance["weeklyCostPence"]!.GetValue<int>()));
    }

    private Task<Guid> InsertAsync(PlanType type, Guid pupil, string text, int minutes) => api.Database.InsertAsync(PlanRows.Active(
        type, pupil, PlanRows.Content(type, new(Guid.NewGuid())) with { Provisions = [new PlanProvision { Text = text, MinutesPerWeek = minutes, Role = Role.SupportWorker }] }));

    private async Task<int> CountAsync(HttpClient client)
    {
        using var sent = new SentCommands(api.Database);
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync(Map)).Status);
        return sent.Count;
    }

    private static async Task<JsonNode> RowAsync(HttpClient client, Guid pupil) => (await FindAsync(client, Map, pupil))!;

    private static async Task<JsonNode?> FindAsync(HttpClient client, string url, Guid pupil) =>
        (await client.ReadAsync($"{url}&limit=200")).Json["data"]!.AsArray().SingleOrDefault(r => r!["pupilId"]!.GetValue<Guid>() == pupil);

    private static IEnumerable<Guid> Ids(Answer page) => page.Json["data"]!.AsArray().Select(r => r!["pupilId"]!.GetValue<Guid>());

    private static string[] Lines(JsonNode row) =>
        [.. row["lines"]!.AsArray().Select(l => string.Join(' ', new[] { "kind", "minutesPerWeek", "weeklyCostPence", "termCostPence", "sharedBy", "needArea", "role" }.Select(m => l![m])))];
}
