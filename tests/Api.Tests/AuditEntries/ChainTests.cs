using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Api.Tests.Persistence;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Feed;

namespace PupilSupport.Api.Tests.AuditEntries;

/// <summary>Each kind of tampering, by someone who owns the tables, is found and named.</summary>
public sealed class ChainTests(Trusts trusts) : IClassFixture<Trusts>
{
    private const int Entries = 6;

    [Fact]
    public async Task An_untouched_chain_verifies() => Assert.Equal(new AuditVerdict(true, Entries, Entries, null), await AfterAsync(_ => Task.CompletedTask));

    [Theory]
    [InlineData("UPDATE audit_entries SET reason = 'another' WHERE trust_id = $1 AND seq = 3", 3, AuditBreakKind.Altered)]
    [InlineData("UPDATE audit_entries SET recorded_at = recorded_at + interval '1 second' WHERE trust_id = $1 AND seq = 2", 2, AuditBreakKind.Altered)]
    [InlineData("DELETE FROM audit_entries WHERE trust_id = $1 AND seq = 4", 4, AuditBreakKind.Missing)]
    [InlineData("DELETE FROM audit_entries WHERE trust_id = $1 AND seq >= 5", 5, AuditBreakKind.Truncated)]
    [InlineData("UPDATE audit_entries SET seq = -seq WHERE trust_id = $1 AND seq IN (2, 3); UPDATE audit_entries SET seq = 5 + seq WHERE trust_id = $1 AND seq < 0", 2, AuditBreakKind.Altered)]
    [InlineData("""
        INSERT INTO audit_entries SELECT trust_id, gen_random_uuid(), recorded_at, client_id, subject, staff_id, 'forged.entry', record_kind, record_id,
          record_version, school_id, reason, request_id, changes, 7, mac, sealed_at FROM audit_entries WHERE trust_id = $1 AND seq = 6
        """, 7, AuditBreakKind.Altered)]
    [InlineData("UPDATE audit_entries SET seq = seq - 1 WHERE trust_id = $1 AND seq IN (SELECT seq FROM audit_entries WHERE false); DELETE FROM audit_entries WHERE trust_id = $1 AND seq = 1", 1, AuditBreakKind.Missing)]
    public async Task Tampering_is_found(string sql, long place, AuditBreakKind kind)
    {
        var verdict = await AfterAsync(async trust =>
        {
            foreach (var statement in sql.Split("; "))
            {
                Assert.True(await trusts.Database.ExecuteAsync(statement, trust.Value) >= 0);
            }
        });
        Assert.Equal(new AuditBreak(place, kind), verdict.FirstBreak);
    }

    [Fact]
    public async Task A_tail_cut_off_together_with_the_head_in_the_database_is_found_by_the_signed_head()
    {
        var verdict = await AfterAsync(trust => trusts.Database.ExecuteAsync("""
            WITH gone AS (DELETE FROM audit_entries WHERE trust_id = $1 AND seq > 3)
            UPDATE trust_heads h SET audit_seq = 3, audit_mac = (SELECT mac FROM audit_entries WHERE trust_id = $1 AND seq = 3) WHERE h.trust_id = $1
            """, trust.Value));
        Assert.Equal(new AuditBreak(4, AuditBreakKind.Truncated), verdict.FirstBreak);
    }

    [Fact]
    public async Task Positions_of_the_feed_have_no_gap_and_a_late_commit_gets_a_later_one()
    {
        var trust = await NewTrustAsync();
        await WriteAsync(trust, 3);
        await SealAsync();
        await WriteAsync(trust, 2);
        await Task.WhenAll(SealAsync(), SealAsync());
        Assert.Equal(5L, await trusts.Database.ScalarAsync<long>("SELECT count(DISTINCT seq) FROM events WHERE trust_id = $1 AND seq BETWEEN 1 AND 5", trust.Value));
    }

    private async Task<AuditVerdict> AfterAsync(Func<TrustId, Task> tamper)
    {
        var trust = await NewTrustAsync();
        await WriteAsync(trust, Entries);
        await SealAsync();
        await tamper(trust);
        return await trusts.Services.GetRequiredService<IAuditVerifier>().VerifyAsync(trust, _ => { }, default);
    }

    private async Task<TrustId> NewTrustAsync()
    {
        var trust = new TrustId(Guid.CreateVersion7());
        await trusts.Database.ExecuteAsync("INSERT INTO trusts (trust_id, name, recorded_at) VALUES ($1, 'Another trust', now())", trust.Value);
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

    private Task<int> SealAsync() => trusts.Services.GetRequiredService<Sequencer>().SealAsync(default);
}

/// <summary>The worker seals what is written, with nobody asking.</summary>
public sealed class SealingTests(WorkingTrusts trusts) : IClassFixture<WorkingTrusts>
{
    [Fact]
    public async Task What_is_written_is_sealed_and_its_head_signed()
    {
        await trusts.OpenSchoolAsync(trusts.A);
        var head = Path.Combine(trusts.KeysFolder, "audit-heads", $"{trusts.A.Value:D}.jsonl");
        for (var i = 0; i < 200 && (await UnsealedAsync() > 0 || !File.Exists(head)); i++)
        {
            await Task.Delay(50); // up to ten seconds on a busy machine: the figure itself belongs to the bench
        }

        Assert.Equal(0, await UnsealedAsync());
        Assert.True(File.Exists(head));
    }

    private Task<long> UnsealedAsync() => trusts.Database.ScalarAsync<long>(
        "SELECT (SELECT count(*) FROM events WHERE seq IS NULL) + (SELECT count(*) FROM audit_entries WHERE seq IS NULL)");
}

/// <summary>Two bare trusts with the sequencer at work.</summary>
public sealed class WorkingTrusts : Trusts
{
    protected override bool RunWorkers => true;
}
