using System.Net;
using System.Text;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>Every POST and PATCH that changes something has one effect for each key, however often it is sent.</summary>
public sealed class IdempotencyTests(World world) : IClassFixture<World>
{
    private readonly Faults _faults = new();

    [Fact]
    public async Task The_same_request_is_answered_again_and_another_one_is_refused()
    {
        foreach (var (index, sample) in Keyed().Index())
        {
            var (client, call, key) = (await world.AsAsync(sample.Client), await sample.Prepare(world), $"key-{index}");
            var first = await call.SendAsync(client, key);
            var before = await world.SnapshotAsync();
            var again = await call.SendAsync(client, key);
            var other = await Other(call).SendAsync(client, key);
            var changed = World.Differences(before, await world.SnapshotAsync());
            Check(sample, first.Raw.IsSuccessStatusCode, $"{call} -> {first}");
            Check(sample, !Replayed(first) && Replayed(again), "the header Idempotency-Replayed is wrong");
            Check(sample, first.Status == again.Status && first.BodyText == again.BodyText, $"the second answer differs:\n{first}\n{again}");
            Check(sample, first.HeaderText() == again.HeaderText(), $"the headers differ:\n{first.HeaderText()}\n{again.HeaderText()}");
            Check(sample, other is { Status: HttpStatusCode.UnprocessableEntity, Code: "idempotency-key-reused" }, $"another body -> {other}");
            Check(sample, changed.Count == 0, $"the second request changed {string.Join("; ", changed)}");
        }

        _faults.AssertNone();
    }

    [Theory, InlineData("createRoom", "rooms"), InlineData("scheduleSupportSession", "support_sessions")]
    public async Task Fifty_at_once_make_one_record(string operation, string table)
    {
        var sample = Samples.Of[operation].First();
        await world.DoneAsync(sample.Client, await sample.Prepare(world));
        var (client, call) = (await world.AsAsync(sample.Client), await sample.Prepare(world));
        var before = await world.Database.ScalarAsync<long>($"SELECT count(*) FROM {table}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => call.SendAsync(client, "at-once-" + operation)));

        Assert.Equal(before + 1, await world.Database.ScalarAsync<long>($"SELECT count(*) FROM {table}"));
        Assert.All(answers, a => Assert.True(a.Raw.IsSuccessStatusCode || a.Code == "idempotency-in-progress", a.ToString()));
        Assert.Single(answers.Where(a => a.Raw.IsSuccessStatusCode).Select(a => a.BodyText).Distinct());
    }

    [Fact]
    public async Task Another_clients_same_key_is_another_key()
    {
        var call = await Samples.Of["createRoom"].First().Prepare(world);
        var first = await call.SendAsync(await world.AsAsync("demo-head"), "shared");
        var other = await Call.Post("/v1/rooms", new { schoolId = TestData.Oak, name = world.Text("room") }).SendAsync(await world.AsAsync("demo-admin"), "shared");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, other.Status));
        Assert.NotEqual(first.Id, other.Id);
    }

    private static bool Replayed(Answer answer) => answer.Raw.Headers.TryGetValues("Idempotency-Replayed", out var values) && values.Single() == "true";

    /// <summary>Another request of the same meaning: a key stands for bytes.</summary>
    private static Call Other(Call call) => call.IsJson
        ? call with { Bytes = [.. call.Bytes!, (byte)' '] }
        : call with { Bytes = call.Bytes is null ? "{}"u8.ToArray() : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(call.Bytes).Replace("\r\nfalse\r\n", "\r\ntrue\r\n", StringComparison.Ordinal).Replace("%%EOF", "%%EOF ", StringComparison.Ordinal)) };

    private IEnumerable<Sample> Keyed()
    {
        var keyed = Mapped.All(world).Where(o => o is { IsWrite: true, Method: "POST" or "PATCH" }).Select(o => o.Name).ToHashSet();
        return Samples.All.Where(s => keyed.Contains(s.Operation));
    }

    private void Check(Sample sample, bool holds, string fault) => _faults.Unless(holds, $"{sample.Operation}: {fault}");
}
