using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Attachments;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Attachments.AttachmentRequests;

namespace PupilSupport.Api.Tests.Attachments;

/// <summary>With a scanner, over TCP. No worker runs by itself: each scan is asked for.</summary>
public sealed class AttachmentScanTests(AttachmentScanTests.ScannedApi api) : IClassFixture<AttachmentScanTests.ScannedApi>, IAsyncLifetime
{
    private static readonly Guid Pupil = TestData.OakPupils[0];

    private AttachmentScans Scans => api.Services.GetRequiredService<AttachmentScans>();

    [Fact]
    public async Task A_file_waits_for_the_scanner_and_is_then_there()
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(Pupil, TestFiles.Pdf("clean", 700_000));
        Assert.Equal("pending", made.Text("state"));
        Assert.Equal((HttpStatusCode.Conflict, "not-downloadable"), await client.AskTicketAsync(made.Id) is var refused ? (refused.Status, refused.Code) : default);

        Assert.True(await Scans.RunNextAsync(default));
        var clean = await client.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal(("clean", "\"2\""), (clean.Text("state"), clean.ETag));
        Assert.Equal(TestFiles.Pdf("clean", 700_000), await client.DownloadAsync(made.Id));
        Assert.False(await Scans.RunNextAsync(default));
        Assert.Equal("system attachment-scanner attachment.clean", await api.Database.ScalarAsync<string>(
            "SELECT concat_ws(' ', client_id, subject, action) FROM audit_entries WHERE record_id = $1 AND record_version = 2", made.Id));
        Assert.Equal(2L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1", made.Id));
    }

    [Fact]
    public async Task What_is_infected_is_destroyed_and_told()
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(TestData.OakPupils[1], TestFiles.Pdf(TestFiles.Eicar, 600_000));
        await Scans.RunNextAsync(default);
        var found = await client.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal(("infected", ClamdServer.Finding), (found.Text("state"), found.Text("finding")));
        Assert.Equal(["withdraw"], found.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>()));
        Assert.Equal("not-downloadable", (await client.AskTicketAsync(made.Id)).Code);
        Assert.Equal(0L, await CountAsync("stored_files f WHERE NOT EXISTS (SELECT FROM attachments a WHERE a.file_id = f.id)"));
        Assert.Equal(0L, await CountAsync("stored_file_pieces p WHERE NOT EXISTS (SELECT FROM attachments a WHERE a.file_id = p.file_id)"));
        Assert.Equal("0 0", await api.Database.ScalarAsync<string>("SELECT concat_ws(' ', files, bytes) FROM attachment_totals WHERE record_id = $1", TestData.OakPupils[1]));
        Assert.True(api.Logs.Contain("Security: an attachment is infected"));
        Assert.Equal(1L, await CountAsync("audit_entries WHERE action = 'attachment.infected'"));

        // Whoever sent it and the school's DSL are told, without a word of what it was.
        foreach (var who in new[] { "demo-senco", "demo-dsl" })
        {
            Assert.Equal(1L, await CountAsync($"notices WHERE kind = 'attachment_infected' AND record_id = '{made.Id}' AND staff_id = '{TestData.StaffOf(who)}'"));
        }

        // The same file may be sent again, to be found again.
        await client.UploadedAsync(TestData.OakPupils[1], TestFiles.Pdf(TestFiles.Eicar, 600_000));
        await Scans.RunNextAsync(default);
    }

    [Theory]
    [InlineData(ClamdMood.Failing)]
    [InlineData(ClamdMood.Silent)]
    [InlineData(ClamdMood.Cutting)]
    [InlineData(ClamdMood.Mumbling)]
    public async Task Without_a_whole_verdict_it_waits_and_is_asked_again(ClamdMood mood)
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(Pupil, TestFiles.Pdf($"mood {mood}", 800_000));
        api.Clamd.Mood = mood;
        Assert.True(await Scans.RunNextAsync(default));
        Assert.Equal("pending", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
        Assert.False(await Scans.RunNextAsync(default));

        api.Clamd.Mood = ClamdMood.Honest;
        await api.Database.ExecuteAsync("UPDATE attachments SET scan_due_at = now() WHERE id = $1", made.Id);
        Assert.True(await Scans.RunNextAsync(default));
        Assert.Equal("clean", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
    }

    [Fact]
    public async Task After_many_failures_it_is_given_up_until_the_night()
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(Pupil, TestFiles.Pdf("given up"));
        api.Clamd.Mood = ClamdMood.Failing;
        for (var attempt = 1; attempt <= ScanQueue.MaxAttempts; attempt++)
        {
            Assert.Equal("pending", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
            await api.Database.ExecuteAsync("UPDATE attachments SET scan_due_at = now() WHERE id = $1", made.Id);
            Assert.True(await Scans.RunNextAsync(default));
        }

        Assert.Equal("scan_failed", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
        api.Clamd.Mood = ClamdMood.Honest;
        Assert.Equal(1, (await UpkeepAsync()).Counts.Updated);
        Assert.Equal("pending", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
        await Scans.RunNextAsync(default);
        Assert.Equal("clean", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
    }

    [Fact]
    public async Task Two_workers_scan_a_file_once_and_a_dead_ones_file_is_scanned_by_another()
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(Pupil, TestFiles.Pdf("dead worker"));
        var before = api.Clamd.Scans;
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Scans.RunNextAsync(default)))).Count(ran => ran));
        Assert.Equal(before + 1, api.Clamd.Scans);

        var another = await client.UploadedAsync(Pupil, TestFiles.Pdf("dead worker too"));
        Assert.NotNull(await api.Services.GetRequiredService<ScanQueue>().LeaseAsync(default));
        Assert.False(await Scans.RunNextAsync(default));
        await api.Database.ExecuteAsync("UPDATE attachments SET scan_lease_until = now() - interval '1 second' WHERE id = $1", another.Id);
        Assert.True(await Scans.RunNextAsync(default));
        Assert.Equal("clean", (await client.ReadAsync($"{Url}/{another.Id}")).Text("state"));
        Assert.Equal("clean", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
    }

    [Theory]
    [InlineData("UPDATE stored_file_pieces SET data = set_byte(data, 40, get_byte(data, 40) # 1) WHERE file_id = $1 AND position = 1")]
    [InlineData("DELETE FROM stored_file_pieces WHERE file_id = $1 AND position = 2")]
    [InlineData("UPDATE stored_files SET pieces = 2 WHERE id = $1")]
    [InlineData("UPDATE stored_files SET length = length - 1 WHERE id = $1")]
    [InlineData("UPDATE stored_files SET wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1) WHERE id = $1")]
    [InlineData("UPDATE stored_file_pieces SET position = CASE position WHEN 0 THEN 11 WHEN 1 THEN 10 ELSE position END WHERE file_id = $1; UPDATE stored_file_pieces SET position = position - 10 WHERE position > 9")]
    public async Task Bytes_that_are_not_those_stored_are_neither_scanned_nor_given_out(string harm)
    {
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(TestData.OakPupils[2], TestFiles.Pdf(Guid.NewGuid().ToString(), 700_000));
        var file = await api.Database.ScalarAsync<Guid>("SELECT file_id FROM attachments WHERE id = $1", made.Id);
        foreach (var sql in harm.Split(';'))
        {
            await api.Database.ExecuteAsync(sql, sql.Contains("$1", StringComparison.Ordinal) ? [file] : []);
        }

        await Scans.RunNextAsync(default);
        Assert.Equal("missing", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
        Assert.True(api.Logs.Contain("Security: an attachment is missing"));
        await api.Database.ExecuteAsync("UPDATE attachments SET state = 'clean' WHERE id = $1", made.Id);
        var ticket = await client.TicketAsync(made.Id);
        await Assert.ThrowsAnyAsync<Exception>(async () => await (await client.ContentAsync(made.Id, ticket)).Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_night_deletes_what_nobody_has_and_marks_what_is_gone()
    {
        await UpkeepAsync();
        using var client = await api.ClientAsync("demo-senco");
        var made = await client.UploadedAsync(Pupil, TestFiles.Pdf("upkeep", 700_000));
        await Scans.RunNextAsync(default);
        await client.TicketAsync(made.Id);
        var file = await api.Database.ScalarAsync<Guid>("SELECT file_id FROM attachments WHERE id = $1", made.Id);
        var orphan = Guid.NewGuid();
        await api.Database.ExecuteAsync("INSERT INTO stored_files SELECT trust_id, $1, wrapped_key, length, 1, now() - interval '9 days' FROM stored_files WHERE id = $2", orphan, file);
        await api.Database.ExecuteAsync("INSERT INTO stored_file_pieces SELECT trust_id, $1, 0, data FROM stored_file_pieces WHERE file_id = $2 AND position = 0", orphan, file);
        await api.Database.ExecuteAsync("DELETE FROM stored_file_pieces WHERE file_id = $1 AND position = 0", file);
        var now = api.Clock.Now;
        api.Clock.Advance(TimeSpan.FromDays(2));
        try
        {
            var outcome = await UpkeepAsync();
            Assert.Equal((JobStatus.Succeeded, 1), (outcome.Status, outcome.Counts.Failed));
            Assert.True(outcome.Counts.Skipped >= 2);
            Assert.Equal((JobStatus.Succeeded, 0, 0), await UpkeepAsync() is var second ? (second.Status, second.Counts.Failed, second.Counts.Skipped) : default);
        }
        finally
        {
            api.Clock.Now = now;
        }

        Assert.Equal("missing", (await client.ReadAsync($"{Url}/{made.Id}")).Text("state"));
        Assert.Equal(0L, await CountAsync($"stored_files WHERE id = '{orphan}'"));
        Assert.Equal(0L, await CountAsync("download_tickets WHERE expires_at < '2026-11-24'"));
    }

    /// <summary>What an earlier test left waiting would be scanned in the next.</summary>
    public Task InitializeAsync()
    {
        api.Clamd.Mood = ClamdMood.Honest;
        return api.Database.ExecuteAsync("UPDATE attachments SET state = 'clean' WHERE state = 'pending'");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<JobOutcome> UpkeepAsync()
    {
        await using var scope = api.ScopeOf(new TrustId(TestData.Oakfield));
        var upkeep = scope.ServiceProvider.GetServices<IJobHandler>().Single(h => h.Kind == JobKind.AttachmentUpkeep);
        return await upkeep.RunAsync(new JobRun(new(TestData.Oakfield), new(Guid.NewGuid()), JobKind.AttachmentUpkeep, "{}", "test", Guid.NewGuid()), default);
    }

    private Task<long> CountAsync(string from) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}");

    /// <summary>The API with a scanner on a port of its own.</summary>
    public sealed class ScannedApi : ApiFactory
    {
        public ClamdServer Clamd { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Attachments:Scanner"] = Clamd.Address,
            ["Attachments:ScanTimeout"] = "00:00:06",
            ["Attachments:AcceptUnscanned"] = "false",
        };
    }
}
