using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Imports;

/// <summary>Leases, taken step by step: no worker runs by itself here.</summary>
public sealed class JobTests(ApiFactory api) : IClassFixture<ApiFactory>, IAsyncLifetime
{
    private JobQueue Queue => api.Services.GetRequiredService<JobQueue>();

    private Task<LeasedJob?> LeaseAsync() => Queue.LeaseAsync(Enum.GetValues<JobKind>(), [], default);

    private JobRunner Runner => api.Services.GetRequiredService<JobRunner>();

    [Fact]
    public async Task A_job_of_a_dead_worker_is_resumed_and_the_dead_one_can_change_nothing()
    {
        var client = await api.ClientAsync("demo-mis");
        var accepted = await client.UploadAsync(RosterZip.V11.School("j1", "100001").Users(",j1-1,student,j1,Re,Sumed,,,").ToBytes());
        var dead = await LeaseAsync();
        Assert.Equal(accepted.Id, dead!.Run.Id.Value);
        Assert.Null(await LeaseAsync());
        await ExpireAsync();

        var heir = await LeaseAsync();
        Assert.Equal(2, heir!.Attempt);
        await Runner.RunAsync(dead, default);
        Assert.Equal("running", (await client.ReadAsync($"/v1/jobs/{accepted.Id}")).Text("status"));
        Assert.Equal(0, await CountAsync("external_ids WHERE value = 'j1-1'"));

        await Runner.RunAsync(heir, default);
        Assert.Equal("succeeded", (await client.ReadAsync($"/v1/jobs/{accepted.Id}")).Text("status"));
        Assert.Equal(1, await CountAsync("external_ids WHERE value = 'j1-1'"));
    }

    [Fact]
    public async Task After_the_death_of_three_workers_it_fails_for_all_to_see()
    {
        var client = await api.ClientAsync("demo-mis");
        var accepted = await client.UploadAsync(RosterZip.V11.School("j2", "100001").ToBytes());
        for (var attempt = 1; attempt <= JobQueue.MaxDeaths; attempt++)
        {
            Assert.Equal(attempt, (await LeaseAsync())!.Attempt);
            await ExpireAsync();
        }

        await Runner.RunAsync((await LeaseAsync())!, default);
        var job = await client.ReadAsync($"/v1/jobs/{accepted.Id}");
        Assert.Equal("failed", job.Text("status"));
        Assert.Equal("worker-died", job.Json["error"]!["code"]!.GetValue<string>());
        Assert.Equal(0, await CountAsync("job_input_chunks"));
    }

    [Fact]
    public async Task A_trust_with_many_jobs_does_not_keep_another_waiting()
    {
        var (oak, elm) = (await api.ClientAsync("demo-mis"), await api.ClientAsync("demo-other-mis"));
        var first = await oak.UploadAsync(RosterZip.V11.School("j3-a", "100001").ToBytes());
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await oak.UploadAsync(RosterZip.V11.School("j3-b", "100001").ToBytes());
        var third = await elm.UploadAsync(RosterZip.V11.School("j3-c", "100003").ToBytes());
        var order = new List<Guid>();
        while (await LeaseAsync() is { } job)
        {
            order.Add(job.Run.Id.Value);
            await Runner.RunAsync(job, default);
        }

        Assert.Equal(3, order.Count);
        Assert.True(order.IndexOf(third.Id) < order.IndexOf(second.Id));
        Assert.True(order.IndexOf(first.Id) < order.IndexOf(second.Id));
    }

    [Fact]
    public async Task A_queued_job_is_cancelled_at_once()
    {
        var client = await api.ClientAsync("demo-mis");
        var accepted = await client.UploadAsync(RosterZip.V11.School("j4", "100001").ToBytes());
        Assert.Equal("2", accepted.Raw.Headers.RetryAfter?.ToString());
        Assert.Equal($"/v1/jobs/{accepted.Id}", accepted.Raw.Headers.Location?.ToString());
        Assert.Equal("queued", accepted.Text("status"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PostAsync($"/v1/jobs/{accepted.Id}/cancel", new { }, ifMatch: "\"9\"")).Status);

        var cancelled = await client.PostAsync($"/v1/jobs/{accepted.Id}/cancel", new { });

        Assert.Equal("cancelled", cancelled.Text("status"));
        Assert.Equal("\"2\"", cancelled.ETag);
        Assert.Null(await LeaseAsync());
        var again = await client.PostAsync($"/v1/jobs/{accepted.Id}/cancel", new { });
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal("invalid-transition", again.Code);
        Assert.Equal(1, await CountAsync("audit_entries WHERE record_id = $1 AND action = 'job.cancel'", accepted.Id));
        Assert.Equal(0, await CountAsync("events WHERE record_id = $1", accepted.Id));
    }

    [Fact]
    public async Task A_running_job_is_cancelled_and_undone()
    {
        var client = await api.ClientAsync("demo-mis");
        var users = Enumerable.Range(0, 30_000).Select(i => $",j5-{i},student,j5,Can,Celled,,,");
        var accepted = await client.UploadAsync(RosterZip.V11.School("j5", "100001").Users([.. users]).ToBytes());
        var job = await LeaseAsync();
        await client.PostAsync($"/v1/jobs/{accepted.Id}/cancel", new { });

        await Runner.RunAsync(job!, default);

        Assert.Equal("cancelled", (await client.ReadAsync($"/v1/jobs/{accepted.Id}")).Text("status"));
        Assert.Equal(0, await CountAsync("external_ids WHERE value LIKE 'j5%'"));
        Assert.Equal(0, await CountAsync("job_input_chunks"));
    }

    [Fact]
    public async Task A_repeated_upload_is_one_job()
    {
        var client = await api.ClientAsync("demo-mis");
        var (zip, key) = (RosterZip.V11.School("j6", "100001").ToBytes(), Guid.NewGuid().ToString());
        var first = await client.UploadAsync(zip, key: key);
        var second = await client.UploadAsync(zip, key: key);
        var other = await client.UploadAsync(RosterZip.Minimal, key: key);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal("true", second.Raw.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal("idempotency-key-reused", other.Code);
        Assert.Equal(1, await CountAsync("jobs WHERE status = 'queued'"));
        Assert.Equal(1, await CountAsync("job_input_chunks"));
    }

    [Fact]
    public async Task A_client_that_lost_its_right_since_imports_nothing()
    {
        var client = await api.ClientAsync("demo-mis");
        var accepted = await client.UploadAsync(RosterZip.V11.School("j7", "100001").Users(",j7-1,student,j7,Too,Late,,,").ToBytes());
        await api.Database.ExecuteAsync("UPDATE role_grants SET ends_on = '2026-09-30' WHERE role = 'mis_client'");
        try
        {
            api.Clock.Advance(TimeSpan.FromMinutes(1));
            await Runner.RunAsync((await LeaseAsync())!, default);
        }
        finally
        {
            await api.Database.ExecuteAsync("UPDATE role_grants SET ends_on = NULL WHERE role = 'mis_client'");
            api.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var job = await client.ReadAsync($"/v1/jobs/{accepted.Id}");
        Assert.Equal("insufficient-scope", job.Json["error"]!["code"]!.GetValue<string>());
        Assert.Equal(0, await CountAsync("external_ids WHERE value = 'j7-1'"));
    }

    /// <summary>What an earlier test left waiting would be leased by the next.</summary>
    public async Task InitializeAsync()
    {
        await api.Database.ExecuteAsync("DELETE FROM job_input_chunks");
        await api.Database.ExecuteAsync(
            "UPDATE jobs SET status = 'cancelled', finished_at = now(), lease_token = NULL, lease_until = NULL WHERE finished_at IS NULL");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private Task<int> ExpireAsync() => api.Database.ExecuteAsync("UPDATE jobs SET lease_until = now() - interval '1 second' WHERE status = 'running'");

    private Task<long> CountAsync(string from, params object[] parameters) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}", parameters);
}
