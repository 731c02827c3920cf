using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>What the clock does to doses: through the schedule, the job runner and one transaction.</summary>
public class MedicationWatchTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Lead = TestData.StaffOf("demo-medical-lead");

    [Fact]
    public async Task What_nobody_has_said_anything_of_is_missed_once_and_only_where_it_was_owed()
    {
        // Monday 23 November 2026: at 12:00 every day from the Friday before. Windows are 30 minutes.
        var plain = await OrderAsync(TestData.OakPupils[0], "2026-11-20T08:00Z");
        var told = await OrderAsync(TestData.OakPupils[1], "2026-11-23T08:00Z");
        var late = await OrderAsync(TestData.OakPupils[2], "2026-11-23T12:01Z");
        var held = await OrderAsync(TestData.OakPupils[3], "2026-11-23T08:00Z", until: "2026-11-23T12:10Z", status: "on_hold");
        var heldLater = await OrderAsync(TestData.OakPupils[4], "2026-11-23T08:00Z", until: "2026-11-23T13:00Z", status: "stopped");
        var draft = await OrderAsync(TestData.OakPupils[5], null, status: "draft");
        await SayAsync(told, TestData.OakPupils[1], "not_required", "2026-11-23T12:00Z");

        await WatchAsync("2026-11-23T12:30:00Z");
        Assert.Equal("2026-11-20 12:00 missed", await OfAsync(plain));

        await WatchAsync("2026-11-23T12:35:00Z");
        await WatchAsync("2026-11-23T12:40:00Z");
        Assert.Equal("2026-11-20 12:00 missed,2026-11-23 12:00 missed", await OfAsync(plain));
        Assert.Equal("2026-11-23 12:00 not_required", await OfAsync(told));
        Assert.Null(await OfAsync(late));
        Assert.Null(await OfAsync(held));
        Assert.Equal("2026-11-23 12:00 missed", await OfAsync(heldLater));
        Assert.Null(await OfAsync(draft));

        // The medical lead is told of each, once; the audit, the feed and the chronology have it.
        Assert.Equal(3L, await CountAsync($"notices WHERE kind = 'dose_missed' AND staff_id = '{Lead}'"));
        Assert.Equal(3L, await CountAsync("audit_entries WHERE action = 'medication_administration.watch' AND record_kind = 'medication_administration'"));
        Assert.Equal(3L, await CountAsync("events WHERE type = 'medication_administration'"));
        Assert.Equal(3L, await CountAsync("chronology_entries WHERE kind = 'medication_administration'"));
        Assert.Equal(0L, await CountAsync("jobs WHERE kind = 'medication_watch' AND status <> 'succeeded'"));

        // A Saturday owes nothing.
        await WatchAsync("2026-11-28T14:00:00Z");
        Assert.Equal(0L, await CountAsync("medication_administrations WHERE slot_at >= '2026-11-28'"));
    }

    [Fact]
    public async Task A_witness_who_does_not_confirm_is_asked_for_by_one_task()
    {
        var order = await OrderAsync(TestData.BeechPupils[0], "2026-10-01T08:00Z", school: TestData.Beech);
        var witness = TestData.StaffOf("far-dsl");
        var dose = await SayAsync(order, TestData.BeechPupils[0], "given", "2026-10-01T12:00Z", witness, TestData.Beech);
        await WatchAsync("2026-10-01T12:25:00Z");
        Assert.Equal(0L, await CountAsync($"work_tasks WHERE source_id = '{dose}'"));
        await WatchAsync("2026-10-01T12:35:00Z");
        await WatchAsync("2026-10-01T12:40:00Z");
        Assert.Equal(
            $"confirm_dose_witness high health {witness}",
            await api.Database.ScalarAsync<string>("SELECT string_agg(concat_ws(' ', kind, priority, label, owner_id), ',') FROM work_tasks WHERE source_id = $1", dose));
    }

    private async Task<Guid> OrderAsync(Guid pupil, string? since, string? until = null, string status = "active", Guid? school = null)
    {
        var (consent, order) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await api.Database.ExecuteAsync(
            """
            INSERT INTO medicine_consents (trust_id, id, school_id, pupil_id, status, medicine_name, medicine_key, dose, dose_unit, giver, method, given_at, is_confidential,
              recorded_by_id, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, 'given', 'Amoxicillin', 'amoxicillin', 5, 'ml', 'parental_responsibility', 'paper', '2026-09-02T08:00Z', false, $5, 1, now(), now())
            """, TestData.Oakfield, consent, school ?? TestData.Oak, pupil, Lead);
        await api.Database.ExecuteAsync(
            $"""
            INSERT INTO medication_orders (trust_id, id, school_id, pupil_id, consent_id, status, is_confidential, medicine_name, medicine_key, form, route, schedule, times,
              dose_min, dose_max, dose_unit, allergies, controlled, prescribed, self_held, emergency_access, required_training, starts_on, label_checked_at, verified_by_id,
              verified_at, activated_by_id, activated_at, in_force_since, in_force_until, ended_at, recorded_by_id, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, '{status}', false, 'Amoxicillin', 'amoxicillin', 'liquid', 'oral', 'fixed', ARRAY['12:00'::time],
              5, 5, 'ml', ARRAY[]::text[], false, true, false, false, ARRAY[]::text[], '2026-09-02', '2026-09-02T08:00Z', $6,
              '2026-09-02T08:00Z', {(since is null ? "NULL, NULL" : "$6, '2026-09-02T08:00Z'")}, {Quoted(since)}, {Quoted(until)},
              {(status == "stopped" ? Quoted(until) : "NULL")}, $6, 1, now(), now())
            """, TestData.Oakfield, order, school ?? TestData.Oak, pupil, consent, Lead);
        return order;
    }

    private async Task<Guid> SayAsync(Guid order, Guid pupil, string outcome, string slot, Guid? witness = null, Guid? school = null)
    {
        var id = Guid.CreateVersion7();
        var given = outcome == "given";
        await api.Database.ExecuteAsync(
            $"""
            INSERT INTO medication_administrations (trust_id, id, school_id, pupil_id, order_id, is_confidential, status, outcome, medicine_name, medicine_key, quantity, dose_unit,
              given_at, slot_at, given_by_id, witness_id, witness_status, guard_failures, guard_warnings, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, false, 'recorded', '{outcome}', 'Amoxicillin', 'amoxicillin', {(given ? "5, 'ml'" : "NULL, NULL")}, '{slot}', '{slot}', $6,
              {(witness is { } w ? $"'{w}'" : "NULL")}, '{(witness is null ? "not_required" : "requested")}', ARRAY[]::text[], ARRAY[]::text[], 1, '{slot}', '{slot}')
            """, TestData.Oakfield, id, school ?? TestData.Oak, pupil, order, Lead);
        return id;
    }

    private static string Quoted(string? instant) => instant is null ? "NULL" : $"'{instant}'";

    /// <summary>Lets the schedule of that time fire and runs its job.</summary>
    private async Task WatchAsync(string time)
    {
        api.Clock.Now = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        var scheduler = api.Services.GetRequiredService<Scheduler>();
        await api.Database.ExecuteAsync("DELETE FROM schedules");
        await scheduler.DeclareAsync(api.Clock.Now.AddMinutes(-5), default);
        await scheduler.FireAsync(api.Clock.Now, default);
        var queue = api.Services.GetRequiredService<JobQueue>();
        var runner = api.Services.GetRequiredService<JobRunner>();
        while (await queue.LeaseAsync([JobKind.MedicationWatch], [], default) is { } job)
        {
            await runner.RunAsync(job, default);
        }
    }

    private Task<string?> OfAsync(Guid order) => api.Database.ScalarAsync<string>(
        "SELECT string_agg(to_char(slot_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') || ' ' || outcome, ',' ORDER BY slot_at) FROM medication_administrations WHERE order_id = $1", order);

    private Task<long> CountAsync(string from) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}");
}
