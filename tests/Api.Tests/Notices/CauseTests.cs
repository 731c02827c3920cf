using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>With the workers at work: a job that ends tells whoever asked for it, and what is told leaves by itself.</summary>
public sealed class CauseTests(CauseTests.Working world) : IClassFixture<CauseTests.Working>
{
    [Fact]
    public async Task The_end_of_a_job_is_told_to_the_person_who_asked_for_it()
    {
        await world.WantAsync("demo-auditor", new { channels = new[] { "email" }, quietHours = (object?)null, digest = "none" });
        using var auditor = await world.ClientAsync("demo-auditor");
        var job = await auditor.PostAsync("/v1/audit-verifications", new { });
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (world.Mail.Mails.Count == 0 && DateTime.UtcNow < deadline)
        {
            await Task.Delay(100);
        }

        var notice = Assert.Single(await world.NoticesOf("demo-auditor"))!;
        Assert.Equal(("job_succeeded", $"/v1/jobs/{job.Id}"), (notice["kind"]!.GetValue<string>(), notice["link"]!.GetValue<string>()));
        Assert.Contains($"{NoticeWorld.LinkBase}/jobs/{job.Id}", Assert.Single(world.Mail.Mails).Body, StringComparison.Ordinal);
    }

    public sealed class Working : NoticeWorld
    {
        protected override bool RunWorkers => true;
    }
}
