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
