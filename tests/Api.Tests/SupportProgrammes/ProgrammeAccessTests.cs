using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

public class ProgrammeAccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Each_sees_the_own_and_whoever_leads_all_of_them()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var ofWorker = await lead.ProposedAsync();
        var ofLead = await lead.ProposedAsync(new { practitionerId = Lead });
        async Task<(HttpStatusCode, HttpStatusCode)> SeenAsync(string client)
        {
            using var http = await api.ClientAsync(client);
            return ((await http.ReadAsync($"{Url}/{ofWorker.Id}")).Status, (await http.ReadAsync($"{Url}/{ofLead.Id}")).Status);
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), await SeenAsync("demo-support"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), await SeenAsync("far-support"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), await SeenAsync("demo-other-dsl"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), await SeenAsync("demo-teacher"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), await SeenAsync("demo-office"));
        foreach (var client in (string[])["demo-pastoral", "demo-senco", "demo-head", "demo-dsl", "demo-trust-dsl"])
        {
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await SeenAsync(client));
        }

        using var worker = await api.ClientAsync("demo-support");
        Assert.DoesNotContain(ofLead.Id, (await worker.ReadAsync($"{Url}?limit=200")).Data.Select(p => p!["id"]!.GetValue<Guid>()));
        Assert.DoesNotContain(ofLead.Id.ToString(), (await worker.ReadAsync($"/v1/pupils/{TestData.OakPupils[0]}/chronology")).BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_proposes_for_the_own_caseload_or_for_nobody_and_allocates_nothing()
    {
        using var worker = await api.ClientAsync("demo-support");
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.PostAsync(Url, Proposal(new { practitionerId = Lead }))).Status);
        var open = await worker.ProposedAsync(new { practitionerId = (Guid?)null });
        Assert.Equal(["revise", "wait", "withdraw"], open.Actions());
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.TryAsync(open, "allocate", new { practitionerId = Worker })).Status);
        await worker.ThenAsync(open, "wait");
        await worker.ThenAsync(await worker.ProposedAsync(), "wait activate");
    }

    [Fact]
    public async Task A_phase_lead_reads_of_a_group_the_pupils_of_the_phase()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        using var phase = await api.ClientAsync("demo-phase-lead");
        await api.Database.ExecuteAsync("UPDATE pupils SET date_of_birth = '2010-05-04' WHERE id = $1", TestData.OakPupils[5]);
        var reached = (await phase.ReadAsync("/v1/pupils?limit=200")).Data.Select(p => p!["id"]!.GetValue<Guid>()).ToHashSet();
        var all = TestData.OakPupils.ToArray();
        Assert.NotEmpty(all.Except(reached));
        var programme = await lead.ProposedAsync(new { kind = "nurture", pupilIds = all });
        var seen = await phase.ReadAsync($"{Url}/{programme.Id}");
        Assert.Equal(all.Where(reached.Contains).Order(), seen.Json.PupilIds().Order());
        Assert.Empty(seen.Actions());
    }

    [Fact]
    public async Task A_caseload_is_one_s_own_or_of_somebody_at_a_school_of_whoever_leads()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        using var worker = await api.ClientAsync("demo-support");
        using var far = await api.ClientAsync("far-support");
        await lead.ThenAsync(await lead.ProposedAsync(new { minutesPerWeek = 50 }), "wait activate");
        string Of(string client) => $"/v1/staff/{TestData.StaffOf(client)}/caseload";
        Assert.Equal(HttpStatusCode.NotFound, (await worker.ReadAsync(Of("demo-thrive-lead"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync(Of("demo-support"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.ReadAsync(Of("far-support"))).Status);
        var (own, seen) = (await worker.ReadAsync(Of("demo-support")), await lead.ReadAsync(Of("demo-support")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (own.Status, seen.Status));
        Assert.Equal(own.Json["programmes"]!.ToJsonString(), seen.Json["programmes"]!.ToJsonString());
        var oak = own.Json["schools"]!.AsArray().Single()!;
        Assert.Equal(("Oak Primary", 20, false), ((string)oak["name"]!, (int)oak["capacityHours"]!, (bool)oak["isOverCapacity"]!));
    }
}
