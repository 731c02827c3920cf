using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>What every operation leaves in the ledgers: the audit, the events, and nothing on a trial or a failure.</summary>
public sealed partial class LedgerTests(World world) : IClassFixture<World>
{
    private readonly Faults _faults = new();

    [Fact]
    public void Every_operation_has_a_sample()
    {
        var operations = Mapped.All(world).Select(o => o.Name).ToList();

        Assert.Empty(operations.Where(o => !Samples.Of.Contains(o)).Select(o => $"{o} has no sample: add one to Samples"));
        Assert.Empty(Samples.All.Select(s => s.Operation).Except(operations).Select(o => $"{o} is no operation"));
    }

    [Fact]
    public async Task Each_write_leaves_one_audit_entry_and_one_event_for_each_record_that_it_changes()
    {
        foreach (var sample in Writes())
        {
            var call = await sample.Prepare(world);
            var before = await CountAsync("events");
            var answer = await SendAsync(sample, call);
            var entries = await EntriesAsync(answer.RequestId());
            var events = await CountAsync("events") - before;
            Check(sample, answer.Raw.IsSuccessStatusCode, $"{call} -> {answer}");
            Check(sample, entries.Count == sample.Records, $"{entries.Count} audit entries instead of {sample.Records}");
            Check(sample, events == (sample.HasEvents ? sample.Records : 0), $"{events} events");
            Check(sample, entries.Select(e => e.RecordId).Distinct().Count() == entries.Count, "one record has two entries");
            Check(sample, entries.TrueForAll(e => e.Events == (sample.HasEvents ? 1 : 0)), "an entry has no event of its record and version");
            Check(sample, entries.TrueForAll(e => e.Client == sample.Client && e.Staff == StaffOf(sample.Client)), "an entry names another actor");
            Check(sample, entries.Select(e => e.Action).Distinct().Count() == 1 && entries.TrueForAll(e => NamedAction().IsMatch(e.Action)), "an entry has no action of its own");
        }

        _faults.AssertNone();
    }

    [Fact]
    public async Task Each_sensitive_read_leaves_one_audit_entry_and_no_other_does()
    {
        foreach (var sample in Samples.All.Where(s => !IsWrite(s)))
        {
            var call = await sample.Prepare(world);
            var before = await world.SnapshotAsync();
            var answer = await SendAsync(sample, call);
            var changed = World.Differences(before, await world.SnapshotAsync()).Select(d => d.Split(':')[0]).ToList();
            var entries = await EntriesAsync(answer.RequestId());
            Check(sample, answer.Raw.IsSuccessStatusCode, $"{call} -> {answer}");
            Check(sample, entries.Count == (sample.IsSensitive ? 1 : 0), $"{entries.Count} audit entries");
            Check(sample, changed.Contains("audit_entries") == sample.IsSensitive, "the snapshots do not tell of the entry");
            Check(sample, changed.TrueForAll(t => sample.IsSensitive && (t == "audit_entries" || t == sample.UsesUp)), "a read changed something");
            Check(sample, entries.TrueForAll(e => e.Client == sample.Client && e.Staff == StaffOf(sample.Client)), "an entry names another actor");
        }

        _faults.AssertNone();
    }

    [Fact]
    public async Task A_trial_answers_as_the_write_would_and_leaves_nothing()
    {
        foreach (var sample in Writes())
        {
            var call = await sample.Prepare(world);
            var before = await world.SnapshotAsync();
            var trial = await SendAsync(sample, call.Query("validateOnly=true"));
            var changed = World.Differences(before, await world.SnapshotAsync());
            var write = await SendAsync(sample, call);
            Check(sample, changed.Count == 0, $"the trial changed {string.Join("; ", changed)}");
            Check(sample, trial.Status == write.Status && write.Raw.IsSuccessStatusCode, $"{call}\n trial {trial}\n write {write}");
            Check(sample, Canonical(trial.Essence()) == Canonical(write.Essence()), $"the bodies differ:\n{trial}\n{write}");
            Check(sample, Canonical(trial.HeaderText()) == Canonical(write.HeaderText()), $"the headers differ:\n{trial.HeaderText()}\n{write.HeaderText()}");
        }

        _faults.AssertNone();
    }

    [Theory]
    [InlineData("audit_entries", "ADD CONSTRAINT broken CHECK (false) NOT VALID", "DROP CONSTRAINT broken")]
    [InlineData("events", "ADD CONSTRAINT broken CHECK (false) NOT VALID", "DROP CONSTRAINT broken")]
    [InlineData("audit_entries", "RENAME TO ledger_gone", null)]
    [InlineData("events", "RENAME TO ledger_gone", null)]
    public async Task Nothing_changes_when_a_ledger_cannot_be_written(string table, string harm, string? mend)
    {
        var calls = new List<(Sample Sample, Call Call)>();
        foreach (var sample in Samples.All.Where(s => table == "events" ? IsWrite(s) && s.HasEvents : IsWrite(s) || s.IsSensitive))
        {
            calls.Add((sample, await sample.Prepare(world)));
        }

        var before = await world.SnapshotAsync();
        await world.Database.ExecuteAsync($"ALTER TABLE {table} {harm}");
        try
        {
            foreach (var (sample, call) in calls)
            {
                var answer = await SendAsync(sample, call);
                Check(sample, answer is { Status: HttpStatusCode.ServiceUnavailable, Code: "unavailable" }, $"{call} -> {answer}");
                Check(sample, answer.Raw.Headers.RetryAfter is not null, "no Retry-After");
            }
        }
        finally
        {
            await world.Database.ExecuteAsync(mend is null ? $"ALTER TABLE ledger_gone RENAME TO {table}" : $"ALTER TABLE {table} {mend}");
        }

        World.Differences(before, await world.SnapshotAsync()).ToList().ForEach(_faults.Add);
        _faults.AssertNone();
    }

    [Fact]
    public async Task Nothing_that_is_submitted_is_logged()
    {
        foreach (var sample in Samples.All)
        {
            await SendAsync(sample, await sample.Prepare(world));
        }

        Assert.Empty(world.Leaks());
    }

    private static Guid? StaffOf(string client) => TestData.People.FirstOrDefault(p => p.ClientId == client)?.StaffId;

    /// <summary>Ids that the two answers made are named by their order.</summary>
    private static string Canonical(string text)
    {
        var seen = new Dictionary<string, int>();
        return Made().Replace(text, m => $"#{(seen.TryGetValue(m.Value, out var n) ? n : seen[m.Value] = seen.Count)}");
    }

    private bool IsWrite(Sample sample) => Mapped.All(world).First(o => o.Name == sample.Operation).IsWrite;

    private IEnumerable<Sample> Writes() => Samples.All.Where(IsWrite);

    private async Task<Answer> SendAsync(Sample sample, Call call) => await call.SendAsync(await world.AsAsync(sample.Client));

    private void Check(Sample sample, bool holds, string fault) => _faults.Unless(holds, $"{sample.Operation}: {fault}");

    private Task<long> CountAsync(string table) => world.Database.ScalarAsync<long>($"SELECT count(*) FROM {table}");

    private async Task<List<Entry>> EntriesAsync(string requestId)
    {
        await using var source = NpgsqlDataSource.Create(world.Database.Owner);
        await using var command = source.CreateCommand(
            """
            SELECT a.record_id, a.client_id, a.staff_id, a.action,
                   (SELECT count(*) FROM events e WHERE e.record_id = a.record_id AND e.version = a.record_version)
            FROM audit_entries a WHERE a.request_id = $1
            """);
        command.Parameters.AddWithValue(requestId);
        await using var reader = await command.ExecuteReaderAsync();
        var entries = new List<Entry>();
        while (await reader.ReadAsync())
        {
            entries.Add(new Entry(
                reader.IsDBNull(0) ? null : reader.GetGuid(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetString(3), reader.GetInt64(4)));
        }

        return entries;
    }

    private sealed record Entry(Guid? RecordId, string Client, Guid? Staff, string Action, long Events);

    /// <summary>Also without hyphens, the text of a client's, webhook's or link's secret, and the number of a document and what depends on it.</summary>
    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|(?<=\"(?:clientSecret|ticket)\":\")[A-Za-z0-9_-]{43}|(?<=/links/)[A-Za-z0-9_-]{80,}|whsec_[A-Za-z0-9+/=]{44}|(?<=\"number\":\")[0-9A-Z-]{14}|(?<=\"fileSha256\":\")[0-9a-f]{64}|(?<=\"bytes\":)[0-9]+")]
    private static partial Regex Made();

    /// <summary>As declared on the command; <c>x.write</c> and <c>x.delete</c> are what a save without one leaves.</summary>
    [GeneratedRegex(@"\A[a-z_]+\.(?!write\z|delete\z)[a-z_]+\z")]
    private static partial Regex NamedAction();
}
