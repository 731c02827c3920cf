using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Infrastructure.Feed;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.AuditEntries;

public sealed class AuditVerificationTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task The_job_says_how_many_entries_hold_and_names_the_first_break()
    {
        using var auditor = await api.ClientAsync("demo-auditor");
        await auditor.ReadAsync("/v1/audit-entries");
        await auditor.ReadAsync("/v1/audit-entries");
        var intact = await VerifyAsync(auditor);
        Assert.Equal("succeeded", intact.Text("status"));
        Assert.True(intact.Json["counts"]!["unchanged"]!.GetValue<int>() >= 2);

        await api.Database.ExecuteAsync("UPDATE audit_entries SET subject = 'somebody else' WHERE seq = 1");
        var broken = await VerifyAsync(auditor);
        Assert.Equal(("failed", "audit-chain-broken"), (broken.Text("status"), broken.Json["error"]!["code"]!.GetValue<string>()));
        var errors = await auditor.ReadAsync($"/v1/jobs/{broken.Id}/errors");
        Assert.Equal("audit-entry-altered", Assert.Single(errors.Data)!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Only_the_auditor_may()
    {
        using var head = await api.ClientAsync("demo-head");
        var answer = await head.PostAsync("/v1/audit-verifications", new { });
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (answer.Status, answer.Code));
    }

    private async Task<Answer> VerifyAsync(HttpClient auditor)
    {
        await api.Services.GetRequiredService<Sequencer>().SealAsync(default);
        var accepted = await auditor.PostAsync("/v1/audit-verifications", new { });
        Assert.Equal((HttpStatusCode.Accepted, $"/v1/jobs/{accepted.Id}"), (accepted.Status, accepted.Raw.Headers.Location!.OriginalString));
        var job = await api.Services.GetRequiredService<JobQueue>().LeaseAsync(Enum.GetValues<PupilSupport.Domain.Jobs.JobKind>(), [], default);
        await api.Services.GetRequiredService<JobRunner>().RunAsync(job!, default);
        return await auditor.ReadAsync($"/v1/jobs/{accepted.Id}");
    }
}
