using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Referrals.ReferralRequests;

namespace PupilSupport.Api.Tests.Referrals;

/// <summary>What happens to referrals by the clock. Urgent, so that an agency has a school day to answer, is chased after five more, and a manager sees it after ten.</summary>
public class ReferralWatchTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_chaser_on_three_nodes_is_one_and_what_nobody_decides_comes_before_a_manager()
    {
        using var sender = await api.ClientAsync("demo-senco");
        var sent = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync(), External(urgency: "urgent")), "submit");
        Assert.Equal("2026-11-24", sent.Text("answerBy"));
        await WatchAsync("2026-11-30T09:00:00Z");
        Assert.Equal(0L, await ChasersAsync(sent.Id));

        await FireAsync("2026-12-01T09:00:00Z", "2026-12-01T09:30:00Z", "2026-12-01T10:00:00Z");
        var jobs = await LeasedAsync();
        Assert.True(jobs.Count >= 2);
        var runner = api.Services.GetRequiredService<JobRunner>();
        await Task.WhenAll(jobs.Select(j => runner.RunAsync(j, default)));
        await RunAsync();
        Assert.Equal(1L, await ChasersAsync(sent.Id));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM notices WHERE record_id = $1 AND kind = 'referral_unanswered' AND staff_id = $2", sent.Id, TestData.StaffOf("demo-senco")));

        await WatchAsync("2026-12-08T09:00:00Z");
        Assert.Equal(2L, await ChasersAsync(sent.Id));
        Assert.Equal("chase_referral, escalate_referral", await api.Database.ScalarAsync<string>("SELECT string_agg(kind, ', ' ORDER BY kind) FROM work_tasks WHERE source_id = $1", sent.Id));

        using var manager = await api.ClientAsync("demo-senco");
        var now = await manager.ReadAsync($"{Url}/{sent.Id}");
        Assert.NotNull(now.Text("escalatedAt"));
        await manager.DoneAsync(now, "decline", new { reason = "Not eligible", answeredBy = "Intake" });
        await WatchAsync("2026-12-18T09:00:00Z");
        Assert.Equal(2L, await ChasersAsync(sent.Id));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_id = $1 AND ended_at IS NULL", sent.Id));
    }

    private Task<long> ChasersAsync(Guid referral) =>
        api.Database.ScalarAsync<long>("SELECT count(*) FROM referral_contacts WHERE referral_id = $1 AND chaser_number IS NOT NULL", referral);

    private async Task WatchAsync(string time)
    {
        await FireAsync(time);
        await RunAsync();
    }

    private async Task FireAsync(params string[] times)
    {
        foreach (var time in times)
        {
            api.Clock.Now = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
            var scheduler = api.Services.GetRequiredService<Scheduler>();
            await api.Database.ExecuteAsync("DELETE FROM schedules");
            await scheduler.DeclareAsync(api.Clock.Now.AddHours(-1), default);
            await scheduler.FireAsync(api.Clock.Now, default);
        }
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
