using System.Globalization;
using System.Net;
using PupilSupport.Application.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Jobs;

public sealed class JobListTests(JobLab lab) : IClassFixture<JobLab>, IAsyncLifetime
{
    [Fact]
    public async Task Everybody_lists_their_own_and_the_administrator_the_trust_s()
    {
        var auditor = await lab.ClientAsync("demo-auditor");
        var own = await auditor.PostAsync("/v1/audit-verifications", new { });
        await FireAsync();
        Assert.Equal(own.Id, (await auditor.ReadAsync("/v1/jobs")).Data.Single()!["id"]!.GetValue<Guid>());
        Assert.Empty((await (await lab.ClientAsync("demo-mis")).ReadAsync("/v1/jobs")).Data);
        var admin = await lab.ClientAsync("demo-admin");
        Assert.Equal(4, (await admin.ReadAsync("/v1/jobs")).Data.Count);
        var scheduled = (await admin.ReadAsync($"/v1/jobs?schedule={JobLab.PerSchool}&schoolId={TestData.Beech}")).Data.Single()!;
        Assert.Equal("system", scheduled["requestedBy"]!["clientId"]!.GetValue<string>());
        Assert.Equal("2026-11-23T01:30:00Z", scheduled["requestedBy"]!["dueAt"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.ReadAsync($"/v1/jobs/{scheduled["id"]}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await lab.ClientAsync("demo-support")).ReadAsync("/v1/jobs")).Status);
        Assert.Equal(own.Id, (await admin.ReadAsync($"/v1/jobs?staffId={TestData.StaffOf("demo-auditor")}")).Data.Single()!["id"]!.GetValue<Guid>());
        Assert.Equal(own.Id, (await admin.ReadAsync("/v1/jobs?clientId=demo-auditor")).Data.Single()!["id"]!.GetValue<Guid>());
        Assert.Empty((await admin.ReadAsync("/v1/jobs?kind=roster_import")).Data);
        Assert.Equal(4, (await admin.ReadAsync("/v1/jobs?status=queued&status=running&from=2026-11-23&to=2026-11-23")).Data.Count);
        Assert.Empty((await admin.ReadAsync("/v1/jobs?to=2026-11-22")).Data);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.ReadAsync("/v1/jobs?from=2026-11-23&to=2026-11-22")).Status);
    }

    [Fact]
    public async Task Pages_hold_each_job_once()
    {
        var auditor = await lab.ClientAsync("demo-auditor");
        var made = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await auditor.PostAsync("/v1/audit-verifications", new { })).Id);
            lab.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var read = new List<Guid>();
        for (var url = "/v1/jobs?limit=2"; url is not null;)
        {
            var page = await auditor.ReadAsync(url);
            read.AddRange(page.Data.Select(j => j!["id"]!.GetValue<Guid>()));
            url = page.Json["page"]!["nextCursor"] is { } next ? $"/v1/jobs?limit=2&cursor={next}" : null;
        }

        made.Reverse();
        Assert.Equal(made, read);
    }

    [Fact]
    public async Task The_administrator_sees_when_schedules_run_and_how_they_fared()
    {
        await FireAsync();
        var admin = await lab.ClientAsync("demo-admin");
        var before = (await admin.ReadAsync("/v1/schedules")).Data;
        Assert.Equal([JobLab.PerSchool, JobLab.PerTrust, JobLab.Punctual], before.Select(s => s!["name"]!.GetValue<string>()));
        Assert.Equal("queued", before[0]!["lastRun"]!["outcome"]!.GetValue<string>());
        Assert.Equal(2, before[0]!["lastRun"]!["jobs"]!.GetValue<int>());
        Assert.Equal("2026-11-24T01:30:00Z", before[0]!["nextDueAt"]!.GetValue<string>());
        Assert.Null(before[2]!["lastRun"]);
        lab.Work = (run, _, _) => Task.FromResult(run.SchoolId?.Value == TestData.Oak || run.TrustId.Value == TestData.Elmbridge ? JobOutcome.Failed("no", "No.") : JobOutcome.Succeeded(new(0, 0, 0, 0, 0), [], 0));
        await lab.DrainAsync();
        var after = (await admin.ReadAsync("/v1/schedules")).Data;
        Assert.Equal("failed", after[0]!["lastRun"]!["outcome"]!.GetValue<string>());
        Assert.Equal(1, after[0]!["lastRun"]!["succeeded"]!.GetValue<int>());
        Assert.Equal("succeeded", after[1]!["lastRun"]!["outcome"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Forbidden, (await (await lab.ClientAsync("demo-auditor")).ReadAsync("/v1/schedules")).Status);
    }

    [Fact]
    public async Task An_import_that_failed_is_uploaded_again_rather_than_retried()
    {
        var client = await lab.ClientAsync("demo-mis");
        var import = await Imports.ImportClient.UploadAsync(client, [1, 2, 3]);
        await lab.DrainAsync();
        Assert.Equal("failed", (await client.ReadAsync($"/v1/jobs/{import.Id}")).Text("status"));
        var refused = await client.PostAsync($"/v1/jobs/{import.Id}/retry", new { });
        Assert.Equal((HttpStatusCode.Conflict, "job-input-gone"), (refused.Status, refused.Code));
    }

    public async Task InitializeAsync()
    {
        lab.Work = JobLab.Succeed;
        lab.Clock.Now = TestClock.Monday;
        await lab.Database.ExecuteAsync("DELETE FROM job_errors");
        await lab.Database.ExecuteAsync("DELETE FROM jobs");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task FireAsync()
    {
        await lab.DeclareAsync(DateTimeOffset.Parse("2026-11-23T00:00:00Z", CultureInfo.InvariantCulture));
        await lab.Scheduler.FireAsync(DateTimeOffset.Parse("2026-11-23T07:00:00Z", CultureInfo.InvariantCulture), default);
    }
}
