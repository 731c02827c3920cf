using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Http;

public sealed class ProblemTests(EdgeHost edge) : IClassFixture<EdgeHost>
{
    [Theory]
    [InlineData("/v1/nowhere")]
    [InlineData("/nowhere")]
    [InlineData("/v1/Samples")]
    [InlineData("/V1/samples")]
    [InlineData("/v1/samples/")]
    [InlineData("/v1/samples/%7B0190f6a0-0000-7000-8000-000000000001%7D")]
    [InlineData("/v1/samples/0190f6a0000070008000000000000001")]
    [InlineData("/v1/samples/x")]
    public async Task An_unknown_path_is_404(string path) => (await edge.SendAsync("GET", path)).ShouldBeProblem(404, "not-found");

    [Fact]
    public async Task An_unknown_path_is_404_for_a_stranger_too() =>
        (await edge.SendAsync("GET", "/v1/nowhere", headers: ("Authorization", "none"))).ShouldBeProblem(404, "not-found");

    [Fact]
    public async Task A_wrong_method_is_405_and_says_which_there_are()
    {
        var answer = await edge.SendAsync("DELETE", "/v1/samples");
        answer.ShouldBeProblem(405, "method-not-allowed");
        Assert.Equal("GET, HEAD, POST", answer.Header("Allow"));
    }

    [Fact]
    public async Task A_number_that_is_none_names_no_path_whatever_the_method()
    {
        (await edge.SendAsync("DELETE", "/v1/samples/parts/7")).ShouldBeProblem(405, "method-not-allowed");
        (await edge.SendAsync("DELETE", "/v1/samples/parts/seven")).ShouldBeProblem(404, "not-found");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("image/png")]
    [InlineData("application/json;q=0")]
    public async Task An_unknown_media_type_is_406_but_the_problem_is_still_json(string accept) =>
        (await edge.SendAsync("GET", "/v1/samples", headers: ("Accept", accept))).ShouldBeProblem(406, "not-acceptable");

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/html, application/json;q=0.5")]
    public async Task Json_in_some_form_is_acceptable(string accept) =>
        Assert.Equal(200, (int)(await edge.SendAsync("GET", "/v1/samples", headers: ("Accept", accept))).Status);

    [Fact]
    public async Task A_stranger_gets_401_with_a_challenge()
    {
        using var client = new HttpClient { BaseAddress = edge.Client.BaseAddress };
        var answer = await client.ReadAsync("/v1/samples");
        answer.ShouldBeProblem(401, "unauthenticated");
        Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_missing_scope_is_403_and_named()
    {
        var answer = await edge.SendAsync("GET", "/v1/samples/forbidden");
        answer.ShouldBeProblem(403, "insufficient-scope");
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"nobody.has-it\"", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("throws", 500, "internal")]
    [InlineData("stale", 412, "precondition-failed")]
    [InlineData("conflict", 409, "duplicate")]
    [InlineData("gone", 410, "cursor-expired")]
    [InlineData("rule", 422, "unknown-reference")]
    [InlineData("22021", 400, "validation-failed")]
    [InlineData("22003", 400, "validation-failed")]
    [InlineData("23505", 409, "duplicate")]
    [InlineData("23P01", 409, "duplicate")]
    [InlineData("23503", 422, "unknown-reference")]
    [InlineData("23514", 422, "rule-violated")]
    [InlineData("40001", 503, "unavailable")]
    [InlineData("40P01", 503, "unavailable")]
    [InlineData("55P03", 503, "unavailable")]
    [InlineData("57014", 503, "unavailable")]
    [InlineData("42501", 404, "not-found")]
    [InlineData("53300", 503, "unavailable")]
    [InlineData("57P01", 503, "unavailable")]
    [InlineData("08006", 503, "unavailable")]
    [InlineData("XX000", 500, "internal")]
    public async Task An_exception_leaves_as_a_problem_without_its_text(string kind, int status, string code)
    {
        var answer = await edge.SendAsync("GET", "/v1/samples/fail/" + kind);
        answer.ShouldBeProblem(status, code);
        Assert.Equal(status == 503, answer.Header("Retry-After") is not null);
    }

    [Fact]
    public async Task A_lock_that_a_keyed_twin_holds_is_409() =>
        (await edge.SendAsync("GET", "/v1/samples/fail/55P03", headers: ("Idempotency-Key", "k"))).ShouldBeProblem(409, "idempotency-in-progress");

    [Fact]
    public async Task A_conflict_carries_its_extensions() =>
        Assert.Equal("cancel", (await edge.SendAsync("GET", "/v1/samples/fail/conflict")).Json["allowedActions"]![0]!.GetValue<string>());

    [Theory]
    [InlineData("abc-DEF_1.2", true)]
    [InlineData("has space", false)]
    [InlineData("<script>", false)]
    [InlineData("", false)]
    public async Task A_well_formed_request_id_is_kept(string sent, bool kept)
    {
        var returned = (await edge.SendAsync("GET", "/v1/samples", headers: ("X-Request-Id", sent))).Header("X-Request-Id");
        Assert.Equal(kept, returned == sent);
        Assert.Matches("^[A-Za-z0-9._-]{1,64}$", returned);
    }

    [Theory]
    [InlineData("/v1/samples")]
    [InlineData("/v1/nowhere")]
    [InlineData("/v1/samples/fail/throws")]
    public async Task Every_response_carries_the_standard_headers(string path)
    {
        var answer = await edge.SendAsync("GET", path);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", answer.Header("Content-Security-Policy"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", answer.Header("API-Revision"));
        Assert.Null(answer.Header("Server"));
    }
}
