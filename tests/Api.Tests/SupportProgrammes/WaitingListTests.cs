using System.Net;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

/// <summary>What the clock does to those who wait. One timeline.</summary>
public class WaitingListTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Report = "/v1/reports/waiting-list";

    [Fact]
    public async Task Who_waits_too_long_is_reported_asked_for_and_counted_when_it_starts()
    {
        using (var lead = await api.ClientAsync("demo-pastoral"))
        {
            var urgent = await lead.ThenAsync(await lead.ProposedAsync(new { priority = "urgent" }), "wait");
            var soon = await lead.ThenAsync(await lead.ProposedAsync(new { priority = "soon", practitionerId = (Guid?)null }), "wait");
            var routine = await lead.ThenAsync(await lead.ProposedAsync(new { plannedEndOn = "2026-11-27" }), "wait activate");
            Assert.Equal(
                [urgent.Id, soon.Id],
                (await lead.ReadAsync($"{Url}?status=waiting&sort=targetStartOn")).Data.Select(p => p!["id"]!.GetValue<Guid>()));
            Assert.Equal([soon.Id], (await lead.ReadAsync($"{Url}?isUnallocated=true")).Data.Select(p => p!["id"]!.GetValue<Guid>()));
            Assert.Empty((await lead.ReadAsync(Report)).Json["breaches"]!.AsArray());
        }

        // The target of the urgent one was Monday the 30th; on Wednesday it is two school days late.
        await api.SweepTasksAsync("2026-12-02T09:10:00Z");
        using var later = await api.ClientAsync("demo-pastoral");
        var report = await later.ReadAsync(Report);
        Assert.Equal(HttpStatusCode.OK, report.Status);
        var breach = report.Json["breaches"]!.AsArray().Single()!;
        Assert.Equal(("urgent", "2026-11-30", 7, 2), ((string)breach["priority"]!, (string)breach["targetStartOn"]!, (int)breach["schoolDaysWaited"]!, (int)breach["schoolDaysLate"]!));
        Assert.Equal(
            ["urgent 5 1 1 7 0 0", "soon 15 1 0 7 0 0", "routine 30 0 0  1 0"],
            report.Json["schools"]!.AsArray().Single()!["priorities"]!.AsArray().Select(p => string.Join(' ', p!.AsObject().Select(m => m.Value?.ToString()))));
        var late = await later.ReadAsync($"{Url}/{(string)breach["id"]!}");
        Assert.True((bool)late.Json["isBreached"]!);

        // Its practitioner is asked to start it, and the one whose planned end is over to be ended; each once.
        await api.SweepTasksAsync("2026-12-02T10:10:00Z");
        Assert.Equal("end_support_programme open,start_support_programme open", await TasksAsync());
        using var lastly = await api.ClientAsync("demo-pastoral");
        using var worker = await api.ClientAsync("demo-support");
        Assert.Equal(["end_support_programme", "start_support_programme"], (await worker.ReadAsync("/v1/me/tasks")).Data.Select(t => (string)t!["kind"]!).Where(k => k != "supervision_due").Order());
        Assert.Equal(2, (await worker.ReadAsync("/v1/me/day")).Json["programmes"]!["data"]!.AsArray().Count);

        var started = await worker.ThenAsync(late, "activate");
        Assert.True((bool)started.Json["isBreached"]!);
        var running = (await worker.ReadAsync($"{Url}?status=active&priority=routine")).Data.Single()!;
        var extended = await worker.PatchAsync($"{Url}/{(string)running["id"]!}", new { plannedEndOn = "2027-02-12" }, $"\"{running["version"]}\"");
        Assert.Equal(HttpStatusCode.OK, extended.Status);
        Assert.Equal("end_support_programme cancelled,start_support_programme done", await TasksAsync());
        Assert.Equal(
            "urgent 5 0 0  1 1",
            (await lastly.ReadAsync(Report)).Json["schools"]!.AsArray().Single()!["priorities"]!.AsArray().Select(p => string.Join(' ', p!.AsObject().Select(m => m.Value?.ToString()))).First());

        foreach (var bad in (string[])["from=2026-11-01&to=2026-10-01", "from=2024-01-01", "school=1"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await lastly.ReadAsync($"{Report}?{bad}")).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await worker.ReadAsync(Report)).Status);
    }

    private Task<string?> TasksAsync() => api.Database.ScalarAsync<string>(
        "SELECT string_agg(concat_ws(' ', kind, status), ',' ORDER BY kind) FROM work_tasks WHERE source_kind = 'support_programme' AND kind <> 'supervision_due'");
}
