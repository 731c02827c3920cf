using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>What the clock does to doses: through the schedule, the job runner and one transaction.</summary>
public class MedicationWatchTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly string AtOak = $"school_id = '{TestData.Oak}'";
    private readonly PlantedMedicines _planted = new(api.Database);

    [Fact]
    public async Task What_nobody_has_said_anything_of_is_missed_once_and_only_where_it_was_owed()
    {
        // Monday 23 November 2026: at 12:00 every day from the Friday before. Windows are 30 minutes.
        var plain = await _planted.OrderAsync(TestData.OakPupils[0], "2026-11-20T08:00Z");
        var told = await _planted.OrderAsync(TestData.OakPupils[1], "2026-11-23T08:00Z");
        var late = await _planted.OrderAsync(TestData.OakPupils[2], "2026-11-23T12:01Z");
        var held = await _planted.OrderAsync(TestData.OakPupils[3], "2026-11-23T08:00Z", until: "2026-11-23T12:10Z", status: "on_hold");
        var heldLater = await _planted.OrderAsync(TestData.OakPupils[4], "2026-11-23T08:00Z", until: "2026-11-23T13:00Z", status: "stopped");
        var draft = await _planted.OrderAsync(TestData.OakPupils[5], null, status: "draft");
        await _planted.SayAsync(told, TestData.OakPupils[1], "not_required", "2026-11-23T12:00Z");

        await api.WatchMedicationAsync("2026-11-23T12:30:00Z");
        Assert.Equal("2026-11-20 12:00 missed", await OfAsync(plain));

        await api.WatchMedicationAsync("2026-11-23T12:35:00Z");
        await api.WatchMedicationAsync("2026-11-23T12:40:00Z");
        Assert.Equal("2026-11-20 12:00 missed,2026-11-23 12:00 missed", await OfAsync(plain));
        Assert.Equal("2026-11-23 12:00 not_required", await OfAsync(told));
        Assert.Null(await OfAsync(late));
        Assert.Null(await OfAsync(held));
        Assert.Equal("2026-11-23 12:00 missed", await OfAsync(heldLater));
        Assert.Null(await OfAsync(draft));

        // The medical lead is told of each, once; the audit, the feed and the chronology have it.
        Assert.Equal(3L, await CountAsync($"notices WHERE kind = 'dose_missed' AND staff_id = '{PlantedMedicines.Lead}'"));
        Assert.Equal(3L, await CountAsync("audit_entries WHERE action = 'medication_administration.watch' AND record_kind = 'medication_administration' AND " + AtOak));
        Assert.Equal(3L, await CountAsync("events WHERE type = 'medication_administration' AND " + AtOak));
        Assert.Equal(3L, await CountAsync("chronology_entries WHERE kind = 'medication_administration' AND " + AtOak));
        Assert.Equal(0L, await CountAsync("jobs WHERE kind = 'medication_watch' AND status = 'failed'"));

        // A Saturday owes nothing.
        await api.WatchMedicationAsync("2026-11-28T14:00:00Z");
        Assert.Equal(0L, await CountAsync("medication_administrations WHERE slot_at >= '2026-11-28' AND " + AtOak));
    }

    [Fact]
    public async Task A_witness_who_does_not_confirm_is_asked_for_by_one_task()
    {
        var order = await _planted.OrderAsync(TestData.BeechPupils[0], "2026-10-01T08:00Z", school: TestData.Beech);
        var witness = TestData.StaffOf("far-dsl");
        var dose = await _planted.SayAsync(order, TestData.BeechPupils[0], "given", "2026-10-01T12:00Z", witness, TestData.Beech);
        await api.WatchMedicationAsync("2026-10-01T12:25:00Z");
        Assert.Equal(0L, await CountAsync($"work_tasks WHERE source_id = '{dose}'"));
        await api.WatchMedicationAsync("2026-10-01T12:35:00Z");
        await api.WatchMedicationAsync("2026-10-01T12:40:00Z");
        Assert.Equal(
            $"confirm_dose_witness high health {witness}",
            await api.Database.ScalarAsync<string>("SELECT string_agg(concat_ws(' ', kind, priority, label, owner_id), ',') FROM work_tasks WHERE source_id = $1", dose));
    }

    [Fact]
    public async Task Two_runs_at_once_and_a_pupil_who_holds_the_medicine_make_no_dose_missed_twice_or_at_all()
    {
        var orders = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            orders.Add(await _planted.OrderAsync(TestData.BeechPupils[1], "2026-10-05T08:00Z", school: TestData.Beech));
        }

        await api.Database.ExecuteAsync("UPDATE medication_orders SET self_held = true WHERE id = $1", orders[0]);
        await api.FireMedicationWatchAsync("2026-10-05T12:00:00Z");
        await api.FireMedicationWatchAsync("2026-10-05T12:05:00Z");
        var queue = api.Services.GetRequiredService<JobQueue>();
        var runner = api.Services.GetRequiredService<JobRunner>();
        var jobs = new List<LeasedJob>();
        while (await queue.LeaseAsync([JobKind.MedicationWatch], [], default) is { } job)
        {
            jobs.Add(job);
        }

        Assert.True(jobs.Count >= 2);
        await Task.WhenAll(jobs.Select(j => runner.RunAsync(j, default)));
        Assert.Equal(19L, await CountAsync($"medication_administrations WHERE school_id = '{TestData.Beech}' AND slot_at = '2026-10-05T11:00Z' AND outcome = 'missed'"));
        Assert.Null(await OfAsync(orders[0]));
    }

    private Task<string?> OfAsync(Guid order) => api.Database.ScalarAsync<string>(
        "SELECT string_agg(to_char(slot_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') || ' ' || outcome, ',' ORDER BY slot_at) FROM medication_administrations WHERE order_id = $1", order);

    private Task<long> CountAsync(string from) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}");
}
