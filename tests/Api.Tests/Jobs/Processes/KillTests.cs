using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;
using Xunit.Abstractions;

namespace PupilSupport.Api.Tests.Jobs.Processes;

/// <summary>
/// Three real processes of the API on one database, killed again and again, with two poison jobs among the rest: each
/// schedule fires once for each of its times, and what its jobs do happens once.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public Task Six_kills_lose_and_repeat_nothing() => KillAsync(6, allAtOnceEvery: 3);

    [Fact, Trait("Category", "Long")]
    public Task Two_hundred_kills_lose_and_repeat_nothing() => KillAsync(200, allAtOnceEvery: 25);

    private async Task KillAsync(int kills, int allAtOnceEvery)
    {
        var folder = Directory.CreateTempSubdirectory("pupilsupport-");
        await using var database = await PrepareAsync();
        var time = Stopwatch.StartNew();
        await using var fleet = new Fleet(database, folder.FullName);
        await fleet.StartAsync();
        await PoisonAsync(database);
        var started = await NowAsync(database);
        for (var killed = 0; killed < kills;)
        {
            if (killed % allAtOnceEvery == allAtOnceEvery - 1)
            {
                await fleet.KillAllAsync();
                killed += Fleet.Size;
            }
            else
            {
                await fleet.KillOneAsync(whenUp: 2);
                killed++;
            }
        }

        var ended = await NowAsync(database);
        await SettleAsync(database, ended);
        await CheckAsync(database, fleet, started, ended);
        await TellAsync(database, fleet, kills, time.Elapsed);
        folder.Delete(recursive: true);
    }

    private static async Task<TestDatabase> PrepareAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await TestData.InsertAsync(database);
        await database.ExecuteAsync("CREATE TABLE effects (job_id uuid NOT NULL, node integer NOT NULL, at timestamptz NOT NULL DEFAULT now()); GRANT INSERT ON effects TO app_rt");
        return database;
    }

    /// <summary>One that always throws and one that takes its process with it, in the trust whose other jobs must go on.</summary>
    private static Task<int> PoisonAsync(TestDatabase database) => database.ExecuteAsync(
        """
        INSERT INTO jobs (trust_id, id, version, recorded_at, updated_at, kind, status, client_id, subject, request_id, input, progress_done, progress_total,
          created_count, updated_count, unchanged_count, failed_count, skipped_count, errors_total)
        SELECT $1, app_uuidv7(now()), 1, now(), now(), 'roster_import', 'queued', 'demo-mis', 'demo-mis', p.how, jsonb_build_object('poison', p.how), 0, 0, 0, 0, 0, 0, 0, 0
        FROM unnest(ARRAY['throw', 'die']) AS p (how)
        """,
        TestData.Oakfield);

    /// <summary>Waits until nothing is open that was due while processes were killed, the poison included.</summary>
    private static async Task SettleAsync(TestDatabase database, DateTime ended)
    {
        var waited = Stopwatch.StartNew();
        while (await database.ScalarAsync<long>("SELECT count(*) FROM jobs WHERE finished_at IS NULL AND (due_at IS NULL OR due_at <= $1)", ended) > 0
            || await database.ScalarAsync<long>("SELECT count(*) FROM schedules WHERE next_due_at <= $1", ended) > 0)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), "Some jobs do not end.");
            await Task.Delay(200);
        }
    }

    private static async Task CheckAsync(TestDatabase database, Fleet fleet, DateTime started, DateTime ended)
    {
        // Each job happened once, and none but the poison failed.
        // The one that throws ends as such, or as a dead process's where a kill happened to fall into its last attempt.
        Assert.Contains(await database.ScalarAsync<string>("SELECT error_code FROM jobs WHERE request_id = 'throw'"), new[] { "attempts-exhausted", "worker-died" });
        Assert.Equal("worker-died", await database.ScalarAsync<string>("SELECT error_code FROM jobs WHERE request_id = 'die'"));
        Assert.Equal([], await ListAsync(database, "SELECT id || ' ' || status || ' ' || coalesce(error_code, '') FROM jobs WHERE schedule IS NOT NULL AND due_at <= $1 AND status <> 'succeeded'", ended));
        Assert.Equal([], await ListAsync(database, "SELECT j.id || ' has ' || (SELECT count(*) FROM effects e WHERE e.job_id = j.id) FROM jobs j WHERE j.due_at <= $1 AND (SELECT count(*) FROM effects e WHERE e.job_id = j.id) <> 1", ended));

        // Each time has one job for each trust or school, or was passed over because nobody was there to fire it.
        foreach (var (name, owners) in NodeServices.Names.Zip([1, 2, 3]))
        {
            var fired = await ListAsync(database, $"SELECT to_char(due_at, 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') || ' ' || count(*) FROM jobs WHERE schedule = '{name}' AND due_at <= $1 GROUP BY due_at", ended);
            Assert.All(fired, f => Assert.EndsWith($" {owners}", f, StringComparison.Ordinal));
            var times = fired.Select(f => DateTime.Parse(f.Split(' ')[0], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)).ToHashSet();
            Assert.Equal(fired.Count, times.Count);
            Assert.All(Due(started, ended).Where(t => !times.Contains(t)), t =>
                Assert.Contains(fleet.Outages, o => t >= o.From.AddSeconds(-1) && t <= o.To.AddSeconds(2)));
        }
    }

    private static IEnumerable<DateTime> Due(DateTime from, DateTime to)
    {
        var second = TimeSpan.TicksPerSecond * NodeServices.Period;
        for (var at = new DateTime(((from.Ticks / second) + 1) * second, DateTimeKind.Utc); at <= to; at = at.AddTicks(second))
        {
            yield return at;
        }
    }

    private async Task TellAsync(TestDatabase database, Fleet fleet, int kills, TimeSpan time)
    {
        var figures = await ListAsync(database, """
            SELECT count(*) || ' scheduled jobs for ' || count(DISTINCT (schedule, due_at)) || ' times, ' || sum(deaths) || ' taken over from dead workers, ' || max(attempts) || ' attempts at most'
            FROM jobs WHERE schedule IS NOT NULL AND finished_at IS NOT NULL AND recorded_at <= $1
            """, await NowAsync(database));
        output.WriteLine($"{kills} kills, {fleet.Starts} starts, {time.TotalSeconds:0} s, {fleet.Outages.Count} outages of all: {figures[0]}");
    }

    private static async Task<List<string>> ListAsync(TestDatabase database, string sql, DateTime value)
    {
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = value });
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await row.ReadAsync())
        {
            rows.Add(row.GetString(0));
        }

        return rows;
    }

    private static Task<DateTime> NowAsync(TestDatabase database) => database.ScalarAsync<DateTime>("SELECT now()");
}
