using System.Diagnostics;
using System.Net;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Jobs;

/// <summary>Attempts, giving up, retrying by hand, and turns among trusts.</summary>
public sealed class AttemptTests(JobLab lab) : IClassFixture<JobLab>, IAsyncLifetime
{
    private const string Verifications = "/v1/audit-verifications";

    [Fact]
    public async Task What_always_throws_is_put_off_longer_each_time_and_given_up_into_the_list()
    {
        var auditor = await lab.ClientAsync("demo-auditor");
        var job = await auditor.PostAsync(Verifications, new { });
        lab.Work = (_, _, _) => throw new InvalidOperationException("Always.");
        for (var attempt = 1; attempt < JobQueue.MaxAttempts; attempt++)
        {
            await lab.Runner.RunAsync((await lab.LeaseAsync())!, default);
            var pause = await lab.Database.ScalarAsync<double>("SELECT extract(epoch FROM not_before - updated_at)::float8 FROM jobs WHERE id = $1", job.Id);
            Assert.InRange(pause, Math.Pow(2, attempt) / 2, Math.Pow(2, attempt));
            await lab.Database.ExecuteAsync("UPDATE jobs SET not_before = now() + interval '1 hour' WHERE id = $1", job.Id);
            Assert.Null(await lab.LeaseAsync());
            var waiting = await auditor.ReadAsync($"/v1/jobs/{job.Id}");
            Assert.Equal(("queued", attempt), (waiting.Text("status"), waiting.Json["attempts"]!.GetValue<int>()));
            await lab.HurryAsync();
        }

        Assert.Single(await lab.DrainAsync());
        var failed = (await auditor.ReadAsync("/v1/jobs?status=failed")).Data.Single()!;
        Assert.Equal("attempts-exhausted", failed["error"]!["code"]!.GetValue<string>());
        Assert.Equal("retry", failed["allowedActions"]![0]!.GetValue<string>());
        Assert.DoesNotContain("Always.", failed.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_job_is_retried_by_hand_from_the_start()
    {
        var auditor = await lab.ClientAsync("demo-auditor");
        var job = await auditor.PostAsync(Verifications, new { });
        lab.Work = (_, _, _) => Task.FromResult(JobOutcome.Failed("broken", "Broken.", new JobFinding(JobErrorSeverity.Error, null, null, null, "broken", "Broken.")));
        await lab.DrainAsync();
        var failed = await auditor.ReadAsync($"/v1/jobs/{job.Id}");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await auditor.PostAsync($"/v1/jobs/{job.Id}/retry", new { }, ifMatch: "\"1\"")).Status);

        var retried = await auditor.PostAsync($"/v1/jobs/{job.Id}/retry", new { }, ifMatch: failed.ETag);

        Assert.Equal("queued", retried.Text("status"));
        Assert.Null(retried.Json["error"]);
        Assert.Equal(0, retried.Json["attempts"]!.GetValue<int>());
        Assert.Equal("invalid-transition", (await auditor.PostAsync($"/v1/jobs/{job.Id}/retry", new { })).Code);
        Assert.Equal(1, await CountAsync("audit_entries WHERE record_id = $1 AND action = 'job.retry'", job.Id));
        await lab.DrainAsync();
        Assert.Equal(1, await CountAsync("job_errors WHERE job_id = $1", job.Id));
        lab.Work = JobLab.Succeed;
        await auditor.PostAsync($"/v1/jobs/{job.Id}/retry", new { });
        await lab.DrainAsync();
        Assert.Equal("succeeded", (await auditor.ReadAsync($"/v1/jobs/{job.Id}")).Text("status"));
        Assert.Equal(0, await CountAsync("job_errors WHERE job_id = $1", job.Id));
    }

    [Fact]
    public async Task A_poison_job_stops_no_other()
    {
        var (auditor, admin) = (await lab.ClientAsync("demo-auditor"), await lab.ClientAsync("demo-admin"));
        var poison = await auditor.PostAsync(Verifications, new { });
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        lab.Work = (run, _, _) => run.Id.Value == poison.Id ? throw new InvalidOperationException("Poison.") : JobLab.Succeed(run, null!, default);
        for (var i = 0; i < 20; i++)
        {
            await auditor.PostAsync(Verifications, new { });
        }

        Assert.Equal(21, (await lab.DrainAsync()).Select(j => j.Run.Id).Distinct().Count());
        Assert.Equal(20, (await auditor.ReadAsync("/v1/jobs?status=succeeded")).Data.Count);
        var left = (await admin.ReadAsync("/v1/jobs?status=queued&status=failed")).Data.Single()!;
        Assert.Equal(poison.Id, left["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task A_job_with_which_three_workers_died_is_given_up()
    {
        var auditor = await lab.ClientAsync("demo-auditor");
        var job = await auditor.PostAsync(Verifications, new { });
        for (var death = 0; death < JobQueue.MaxDeaths; death++)
        {
            Assert.Equal(death, (await lab.LeaseAsync())!.Deaths);
            await lab.Database.ExecuteAsync("UPDATE jobs SET lease_until = now() - interval '1 second' WHERE status = 'running'");
        }

        await lab.DrainAsync();
        var failed = await auditor.ReadAsync($"/v1/jobs/{job.Id}");
        Assert.Equal("worker-died", failed.Json["error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_costs_no_attempt()
    {
        var auditor = await lab.ClientAsync("demo-auditor");
        var job = await auditor.PostAsync(Verifications, new { });
        using var stopping = new CancellationTokenSource();
        lab.Work = async (_, _, ct) =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
            throw new UnreachableException();
        };
        await lab.Runner.RunAsync((await lab.LeaseAsync())!, stopping.Token);
        var back = await auditor.ReadAsync($"/v1/jobs/{job.Id}");
        Assert.Equal(("queued", 0), (back.Text("status"), back.Json["attempts"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_thousand_jobs_of_one_trust_do_not_delay_the_one_of_another()
    {
        await FillAsync(TestData.Oakfield, 1000);
        await lab.Runner.RunAsync((await lab.LeaseAsync())!, default);
        await FillAsync(TestData.Elmbridge, 1);
        var next = await lab.LeaseAsync();
        Assert.Equal(TestData.Elmbridge, next!.Run.TrustId.Value);
        await lab.Runner.RunAsync(next, default);
        Assert.Equal(TestData.Oakfield, (await lab.LeaseAsync())!.Run.TrustId.Value);
    }

    [Fact]
    public async Task A_trust_that_holds_its_share_of_a_node_waits_there()
    {
        await FillAsync(TestData.Oakfield, 1);
        Assert.Null(await lab.Queue.LeaseAsync(Enum.GetValues<JobKind>(), [new(TestData.Oakfield)], default));
        Assert.Null(await lab.Queue.LeaseAsync([JobKind.RosterImport], [], default));
        Assert.NotNull(await lab.LeaseAsync());
    }

    [Fact]
    public async Task Two_of_a_kind_never_run_at_once_in_a_trust_whoever_asks()
    {
        await FillAsync(TestData.Oakfield, 50);
        var leased = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => lab.LeaseAsync()));
        Assert.Single(leased, j => j is not null);
    }

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 0, 16)]
    [InlineData(4, 0.5, 12)]
    [InlineData(30, 0, 600)]
    public void A_pause_doubles_up_to_ten_minutes_less_half_by_chance(int attempt, double chance, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), JobQueue.PauseAfter(attempt, chance));

    public async Task InitializeAsync()
    {
        lab.Work = JobLab.Succeed;
        await lab.Database.ExecuteAsync("DELETE FROM job_errors");
        await lab.Database.ExecuteAsync("DELETE FROM jobs");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private Task<int> FillAsync(Guid trust, int count) => lab.Database.ExecuteAsync(
        """
        INSERT INTO jobs (trust_id, id, version, recorded_at, updated_at, kind, status, client_id, subject, request_id, input, progress_done, progress_total,
          created_count, updated_count, unchanged_count, failed_count, skipped_count, errors_total)
        SELECT $1, app_uuidv7(now()), 1, now(), now(), 'audit_verification', 'queued', 'demo-mis', 'demo-mis', 'x', '{}', 0, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(1, $2)
        """,
        trust, count);

    private Task<long> CountAsync(string from, params object[] values) => lab.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}", values);
}
