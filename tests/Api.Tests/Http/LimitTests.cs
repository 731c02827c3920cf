using System.Text.RegularExpressions;

namespace PupilSupport.Api.Tests.Http;

/// <summary>The edge with small quotas and one allowed origin.</summary>
public sealed class LimitedEdge : EdgeHost
{
    public const string Origin = "https://app.example.org";

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["RateLimits:Read"] = "5", ["RateLimits:Write"] = "3", ["Cors:Origins:0"] = Origin };
}

public sealed class LimitTests(LimitedEdge edge) : IClassFixture<LimitedEdge>
{
    [Fact]
    public async Task A_quota_is_counted_told_refused_and_renewed()
    {
        edge.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var left = 4; left >= 0; left--)
        {
            var answer = await edge.SendAsync("GET", "/v1/samples");
            Assert.Equal(200, (int)answer.Status);
            Assert.Equal($"\"read\";r={left};t=60", answer.Header("RateLimit"));
            Assert.Equal("\"read\";q=5;w=60, \"write\";q=3;w=60", answer.Header("RateLimit-Policy"));
        }

        edge.Clock.Advance(TimeSpan.FromSeconds(20));
        var refused = await edge.SendAsync("GET", "/v1/samples");
        refused.ShouldBeProblem(429, "quota-exceeded");
        Assert.Equal("40", refused.Header("Retry-After"));
        Assert.Equal("\"read\";r=0;t=40", refused.Header("RateLimit"));
        Assert.Equal("read", refused.Json["violatedPolicies"]![0]!.GetValue<string>());
        Assert.Equal(204, (int)(await edge.SendAsync("DELETE", "/v1/samples/" + Wire.Id)).Status);

        edge.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(200, (int)(await edge.SendAsync("GET", "/v1/samples")).Status);
    }

    [Fact]
    public async Task An_unchanged_resource_costs_nothing()
    {
        edge.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(304, (int)(await edge.SendAsync("GET", "/v1/samples/" + Wire.Id, headers: ("If-None-Match", "\"7\""))).Status);
        }
    }

    [Theory]
    [InlineData("/v1/nowhere")]
    [InlineData("/v1/samples/fail/throws")]
    [InlineData("/v1/samples/forbidden")]
    public async Task Refusals_carry_the_headers_too(string path)
    {
        edge.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Matches(new Regex("^\"read\";r=[0-9]+;t=[0-9]+$"), (await edge.SendAsync("GET", path)).Header("RateLimit"));
    }

    [Theory]
    [InlineData(LimitedEdge.Origin, true)]
    [InlineData("https://evil.example.org", false)]
    [InlineData("https://app.example.org.evil.org", false)]
    [InlineData("null", false)]
    public async Task Only_listed_origins_may_call(string origin, bool allowed)
    {
        edge.Clock.Advance(TimeSpan.FromMinutes(2));
        var preflight = await edge.SendAsync("OPTIONS", "/v1/samples", headers: [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,if-match")]);
        var read = await edge.SendAsync("GET", "/v1/samples", headers: ("Origin", origin));
        Assert.Equal(allowed ? origin : null, preflight.Header("Access-Control-Allow-Origin"));
        Assert.Equal(allowed ? origin : null, read.Header("Access-Control-Allow-Origin"));
        Assert.Equal(allowed, read.Header("Access-Control-Expose-Headers")?.Contains("ETag") == true);
        Assert.Null(read.Header("Access-Control-Allow-Credentials"));
    }
}

public sealed class CompressionTests(EdgeHost edge) : IClassFixture<EdgeHost>
{
    [Fact]
    public async Task A_resource_with_an_ETag_is_not_compressed()
    {
        var answer = await edge.SendAsync("GET", "/v1/samples/" + Wire.Id, headers: ("Accept-Encoding", "br"));
        Assert.Null(answer.Header("Content-Encoding"));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(50, "br")]
    public async Task A_list_is_compressed_when_it_is_long(int limit, string? coding)
    {
        var answer = await edge.SendAsync("GET", "/v1/samples?limit=" + limit, headers: ("Accept-Encoding", "br"));
        Assert.Equal(coding, answer.Header("Content-Encoding"));
    }
}
