using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using PupilSupport.Api.Tests.Jobs.Processes;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;
using static PupilSupport.Api.Tests.Medication.DoseKit;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>kill -9 of a real API process in the middle of a dose: dose and stock entry stand both or neither, and the same request sent again makes one dose.</summary>
public sealed class DoseKillTests : IAsyncLifetime
{
    private const string Patience = ";Command Timeout=60;Options=-c statement_timeout=50000 -c lock_timeout=20000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pupilsupport-");
    private TestDatabase? _database;

    private TestDatabase Database => _database!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await TestData.InsertAsync(_database);
        await TrainAsync(_database);
    }

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("CREATE TRIGGER slow BEFORE INSERT ON medicine_stock_entries FOR EACH ROW WHEN (NEW.kind = 'administered') EXECUTE FUNCTION slow()", 0)]
    [InlineData("CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON medicine_stock_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'administered') EXECUTE FUNCTION slow()", 1)]
    public async Task Dose_and_stock_entry_stand_both_or_neither(string trigger, int recorded)
    {
        var order = await Database.OrderAsync();
        var stock = await Database.StockAsync(order);
        var dose = Dose(order, stock, DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        await Database.ExecuteAsync("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN PERFORM pg_sleep(8); RETURN NEW; END $f$");
        await Database.ExecuteAsync(trigger);
        await DieAsync(order, async client =>
        {
            var sent = client.GiveAsync(dose, "killed");
            await UntilAsync(async () => await Database.SessionsAsync("wait_event = 'PgSleep'") == 1 || sent.IsCompleted);
            Assert.False(sent.IsCompleted, sent.IsCompleted ? $"It was answered before it could be killed: {await sent}" : null);
            return sent;
        });

        // Before the commit nothing stays; from the commit on everything does, though nobody heard of it.
        await UntilAsync(async () => await Database.SessionsAsync("wait_event = 'PgSleep'") == 0);
        await UntilAsync(async () => await Database.SessionsAsync("state <> 'idle'") == 0);
        await CheckAsync(order, stock, recorded);
        await Database.ExecuteAsync("DROP TRIGGER slow ON medicine_stock_entries");

        await DieAsync(order, async client =>
        {
            var answer = await client.GiveAsync(dose, "killed");
            for (var tries = 0; tries < 5 && answer.Status == HttpStatusCode.ServiceUnavailable; tries++)
            {
                answer = await client.GiveAsync(dose, "killed");
            }

            Assert.Equal((HttpStatusCode.Created, recorded == 1), (answer.Status, answer.Raw.Headers.Contains("Idempotency-Replayed")));
            return Task.FromResult(answer);
        });
        await CheckAsync(order, stock, 1);
    }

    private async Task CheckAsync(Guid order, Guid stock, int recorded)
    {
        Assert.Equal(recorded, await Database.CountAsync($"medication_administrations WHERE order_id = '{order}'"));
        Assert.Equal(recorded, await Database.CountAsync($"medicine_stock_entries WHERE stock_id = '{stock}' AND kind = 'administered'"));
        Assert.Equal(recorded, await Database.CountAsync("audit_entries WHERE action = 'medication_administration.record' AND record_kind = 'medication_administration'"));
        Assert.Equal((1000 - (10 * recorded), true), (await Database.BalanceAsync(stock), await Database.IsWholeAsync(stock)));
    }

    /// <summary>Starts a process, uses it, and kills it.</summary>
    private async Task DieAsync(Guid order, Func<HttpClient, Task<Task<Answer>>> use)
    {
        using var node = new Node(Database, _folder.FullName, () => { }, () => { }, Patience);
        try
        {
            await UntilAsync(() => Task.FromResult(node.IsUp));
            using var client = new HttpClient { BaseAddress = node.Address };
            await UntilAsync(() => WarmAsync(client, order));
            var sent = await use(client);
            await node.KillAsync();
            await Task.WhenAny(sent, Task.Delay(TimeSpan.FromSeconds(10)));
        }
        finally
        {
            await node.KillAsync();
        }
    }

    /// <summary>A new process on a crowded machine may not answer its first requests in time.</summary>
    private static async Task<bool> WarmAsync(HttpClient client, Guid order)
    {
        var token = await client.PostFormAsync("/oauth/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "demo-support",
            ["client_secret"] = "demo",
        });
        if (token.Status != HttpStatusCode.OK)
        {
            return false;
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Text("access_token"));
        return (await client.CheckAsync(order, new { quantity = 10, at = DateTimeOffset.UtcNow })).Status == HttpStatusCode.OK;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "It does not come to pass.");
            await Task.Delay(50);
        }
    }
}
