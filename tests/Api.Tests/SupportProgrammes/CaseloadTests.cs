using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

public class CaseloadTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Report = "/v1/reports/waiting-list";

    [Fact]
    public async Task A_caseload_and_the_report_cost_the_same_for_twenty_as_for_one()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var caseload = $"/v1/staff/{Lead}/caseload";
        await MakeAsync(lead, 1);
        await lead.ReadAsync(caseload);
        await lead.ReadAsync(Report);
        var (few, fewReport) = (await CountAsync(lead, caseload), await CountAsync(lead, Report));
        await MakeAsync(lead, 19);
        Assert.Equal((few, fewReport), (await CountAsync(lead, caseload), await CountAsync(lead, Report)));
        Assert.True(few < 15 && fewReport < 15, $"{few} and {fewReport} commands");
        var full = await lead.ReadAsync(caseload);
        Assert.Equal(20, full.Json["programmes"]!.AsArray().Count);
        Assert.Equal(10m, (decimal)full.Json["schools"]![0]!["waitingHours"]!);
        Assert.Equal(TestData.OakPupils.Count, full.Json["pupils"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_caseload_tells_what_comes_next_what_is_owed_and_what_has_nothing_planned()
    {
        using var worker = await api.ClientAsync("demo-support");
        var idle = await worker.ThenAsync(await worker.ProposedAsync(new { kind = "nurture" }), "wait activate");
        var busy = await worker.ThenAsync(await worker.ProposedAsync(new { kind = "nurture" }), "wait activate");
        var (missed, good) = (Missed(busy.Id, "2026-11-17T10:00:00Z"), Missed(busy.Id, "2026-11-18T10:00:00Z"));
        foreach (var session in new[]
        {
            missed, good,
            new Planted { Programme = busy.Id, StartsAt = DateTimeOffset.Parse("2026-11-19T10:00:00Z", null), MakesGood = good.Id },
            new Planted { Programme = busy.Id, StartsAt = DateTimeOffset.Parse("2026-11-26T10:00:00Z", null), Status = "scheduled" },
            new Planted { Programme = busy.Id, StartsAt = DateTimeOffset.Parse("2026-11-25T10:00:00Z", null), Status = "scheduled", MakesGood = missed.Id },
            new Planted { Programme = idle.Id, StartsAt = DateTimeOffset.Parse("2026-11-24T10:00:00Z", null), Status = "cancelled" },
        })
        {
            await api.Database.PlantAsync(session);
        }

        var caseload = (await worker.ReadAsync($"/v1/staff/{Worker}/caseload")).Json["programmes"]!.AsArray().ToDictionary(p => p!["id"]!.GetValue<Guid>());
        Assert.Equal(("2026-11-25T10:00:00Z", 1), (caseload[busy.Id]!["nextSessionAt"]!.GetValue<string>(), caseload[busy.Id]!["catchUpOwed"]!.GetValue<int>()));
        Assert.Equal((null, 0), (caseload[idle.Id]!["nextSessionAt"]?.GetValue<string>(), caseload[idle.Id]!["catchUpOwed"]!.GetValue<int>()));
        var due = (await worker.ReadAsync("/v1/me/day")).Json["programmes"]!["data"]!.AsArray().Select(p => p!["id"]!.GetValue<Guid>()).ToArray();
        Assert.Contains(idle.Id, due);
        Assert.DoesNotContain(busy.Id, due);
    }

    private static Planted Missed(Guid programme, string at) => new()
    {
        Programme = programme,
        StartsAt = DateTimeOffset.Parse(at, null),
        Status = "missed",
        MissReason = "staff_absent",
        CatchUpOwed = true,
    };

    private static async Task MakeAsync(HttpClient client, int programmes)
    {
        for (var i = 0; i < programmes; i++)
        {
            await client.ThenAsync(await client.ProposedAsync(new { practitionerId = Lead, priority = "soon", pupilIds = new[] { TestData.OakPupils[i % 6] } }), "wait");
        }
    }

    private async Task<int> CountAsync(HttpClient client, string url)
    {
        using var sent = new SentCommands(api.Database);
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync(url)).Status);
        return sent.Count;
    }
}
