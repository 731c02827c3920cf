using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medicines.MedicineRequests;

namespace PupilSupport.Api.Tests.Medicines;

/// <summary>What the clock does to consents and orders. One timeline.</summary>
public class MedicineClockTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly object Asked = new { givenAt = (string?)null, method = (string?)null };

    [Fact]
    public async Task Consents_are_chased_and_run_out_and_orders_end_each_once()
    {
        using var lead = await api.ClientAsync(Lead);
        var chased = Done(await lead.PostAsync(Consents, Consent(await api.ContactAsync(), with: Asked)), 201);
        var ended = await api.ActiveOrderAsync(lead, with: new { startsOn = "2026-11-01", endsOn = "2026-12-15" });
        var course = await api.ActiveOrderAsync(lead, with: new { startsOn = "2026-11-23", endsOn = "2026-11-27" });
        var runsOut = await api.ConsentedAsync(lead, with: new { givenAt = "2026-09-02T08:00:00Z", expiresOn = "2026-12-01" });
        var fixedOrder = Done(await lead.ActAsync(await api.VerifiedAsync(lead, Order(runsOut.Id, with: new { endsOn = (string?)null })), "activate", new { }), 200);
        var rescue = Done(await lead.ActAsync(await api.VerifiedAsync(lead, Order(runsOut.Id, with: new { endsOn = (string?)null, schedule = "emergency" })), "activate", new { }), 200);

        var confidential = Done(await lead.PostAsync(Consents, Consent(null, with: new
        {
            givenAt = "2026-09-02T08:00:00Z",
            expiresOn = "2026-12-18",
            selfConsent = new { assessedNote = "Understands it", confidential = true },
        })), 201);

        // On the first day nothing is overdue, and what runs out within the policy's 30 days is named; a course of a week is not.
        using (await RunAsync("2026-11-23T10:10:00Z"))
        {
            Assert.Null(await TasksOfAsync(chased.Id));
            Assert.Equal("renew_medicine_consent open health medical_lead", await TasksOfAsync(runsOut.Id));
            Assert.Equal("renew_medication_order open health medical_lead", await TasksOfAsync(ended.Id));
            Assert.Null(await TasksOfAsync(course.Id));
            Assert.Equal("renew_medicine_consent open health medical_lead", await TasksOfAsync(confidential.Id));
        }

        // Five days after it was asked for: not before the fifth is over.
        using (await RunAsync("2026-11-27T10:10:00Z"))
        {
            Assert.Null(await TasksOfAsync(chased.Id));
        }

        using (var later = await RunAsync("2026-11-28T10:10:00Z"))
        {
            Assert.Equal("obtain_medicine_consent open health medical_lead", await TasksOfAsync(chased.Id));
            Assert.Equal(("ended", "The last day of the order is over."), await OrderAsync(later, course.Id));
            Done(await later.ActAsync(chased, "give", new { givenAt = "2026-11-28T10:00:00Z", method = "paper" }), 200);
            Assert.Equal("obtain_medicine_consent done health medical_lead", await TasksOfAsync(chased.Id));
        }

        // The last day counts whole; on the day after it is over, and so is what it asked for.
        using (var last = await RunAsync("2026-12-01T10:10:00Z"))
        {
            Assert.Equal("given", (await last.ReadAsync($"{Consents}/{runsOut.Id}")).Text("status"));

            // Meanwhile both are late, so that others see them too; of whom the confidential one is they do not learn.
            using var pastoral = await api.ClientAsync("demo-pastoral");
            var tasks = await pastoral.ReadAsync("/v1/tasks?limit=200");
            Assert.Contains(tasks.Data, t => t!["kind"]!.GetValue<string>() == "renew_medicine_consent" && t["pupilId"] is not null);
            Assert.Contains(tasks.Data, t => t!["kind"]!.GetValue<string>() == "renew_medicine_consent" && t["pupilId"] is null);
            Assert.Equal(404, (int)(await pastoral.ReadAsync($"{Consents}/{confidential.Id}")).Status);
        }

        using var after = await RunAsync("2026-12-02T10:10:00Z");
        Assert.Equal("expired", (await after.ReadAsync($"{Consents}/{runsOut.Id}")).Text("status"));
        Assert.Equal("renew_medicine_consent cancelled health medical_lead", await TasksOfAsync(runsOut.Id));
        Assert.Equal(("on_hold", "The consent has expired."), await OrderAsync(after, fixedOrder.Id));
        Assert.Equal("active", (await after.ReadAsync($"{Orders}/{rescue.Id}")).Text("status"));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM notices WHERE kind = 'medication_order_interrupted' AND record_id = $1 AND staff_id = $2", fixedOrder.Id, TestData.StaffOf(Lead)));

        // It goes on when there is a new consent, and not before.
        var held = await after.ReadAsync($"{Orders}/{fixedOrder.Id}");
        Assert.Equal((422, "consent-not-given", ""), (await after.ActAsync(held, "resume", new { reason = "x" })).Refusal());
        var next = await api.ConsentedAsync(after, with: new { givenAt = "2026-12-02T09:00:00Z" });
        var resumed = Done(await after.ActAsync(held, "resume", new { reason = "New form", consentId = next.Id }), 200);
        Assert.Equal(("active", next.Id), (resumed.Text("status"), resumed.Json["consentId"]!.GetValue<Guid>()));

        Assert.Equal("system medicine-upkeep", await TextAsync("SELECT concat_ws(' ', client_id, subject) FROM audit_entries WHERE action = 'medicine.upkeep' AND record_id = $1", runsOut.Id));
    }

    private static async Task<(string, string)> OrderAsync(HttpClient client, Guid id)
    {
        var order = await client.ReadAsync($"{Orders}/{id}");
        return (order.Text("status"), order.Text("stateReason"));
    }

    /// <summary>Lets the schedules of the day up to that time fire and runs their jobs.</summary>
    private async Task<HttpClient> RunAsync(string time)
    {
        api.Clock.Now = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        var scheduler = api.Services.GetRequiredService<Scheduler>();
        await api.Database.ExecuteAsync("DELETE FROM schedules");
        await scheduler.DeclareAsync(api.Clock.Now.AddHours(-11), default);
        await scheduler.FireAsync(api.Clock.Now, default);
        var queue = api.Services.GetRequiredService<JobQueue>();
        var runner = api.Services.GetRequiredService<JobRunner>();
        foreach (var kind in new[] { JobKind.MedicineUpkeep, JobKind.TaskSweep })
        {
            while (await queue.LeaseAsync([kind], [], default) is { } job)
            {
                await runner.RunAsync(job, default);
            }
        }

        Assert.Null(await api.Database.ScalarAsync<string>(
            "SELECT string_agg(concat_ws(' ', kind, status, error_code, error_message), ',') FROM jobs WHERE kind IN ('task_sweep', 'medicine_upkeep') AND status <> 'succeeded'"));
        return await api.ClientAsync(Lead);
    }

    private Task<string?> TasksOfAsync(Guid source) =>
        TextAsync("SELECT string_agg(concat_ws(' ', kind, status, label, team), ',' ORDER BY recorded_at) FROM work_tasks WHERE source_id = $1", source);

    private Task<string?> TextAsync(string sql, Guid id) => api.Database.ScalarAsync<string>(sql, id);
}
