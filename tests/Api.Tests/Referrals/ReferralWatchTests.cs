using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Referrals.ReferralRequests;

namespace PupilSupport.Api.Tests.Referrals;

/// <summary>What happens to referrals by the clock. Needed soon, so that an agency has five school days to answer, is chased after five more, and a manager sees it after ten.</summary>
public class ReferralWatchTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_chaser_on_three_nodes_is_one_and_what_nobody_decides_comes_before_a_manager()
    {
        using var sender = await api.ClientAsync("demo-senco");
        var sent = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync(), External(urgency: "soon")), "submit");
        var safe = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync(), new { service = "dsl", urgency = "soon" }), "submit");
        Assert.Equal("2026-11-30", sent.Text("answerBy"));
        await WatchAsync("2026-12-04T09:00:00Z");
        Assert.Equal(0L, await ChasersAsync(sent.Id));

        await FireAsync("2026-12-07T09:30:00Z");
        await RunTogetherAsync(sent.Id);
        Assert.Equal(1L, await ChasersAsync(sent.Id));
        Assert.Equal(1L, await NoticesAsync(sent.Id, "referral_unanswered", "demo-senco"));
        var twice = await Assert.ThrowsAsync<PostgresException>(() => api.Database.ExecuteAsync(
            "INSERT INTO referral_contacts SELECT (jsonb_populate_record(c, '{\"number\": 99}')).* FROM referral_contacts c WHERE referral_id = $1 AND chaser_number = 1", sent.Id));
        Assert.Equal("referral_contacts_chased_once", twice.ConstraintName);

        foreach (var (time, escalations) in new[] { ("2026-12-14T09:00:00Z", 1L), ("2026-12-15T09:00:00Z", 1L), ("2027-01-11T09:00:00Z", 2L) })
        {
            await WatchAsync(time);
            Assert.Equal((time, escalations), (time, await NoticesAsync(sent.Id, "referral_unanswered", "demo-pastoral")));
        }

        Assert.Equal(3L, await ChasersAsync(sent.Id));
        Assert.Equal("chase_referral, escalate_referral", await api.Database.ScalarAsync<string>("SELECT string_agg(kind, ', ' ORDER BY kind) FROM work_tasks WHERE source_id = $1", sent.Id));
        using var manager = await api.ClientAsync("demo-senco");
        var now = await manager.ReadAsync($"{Url}/{sent.Id}");
        Assert.NotNull(now.Text("escalatedAt"));
        await manager.DoneAsync(now, "decline", new { reason = "Not eligible", answeredBy = "Intake" });
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_id = $1 AND ended_at IS NULL", sent.Id));
        await IsToldOnlyToThoseWhoSeeItAsync(safe);
        await IsToldOnADayWithoutSchoolAsync();
    }

    /// <summary>A late task about safeguarding is shown to the head, not to the role of the policy.</summary>
    private async Task IsToldOnlyToThoseWhoSeeItAsync(Answer safe)
    {
        await api.SweepTasksAsync("2027-01-11T10:10:00Z");
        foreach (var (name, sees) in new[] { ("demo-pastoral", false), ("demo-head", true) })
        {
            using var reader = await api.ClientAsync(name);
            var seen = (await reader.ReadAsync($"/v1/tasks?pupilId={safe.Text("pupilId")}")).Json["data"]!.AsArray().Select(t => t!["kind"]!.GetValue<string>()).Order();
            Assert.Equal((name, sees ? "escalate_referral triage_referral" : ""), (name, string.Join(' ', seen)));
            var told = await api.Database.ScalarAsync<long>(
                "SELECT count(*) FROM notices WHERE staff_id = $2 AND (record_id = $1 OR record_id IN (SELECT id FROM work_tasks WHERE source_id = $1))", safe.Id, TestData.StaffOf(name));
            Assert.Equal((name, sees), (name, told > 0));
        }
    }

    private async Task IsToldOnADayWithoutSchoolAsync()
    {
        api.Clock.Now = DateTimeOffset.Parse("2027-01-16T09:00:00Z", CultureInfo.InvariantCulture);
        using var sender = await api.ClientAsync("demo-senco");
        var sent = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync(), External(urgency: "emergency")), "submit");
        Assert.Equal("2027-01-18", sent.Text("answerBy"));
        Assert.Equal((1L, 1L), (await NoticesAsync(sent.Id, "referral_assigned", "demo-dsl"), await NoticesAsync(sent.Id, "referral_assigned", "demo-head")));
    }

    /// <summary>
    /// Runs one tick of the trust three times at once, as nodes do of which two have lost their lease and do not know it. Every run has read before
    /// one of them writes: the referral is held until all wait.
    /// </summary>
    private async Task RunTogetherAsync(Guid referral)
    {
        var (job, runner) = ((await LeasedAsync()).Single(j => j.Run.TrustId.Value == TestData.Oakfield), api.Services.GetRequiredService<JobRunner>());
        await using var holder = new NpgsqlConnection(api.Database.Administrator);
        await holder.OpenAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT 1 FROM referrals WHERE id = $1 FOR UPDATE", holder, held) { Parameters = { new() { Value = referral } } })
        {
            await hold.ExecuteScalarAsync();
        }

        var runs = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => runner.RunAsync(job, default)));
        while (!runs.IsCompleted && await api.Database.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < 3)
        {
            await Task.Yield();
        }

        Assert.False(runs.IsCompleted);
        await held.CommitAsync();
        await runs;
        await RunAsync();
    }

    private Task<long> NoticesAsync(Guid record, string kind, string name) =>
        api.Database.ScalarAsync<long>("SELECT count(*) FROM notices WHERE record_id = $1 AND kind = $2 AND staff_id = $3", record, kind, TestData.StaffOf(name));

    private Task<long> ChasersAsync(Guid referral) =>
        api.Database.ScalarAsync<long>("SELECT count(*) FROM referral_contacts WHERE referral_id = $1 AND chaser_number IS NOT NULL", referral);

    private async Task WatchAsync(string time)
    {
        await FireAsync(time);
        await RunAsync();
    }

    private async Task FireAsync(string time)
    {
        api.Clock.Now = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        var scheduler = api.Services.GetRequiredService<Scheduler>();
        await api.Database.ExecuteAsync("DELETE FROM schedules");
        await scheduler.DeclareAsync(api.Clock.Now.AddHours(-1), default);
        await scheduler.FireAsync(api.Clock.Now, default);
    }

    private async Task RunAsync()
    {
        var runner = api.Services.GetRequiredService<JobRunner>();
        foreach (var job in await LeasedAsync())
        {
            await runner.RunAsync(job, default);
        }
    }

    private async Task<List<LeasedJob>> LeasedAsync()
    {
        var (queue, jobs) = (api.Services.GetRequiredService<JobQueue>(), new List<LeasedJob>());
        while (await queue.LeaseAsync([JobKind.ReferralWatch], [], default) is { } job)
        {
            jobs.Add(job);
        }

        return jobs;
    }
}
