using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class SessionConcurrencyTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_stale_version_is_refused_with_the_current_one()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-24T10:00:00Z"));
        await client.PatchAsync($"{Url}/{planned.Id}", new { objective = "Something else" }, planned.ETag);
        foreach (var (action, body) in new (string, object)[] { ("start", new { }), ("complete", Outcome()), ("cancel", new { reason = "x" }), ("miss", new { reason = "trip" }), ("void", new { reason = "x" }) })
        {
            var stale = await client.DoAsync(planned, action, body);
            Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition-failed", "\"2\""), (stale.Status, stale.Code, stale.Text("currentETag")));
        }

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PatchAsync($"{Url}/{planned.Id}", new { objective = "x" }, planned.ETag)).Status);
    }

    [Fact]
    public async Task Every_change_needs_if_match()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-25T10:00:00Z"));
        foreach (var (action, body) in new (string, object)[]
        {
            ("start", new { }), ("complete", Outcome()), ("cancel", new { reason = "x" }), ("miss", new { reason = "trip" }),
            ("amend", new { note = "x" }), ("addenda", new { text = "x" }), ("void", new { reason = "x" }),
        })
        {
            var bare = await client.PostAsync($"{Url}/{planned.Id}/{action}", body);
            Assert.Equal((428, "precondition-required"), ((int)bare.Status, bare.Code));
        }

        Assert.Equal(428, (int)(await client.PatchAsync($"{Url}/{planned.Id}", new { objective = "x" })).Status);
    }

    [Fact]
    public async Task Of_16_editors_none_loses_an_update()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-26T10:00:00Z", with: new { objective = "0" }));
        var saved = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CountUpAsync(client, planned.Id, 2)));

        var read = await client.ReadAsync($"{Url}/{planned.Id}");
        Assert.Equal(32, saved.Sum());
        Assert.Equal(("32", 33), (read.Text("objective"), read.Json["version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Two_who_change_only_the_participants_do_not_both_win()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-27T10:00:00Z", with: new { type = "nurture" }));
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i =>
            client.PatchAsync($"{Url}/{planned.Id}", new { participants = Pupils(TestData.OakPupils[0], TestData.OakPupils[i]) }, planned.ETag)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Assert.Equal(HttpStatusCode.PreconditionFailed, a.Status));
    }

    [Fact]
    public async Task Of_50_twins_with_one_key_one_row_stands()
    {
        using var client = await api.ClientAsync("demo-support");
        var plan = Plan("2026-11-30T10:00:00Z", with: new { room = "Twin room" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.PostAsync(Url, plan, key: "twins")));
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.ToString()));
        Assert.Single(answers.Select(a => a.BodyText).Distinct());
        Assert.Equal(49, answers.Count(a => a.Raw.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_sessions WHERE starts_at = '2026-11-30T10:00:00Z'"));

        var reused = await client.PostAsync(Url, Plan("2026-11-30T11:00:00Z"), key: "twins");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (reused.Status, reused.Code));
    }

    [Fact]
    public async Task An_action_with_a_key_happens_once()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-12-01T10:00:00Z"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.DoAsync(planned, "cancel", new { reason = "Assembly" }, "cancel-once")));
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.ToString()));
        Assert.All(answers, a => Assert.Equal("\"2\"", a.ETag));
    }

    private async Task<int> CountUpAsync(HttpClient client, Guid id, int times)
    {
        for (var saved = 0; saved < times;)
        {
            var read = await client.ReadAsync($"{Url}/{id}");
            Assert.True(read.Status == HttpStatusCode.OK, $"{read} {string.Join('\n', api.Logs.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)))}");
            var next = int.Parse(read.Text("objective"), System.Globalization.CultureInfo.InvariantCulture) + 1;
            var answer = await client.PatchAsync($"{Url}/{id}", new { objective = $"{next}" }, read.ETag);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.PreconditionFailed, answer.ToString());
            saved += answer.Status == HttpStatusCode.OK ? 1 : 0;
        }

        return times;
    }
}
