using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>
/// The API over two trusts, with quotas that nobody uses up. Every text that the suites submit holds
/// <see cref="Marker"/>, so that it can be found where it must not be.
/// </summary>
public class World : ApiFactory
{
    /// <summary>Stands in no id, code or name of ours.</summary>
    public const string Marker = "xqz";

    private readonly ConcurrentDictionary<string, HttpClient> _clients = new();
    private readonly MarkedTraces _traces = new();
    private Task<Places>? _places;
    private int _number;
    private int _slot, _weekly;
    private TableWatch? _watch;

    protected override bool RateLimits => true;

    // A crowded machine is no fault of the API: its bounds on time are wide here.
    private const string Patience = ";Timeout=60;Command Timeout=120;Options=-c statement_timeout=120000 -c lock_timeout=2000 -c timezone=UTC";

    protected override IReadOnlyDictionary<string, string> Settings =>
        ((string[])["Read", "Write", "Search", "Token", "Upload", "Link", "ConcurrentPerTrust"]).ToDictionary(n => "RateLimits:" + n, _ => "1000000")
            .Append(KeyValuePair.Create("ConnectionStrings:Default", Database.Runtime + Patience))
            .Append(KeyValuePair.Create("ConnectionStrings:System", Database.System + Patience))
            .ToDictionary();

    /// <summary>A record of each kind in each place, made once.</summary>
    internal Task<Places> PlacesAsync() => _places ??= Places.MakeAsync(this);

    /// <summary>A number that no other record of this world has.</summary>
    public int Next() => Interlocked.Increment(ref _number);

    /// <summary>A text that is part of no other.</summary>
    public string Text(string what) => $"Xqz {what} {Next()}.";

    /// <summary>The start of five minutes of last week that are nobody's yet.</summary>
    public DateTimeOffset Slot()
    {
        const int perDay = 12 * 12;
        var slot = Interlocked.Increment(ref _slot) - 1;
        return new DateTimeOffset(2026, 11, 17, 6, 0, 0, TimeSpan.Zero).AddDays(slot / perDay % 4).AddMinutes(slot % perDay * 5);
    }

    /// <summary>Five minutes of a day of the week, from a Monday on, that are nobody's yet in that week and the next.</summary>
    public (string Weekday, string Time, string From) WeeklySlot()
    {
        string[] weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];
        var slot = Interlocked.Increment(ref _weekly) - 1;
        var (time, week) = (new TimeOnly(6, 0).AddMinutes(slot / 5 % 144 * 5), slot / 720 * 14);
        return (weekdays[slot % 5], time.ToString("HH:mm", CultureInfo.InvariantCulture), new DateOnly(2027, 1, 4).AddDays(week).ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>A client that the world disposes of.</summary>
    public async Task<HttpClient> AsAsync(string clientId)
    {
        if (_clients.TryGetValue(clientId, out var known))
        {
            return known;
        }

        return _clients.GetOrAdd(clientId, await ClientAsync(clientId));
    }

    /// <summary>Sends and expects success.</summary>
    internal async Task<Answer> DoneAsync(string clientId, Call call)
    {
        var answer = await call.SendAsync(await AsAsync(clientId));
        Assert.True(answer.Raw.IsSuccessStatusCode, $"{clientId}: {call}\n{answer}");
        return answer;
    }

    /// <summary>A digest of the content of every table, by its name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SnapshotAsync() =>
        await (_watch ??= await TableWatch.BeginAsync(Database.Owner)).SnapshotAsync();

    /// <summary>The tables whose content differs.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. before.Where(t => after[t.Key] != t.Value).Select(t => $"{t.Key}: {t.Value} became {after[t.Key]}")];

    /// <summary>The log lines and spans that hold something that was submitted. Scopes hold the path; none is ever written.</summary>
    public IReadOnlyList<string> Leaks()
    {
        Assert.True(_traces.Heard > 0, "No trace was heard, so that none tells nothing.");
        return [.. Logs.Lines.Where(l => l.Contains(Marker, StringComparison.OrdinalIgnoreCase) && !l.StartsWith("Scope Microsoft.", StringComparison.Ordinal)).Concat(_traces.Found).Take(5)];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.PostConfigure<RequestTimeoutOptions>(o => o.DefaultPolicy = null));
    }

    protected override async Task SeedAsync(TestDatabase database)
    {
        await base.SeedAsync(database);
        await Places.SeedAsync(database);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _traces.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Everything that a suite found, told at once.</summary>
internal sealed class Faults
{
    private const int MostTold = 20;

    private readonly ConcurrentQueue<string> _found = new();

    public void Add(string fault) => _found.Enqueue(fault.Length <= 2000 ? fault : fault[..2000] + "...");

    public void Unless(bool holds, string fault)
    {
        if (!holds)
        {
            Add(fault);
        }
    }

    public void AssertNone() => Assert.True(_found.IsEmpty, $"{_found.Count} faults\n{string.Join('\n', _found.Take(MostTold))}");
}

/// <summary>What an answer says, without what differs from request to request.</summary>
internal static partial class Answers
{
    /// <summary>The body without request id and instance, in canonical form.</summary>
    public static string Essence(this Answer answer)
    {
        if (answer.Raw.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true || answer.BodyText.Length == 0)
        {
            return answer.BodyText;
        }

        var body = JsonNode.Parse(answer.BodyText)!.AsObject();
        body.Remove("requestId");
        body.Remove("instance");
        return body.ToJsonString();
    }

    /// <summary>All headers but those that count or time requests.</summary>
    public static string HeaderText(this Answer answer) => string.Join('\n', answer.Raw.Headers.Concat(answer.Raw.Content.Headers)
        .Where(h => h.Key.ToLowerInvariant() is not ("x-request-id" or "ratelimit" or "date" or "idempotency-replayed"))
        .Select(h => $"{h.Key}: {string.Join(", ", h.Value.Select(v => Cursor().Replace(v, "cursor=")))}")
        .Order(StringComparer.Ordinal));

    public static string RequestId(this Answer answer) => answer.Raw.Headers.GetValues("X-Request-Id").Single();

    /// <summary>Encrypted anew each time.</summary>
    [GeneratedRegex("cursor=[A-Za-z0-9_-]+")]
    private static partial Regex Cursor();
}
