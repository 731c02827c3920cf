using System.Net;
using PupilSupport.Api.Http.Requests;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>What HTTP and the contract say of every operation alike, asked of every operation.</summary>
public sealed class ConformanceTests(World world) : IClassFixture<World>
{
    private readonly Faults _faults = new();

    [Fact]
    public Task Head_answers_as_get_without_a_body() => EachAsync(o => o.Method == "GET", async (operation, client, call) =>
    {
        // Before the GET, since a HEAD uses nothing up and a download its ticket.
        var head = await (call with { Method = HttpMethod.Head }).SendAsync(client);
        var get = await call.SendAsync(client);
        Check(operation, head.Status == get.Status && head.BodyText.Length == 0, $"{head} for {get}");
        Check(operation, Comparable(head) == Comparable(get), $"the headers differ:\n{head.HeaderText()}\n{get.HeaderText()}");

        // The audit grows by its own reading, so its length alone differs between the two.
        string Comparable(Answer answer) => operation.Name == "listAuditEntries"
            ? string.Join('\n', answer.HeaderText().Split('\n').Where(h => !h.StartsWith("Content-Length", StringComparison.Ordinal)))
            : answer.HeaderText();
    });

    [Fact]
    public Task Every_success_carries_the_common_headers_and_says_where_what_it_made_is() => EachAsync(_ => true, async (operation, client, call) =>
    {
        var answer = await call.SendAsync(client);
        Check(operation, answer.Raw.IsSuccessStatusCode, $"{call} -> {answer}");
        Check(operation, Headers(answer) is { Count: 0 }, $"lacks {string.Join(", ", Headers(answer))}");
        Check(operation, answer.Raw.Headers.Location is not null || answer.Status is not (HttpStatusCode.Created or HttpStatusCode.Accepted), $"{answer.Status} without Location");
    });

    [Fact]
    public Task An_unknown_parameter_is_refused() => EachAsync(_ => true, async (operation, client, call) =>
    {
        Expect(operation, await call.Query("unheardOf=1").SendAsync(client), 400, "unknown-parameter");
        Expect(operation, await call.Query("Limit=1").SendAsync(client), 400, "unknown-parameter");
    });

    [Fact]
    public Task An_unknown_member_is_refused() => EachAsync(o => o.Body is not null, async (operation, client, call) =>
    {
        var body = call.Bytes is null ? [] : call.Body.AsObject();
        body["unheardOf"] = 1;
        Expect(operation, await (call with { MediaType = operation.Body!.MediaType }).With(body).SendAsync(client), 400, "unknown-member");
    });

    [Fact]
    public Task Another_media_type_is_refused() => EachAsync(o => o.Method != "GET", async (operation, client, call) =>
    {
        foreach (var type in new[] { "text/plain", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "application/xml" })
        {
            var answer = await (call with { MediaType = type, Bytes = call.Bytes ?? "{}"u8.ToArray() }).SendAsync(client);
            Expect(operation, answer, 415, "unsupported-media-type");
        }
    });

    [Fact]
    public Task A_change_without_if_match_is_refused_and_so_is_a_stale_one() => EachAsync(o => o.NeedsIfMatch, async (operation, client, call) =>
    {
        Expect(operation, await (call with { IfMatch = null }).SendAsync(client), 428, "precondition-required");
        foreach (var tag in new[] { "\"999\"", "\"nonsense\"", "W/" + call.IfMatch })
        {
            var stale = await (call with { IfMatch = tag }).SendAsync(client);
            Expect(operation, stale, 412, "precondition-failed");
            Check(operation, stale.Json["currentETag"]?.GetValue<string>() == call.IfMatch, $"{tag}: no currentETag {call.IfMatch}: {stale}");
        }

        Expect(operation, await (call with { IfMatch = "7" }).SendAsync(client), 400, "validation-failed");
    });

    [Fact]
    public Task An_optional_if_match_counts_when_it_is_sent() =>
        EachAsync(o => o is { NeedsIfMatch: false, IsWrite: true } && o.Endpoint.Metadata.GetMetadata<TakesIfMatch>() is not null, async (operation, client, call) =>
            Expect(operation, await (call with { IfMatch = "\"999\"" }).SendAsync(client), 412, "precondition-failed"));

    [Fact]
    public Task Another_method_is_refused_with_those_that_are_known() => EachAsync(_ => true, async (operation, client, call) =>
    {
        var known = Mapped.All(world).Where(o => o.Route == operation.Route).Select(o => o.Method).Order(StringComparer.Ordinal).ToList();
        string[] allowed = known.Contains("GET") ? [.. known, "HEAD"] : [.. known];
        foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE" }.Where(m => !Clashes(m, operation)).Except(known))
        {
            var answer = await new Call(new HttpMethod(method), call.Url.Split('?')[0]).SendAsync(client);
            Expect(operation, answer, 405, "method-not-allowed");
            Check(operation, answer.Raw.Content.Headers.Allow.Order().SequenceEqual(allowed.Order()), $"{method}: Allow {string.Join(", ", answer.Raw.Content.Headers.Allow)}");
        }
    });

    [Fact]
    public Task A_path_in_another_spelling_is_unknown() => EachAsync(_ => true, async (operation, client, call) =>
    {
        var (path, query) = call.Url.Split('?') is [var p, var q] ? (p, "?" + q) : (call.Url, "");
        string[] spellings = [path + "/", "/V1" + path[3..], "/v1/" + path[4..5].ToUpperInvariant() + path[5..], "/v1/" + path[3..], path + "/unheard/of/it"];
        foreach (var spelling in spellings)
        {
            Expect(operation, await (call with { Url = spelling + query }).SendAsync(client), 404, "not-found");
        }
    });

    [Fact]
    public Task A_reply_that_it_cannot_give_is_refused() => EachAsync(_ => true, async (operation, client, call) =>
    {
        foreach (var accept in new[] { "image/png", "text/html", "application/json;q=0", "application/xml, text/plain" })
        {
            Expect(operation, await call.SendAsync(client, null, ("Accept", accept)), 406, "not-acceptable");
        }

        // A chart is a picture.
        var family = operation.Name is "getPupilTrajectoryChart" or "getProgrammeImpactChart" ? "image/*" : "application/*";
        var taken = await call.SendAsync(client, null, ("Accept", $"text/html, {family};q=0.5"));
        Check(operation, taken.Raw.IsSuccessStatusCode, $"{family} is not taken: {taken}");
    });

    [Fact]
    public Task A_bad_key_is_refused() => EachAsync(o => o is { IsWrite: true, Method: "POST" or "PATCH" }, async (operation, client, call) =>
    {
        foreach (var key in new[] { "two words", new string('k', 256) })
        {
            Expect(operation, await call.SendAsync(client, key), 400, "idempotency-key-invalid");
        }
    });

    [Fact]
    public Task A_trial_takes_true_and_false_only() => EachAsync(o => o.IsWrite, async (operation, client, call) =>
        Expect(operation, await call.Query("validateOnly=maybe").SendAsync(client), 400, "validation-failed"));

    [Fact]
    public Task A_list_refuses_limits_sorts_and_cursors_that_are_none() => EachAsync(o => o.Method == "GET" && Takes(o, "limit"), async (operation, client, call) =>
    {
        foreach (var pair in new[] { "limit=0", "limit=201", "limit=x", "limit=1&limit=2", "sort=-unheardOf", "includeTotal=yes", "limit=", "fields=unheardOf" })
        {
            Expect(operation, await call.Query(pair).SendAsync(client), 400, "validation-failed");
        }

        Expect(operation, await call.Query("cursor=nonsense").SendAsync(client), 400, "cursor-invalid");
    });

    [Fact]
    public async Task A_session_tells_its_actions_and_an_action_that_is_none_of_them_is_a_conflict()
    {
        var client = await world.AsAsync("demo-support");
        var call = await Samples.Of["startSupportSession"].First().Prepare(world);
        await world.DoneAsync("demo-support", call);
        var again = await (call with { IfMatch = "\"2\"" }).SendAsync(client);

        Assert.Equal((HttpStatusCode.Conflict, "invalid-transition"), (again.Status, again.Code));
        Assert.Equal(["complete", "void"], again.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>()));
    }

    private static bool Takes(Mapped operation, string parameter) =>
        operation.Query?.GetProperties().Any(p => p.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase)) == true;

    /// <summary>Whether the method's address is also another route's: <c>/pupils/search</c> is no pupil.</summary>
    private bool Clashes(string method, Mapped operation) => Mapped.All(world).Any(o =>
        o.Method == method && o.Route != operation.Route && o.Route.Split('/').Length == operation.Route.Split('/').Length
        && o.Route.Split('/').Zip(operation.Route.Split('/')).All(p => p.First == p.Second || (p.First.StartsWith('{') && p.Second.StartsWith('{'))));

    private async Task EachAsync(Func<Mapped, bool> which, Func<Mapped, HttpClient, Call, Task> check)
    {
        foreach (var operation in Mapped.All(world).Where(which))
        {
            var sample = Samples.Of[operation.Name].First();
            await check(operation, await world.AsAsync(sample.Client), await sample.Prepare(world));
        }

        _faults.AssertNone();
    }

    private void Expect(Mapped operation, Answer answer, int status, string code)
    {
        Check(operation, (int)answer.Status == status && answer.Code == code, $"{status} {code} expected for {answer.Raw.RequestMessage!.Method} {answer.Raw.RequestMessage.RequestUri!.PathAndQuery}, but {answer}");
        Check(operation, Headers(answer) is { Count: 0 }, $"lacks {string.Join(", ", Headers(answer))} at {status}");
    }

    /// <summary>The headers of every answer that this one lacks.</summary>
    private static List<string> Headers(Answer answer) =>
    [
        .. ((string[])["X-Request-Id", "RateLimit", "RateLimit-Policy", "API-Revision", "X-Content-Type-Options", "Cache-Control", "Content-Security-Policy"])
            .Where(h => !answer.Raw.Headers.Contains(h)),
    ];

    private void Check(Mapped operation, bool holds, string fault) => _faults.Unless(holds, $"{operation.Name}: {fault}");
}
