using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Training.TrainingRequests;

namespace PupilSupport.Api.Tests.Training;

/// <summary>What the clock does to training. One timeline.</summary>
public class TrainingExpiryTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task What_runs_out_is_listed_asked_for_once_and_settled_by_its_renewal()
    {
        Answer asthma, renewed, lasting;
        using (var lead = await api.ClientAsync("demo-medical-lead"))
        {
            asthma = await lead.TrainedAsync(Completed("2025-12-15", "asthma"));
            renewed = await lead.TrainedAsync(Completed("2025-12-01", "diabetes"));
            await lead.TrainedAsync(Completed("2026-11-01", "diabetes"));
            lasting = await lead.TrainedAsync(Completed("2016-01-01", "elsa"));
            await lead.TrainedAsync(Completed("2024-01-01", "minibus", expiresOn: "2026-11-22"));
            Assert.Equal("expiring", asthma.Text("status"));
            Assert.Equal((string[])["asthma", "diabetes"], await TypesAsync(lead, "?status=expiring"));
            Assert.Equal((string[])["asthma"], await TypesAsync(lead, "?status=expiring&isLatest=true"));
            Assert.Equal((string[])["minibus"], await TypesAsync(lead, "?status=expired"));
            Assert.Equal((string[])["diabetes", "elsa"], await TypesAsync(lead, "?status=completed"));
            Assert.Equal((string[])["asthma"], await TypesAsync(lead, "?expiresFrom=2026-12-10&expiresTo=2026-12-31"));
        }

        await api.SweepTasksAsync("2026-11-24T09:10:00Z");
        await api.SweepTasksAsync("2026-11-25T09:10:00Z");
        Assert.Equal(
            $"{asthma.Id} renew_training open {Worker} 2026-12-15 standard",
            await api.Database.ScalarAsync<string>("SELECT string_agg(concat_ws(' ', source_id, kind, status, owner_id, due_on, label), ',') FROM work_tasks WHERE source_kind = 'training_record'"));
        using (var worker = await api.ClientAsync("demo-support"))
        {
            Assert.Contains((await worker.ReadAsync("/v1/me/tasks")).Data, t => t!["source"]!["self"]!.GetValue<string>() == $"{Url}/{asthma.Id}");
        }

        using (var lead = await api.ClientAsync("demo-medical-lead"))
        {
            await lead.TrainedAsync(Completed("2026-11-25", "asthma"));
            Assert.Equal("completed", (await lead.ReadAsync($"{Url}/{lasting.Id}")).Text("status"));
        }

        Assert.Equal("done", await StatusAsync(asthma.Id));
        Assert.Null(await StatusAsync(renewed.Id));

        await api.SweepTasksAsync("2026-11-26T09:10:00Z");
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_kind = 'training_record'"));
        await api.SweepTasksAsync("2027-10-01T09:10:00Z");
        using var later = await api.ClientAsync("demo-medical-lead");
        Assert.Equal("expired", (await later.ReadAsync($"{Url}/{asthma.Id}")).Text("status"));
        Assert.Equal(3L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_kind = 'training_record'"));
        var revoked = await later.ReadAsync($"{Url}?type=asthma&status=expiring");
        var record = await later.ReadAsync($"{Url}/{revoked.Data[0]!["id"]!.GetValue<Guid>()}");
        Assert.Equal("revoked", (await later.TrainingDoAsync(record, "revoke", new { reason = "Wrong certificate", revokedOn = "2026-11-25" })).Text("status"));
        Assert.Equal("cancelled", await StatusAsync(record.Id));
    }

    private Task<string?> StatusAsync(Guid record) => api.Database.ScalarAsync<string>("SELECT max(status) FROM work_tasks WHERE source_id = $1", record);

    private static async Task<string[]> TypesAsync(HttpClient client, string query) =>
        [.. (await client.ReadAsync(Url + query)).Data.Select(r => r!["type"]!.GetValue<string>()).Order()];
}
