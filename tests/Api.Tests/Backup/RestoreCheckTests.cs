using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Api.Subcommands;
using PupilSupport.Api.Tests.Persistence;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Auditing;
using PupilSupport.Infrastructure.Feed;

namespace PupilSupport.Api.Tests.Backup;

/// <summary>A database that was restored to an earlier time, with the heads that were signed later.</summary>
public sealed class RestoreCheckTests(Trusts trusts) : IClassFixture<Trusts>
{
    private const string BackToThree = """
        WITH gone AS (DELETE FROM audit_entries WHERE trust_id = $1 AND seq > 3), unseen AS (DELETE FROM events WHERE trust_id = $1 AND seq > 3)
        UPDATE trust_heads h SET event_seq = 3, audit_seq = 3, audit_mac = (SELECT mac FROM audit_entries WHERE trust_id = $1 AND seq = 3)
        WHERE h.trust_id = $1
        """;

    private RestoreCheck Check => trusts.Services.GetRequiredService<RestoreCheck>();

    [Fact]
    public async Task Says_that_nothing_is_lost_when_nothing_is()
    {
        var trust = await TrustWithEntriesAsync(4);
        var standing = await StandingAsync(trust);
        Assert.Equal((true, 4L, 0L), (standing.IsSound, standing.Chain.Verified, standing.Lost));
        Assert.DoesNotContain("LOST", VerifyDatabase.Describe(standing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_lost_and_that_the_rest_is_sound()
    {
        var trust = await TrustWithEntriesAsync(6);
        await trusts.Database.ExecuteAsync(BackToThree, trust.Value);
        var standing = await StandingAsync(trust);
        Assert.Equal((true, 3L, 3L), (standing.IsSound, standing.Chain.Verified, standing.Lost));
        Assert.Contains("LOST: entries 4 to 6, the last signed at ", VerifyDatabase.Describe(standing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepting_it_lets_the_chain_go_on_and_tells_the_auditor()
    {
        var trust = await TrustWithEntriesAsync(6);
        await trusts.Database.ExecuteAsync(BackToThree, trust.Value);
        Assert.False((await VerdictAsync(trust)).IsIntact);

        await Check.AcceptAsync([await StandingAsync(trust)], default);
        await WriteAsync(trust, 1);
        await SealAsync();
        Assert.Equal((true, 5L), ((await VerdictAsync(trust)).IsIntact, (await VerdictAsync(trust)).Verified));
        var reason = await trusts.Database.ScalarAsync<string>(
            "SELECT reason FROM audit_entries WHERE trust_id = $1 AND action = 'database.restored'", trust.Value);
        Assert.StartsWith("The database was restored from a backup. Audit entries 4 to 6, ", reason, StringComparison.Ordinal);

        // From now on an end cut off is found again.
        await trusts.Database.ExecuteAsync(BackToThree, trust.Value);
        Assert.Equal(AuditBreakKind.Truncated, (await VerdictAsync(trust)).FirstBreak!.Kind);
    }

    [Fact]
    public async Task Does_not_accept_what_was_changed()
    {
        var trust = await TrustWithEntriesAsync(6);
        await trusts.Database.ExecuteAsync(BackToThree, trust.Value);
        await trusts.Database.ExecuteAsync("UPDATE audit_entries SET subject = 'somebody else' WHERE trust_id = $1 AND seq = 2", trust.Value);
        var standing = await StandingAsync(trust);
        Assert.False(standing.IsSound);
        Assert.Contains("BROKEN at place 2", VerifyDatabase.Describe(standing), StringComparison.Ordinal);
        await Check.AcceptAsync([standing], default);
        Assert.Equal(0L, await trusts.Database.ScalarAsync<long>(
            "SELECT count(*) FROM audit_entries WHERE trust_id = $1 AND action = 'database.restored'", trust.Value));
    }

    [Fact]
    public async Task Finds_a_feed_with_a_gap()
    {
        var trust = await TrustWithEntriesAsync(4);
        await trusts.Database.ExecuteAsync("DELETE FROM events WHERE trust_id = $1 AND seq = 2", trust.Value);
        Assert.False((await StandingAsync(trust)).IsSound);
    }

    [Fact]
    public async Task A_forged_head_lets_nobody_cut_off_the_end()
    {
        var trust = await TrustWithEntriesAsync(6);
        await trusts.Database.ExecuteAsync(BackToThree, trust.Value);
        var path = Path.Combine(trusts.KeysFolder, "audit-heads", $"{trust.Value:D}.jsonl");
        var genuine = (await File.ReadAllLinesAsync(path))[^1];
        await File.AppendAllTextAsync(path, genuine.Replace("\"Seq\":6", "\"Seq\":3,\"Replaces\":6", StringComparison.Ordinal) + "\n");
        await File.AppendAllTextAsync(path, genuine.Replace("}", ",\"Replaces\":6}", StringComparison.Ordinal) + "\n");
        Assert.Equal(AuditBreakKind.Truncated, (await VerdictAsync(trust)).FirstBreak!.Kind);
    }

    private async Task<TrustId> TrustWithEntriesAsync(int entries)
    {
        var trust = new TrustId(Guid.CreateVersion7());
        await trusts.Database.ExecuteAsync("INSERT INTO trusts (trust_id, name, recorded_at) VALUES ($1, 'A restored trust', now())", trust.Value);
        await WriteAsync(trust, entries);
        await SealAsync();
        return trust;
    }

    private async Task WriteAsync(TrustId trust, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            trusts.Clock.Advance(TimeSpan.FromMilliseconds(5));
            await trusts.OpenSchoolAsync(trust);
        }
    }

    private async Task SealAsync()
    {
        trusts.Clock.Advance(TimeSpan.FromMinutes(1));
        await trusts.Services.GetRequiredService<Sequencer>().SealAsync(default);
    }

    private async Task<TrustStanding> StandingAsync(TrustId trust) => (await Check.CheckAsync(default)).Single(s => s.Trust == trust);

    private Task<AuditVerdict> VerdictAsync(TrustId trust) =>
        trusts.Services.GetRequiredService<IAuditVerifier>().VerifyAsync(trust, _ => { }, default);
}
