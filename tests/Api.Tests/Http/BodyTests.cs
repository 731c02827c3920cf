using System.Text;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Http;

public sealed class BodyTests(EdgeHost edge) : IClassFixture<EdgeHost>
{
    private const string Good =
        """{"name":"Hive","schoolId":"0190f6a0-0000-7000-8000-000000000001","startsAt":"2026-11-23T10:00:00Z","status":"in_progress","parts":[]}""";

    private Task<Answer> PostAsync(string body, string? type = "application/json", params (string, string)[] headers) =>
        edge.SendAsync("POST", "/v1/samples", body, type, headers);

    /// <summary>The good body with one member added or replaced.</summary>
    private static string With(string name, string json)
    {
        var at = Good.IndexOf($"\"{name}\":", StringComparison.Ordinal);
        if (at < 0)
        {
            return Good[..^1] + $",\"{name}\":{json}}}";
        }

        var end = Good.IndexOf(",\"", at, StringComparison.Ordinal);
        return Good[..at] + $"\"{name}\":{json}" + Good[(end < 0 ? Good.Length - 1 : end)..];
    }

    [Fact]
    public async Task A_good_body_passes() => Assert.Equal(201, (int)(await PostAsync(Good)).Status);

    [Theory]
    [InlineData("parts", "[null]", "/parts/0 null-not-allowed")]
    [InlineData("parts", "null", "/parts null-not-allowed")]
    [InlineData("parts", "{}", "/parts wrong-type")]
    [InlineData("parts", """[{"pupilId":"x"}]""", "/parts/0/pupilId invalid-id")]
    [InlineData("parts", """[{}]""", "/parts/0/pupilId required")]
    [InlineData("status", "\"InProgress\"", "/status unknown-code")]
    [InlineData("status", "\"planned,in_progress\"", "/status unknown-code")]
    [InlineData("status", "1", "/status wrong-type")]
    [InlineData("status", "\"k\"", "/status unknown-code")]
    [InlineData("status", "null", "/status null-not-allowed")]
    [InlineData("schoolId", "\"00000000-0000-0000-0000-000000000000\"", "/schoolId invalid-id")]
    [InlineData("schoolId", "\"{0190f6a0-0000-7000-8000-000000000001}\"", "/schoolId invalid-id")]
    [InlineData("schoolId", "\"0190f6a0000070008000000000000001\"", "/schoolId invalid-id")]
    [InlineData("pupilId", "\"00000000-0000-0000-0000-000000000000\"", "/pupilId invalid-id")]
    [InlineData("name", "\"a\\u0000b\"", "/name invalid-text")]
    [InlineData("name", "\"a\\u0007b\"", "/name invalid-text")]
    [InlineData("name", "\"a\\ud800b\"", "/name invalid-text")]
    [InlineData("name", "\"a\\u202eb\"", "/name invalid-text")]
    [InlineData("name", "\"a\\ufffeb\"", "/name invalid-text")]
    [InlineData("name", "\"a\\ud83f\\udfffb\"", "/name invalid-text")]
    [InlineData("name", "5", "/name wrong-type")]
    [InlineData("startsAt", "\"2026-11-23T10:00:00\"", "/startsAt invalid-instant")]
    [InlineData("startsAt", "\"2026-11-23\"", "/startsAt invalid-instant")]
    [InlineData("startsAt", "\"2026-13-23T10:00:00Z\"", "/startsAt invalid-instant")]
    [InlineData("startsAt", "\"0001-01-01T00:00:00Z\"", "/startsAt out-of-range")]
    [InlineData("startsAt", "\"9999-12-31T23:59:59Z\"", "/startsAt out-of-range")]
    [InlineData("day", "\"01/11/2026\"", "/day invalid-date")]
    [InlineData("day", "\"2026-11-23T00:00:00Z\"", "/day invalid-date")]
    [InlineData("day", "\"0001-01-01\"", "/day out-of-range")]
    [InlineData("dose", "2.1234", "/dose too-many-decimals")]
    [InlineData("dose", "2.1000000000000000000000000000001", "/dose wrong-type")]
    [InlineData("dose", "1e-4", "/dose too-many-decimals")]
    [InlineData("dose", "\"2.5\"", "/dose wrong-type")]
    [InlineData("dose", "1e400", "/dose wrong-type")]
    [InlineData("count", "3.0", "/count wrong-type")]
    [InlineData("count", "3e0", "/count wrong-type")]
    [InlineData("count", "\"3\"", "/count wrong-type")]
    [InlineData("count", "99999999999", "/count wrong-type")]
    [InlineData("count", "6", "/count out-of-range")]
    [InlineData("code", "\"123456\"", "/code too-long")]
    [InlineData("figure", "{}", "/figure/type required")]
    [InlineData("figure", """{"type":"cone"}""", "/figure/type unknown-code")]
    [InlineData("figure", """{"type":1}""", "/figure/type unknown-code")]
    [InlineData("figure", """{"type":"circle","side":1}""", "/figure/side unknown-member|/figure/radius required")]
    [InlineData("figure", "[]", "/figure wrong-type")]
    [InlineData("tags", "[[]]", "/tags/0 wrong-type")]
    public async Task A_faulty_member_is_named(string member, string json, string faults)
    {
        var answer = await PostAsync(With(member, json));
        answer.ShouldBeProblem(400, "validation-failed");
        Assert.Equal(faults.Split('|'), answer.Faults());
    }

    [Theory]
    [InlineData("day", "\"2026-11-23\"")]
    [InlineData("dose", "2.500")]
    [InlineData("dose", "25e-1")]
    [InlineData("dose", "2.123000")]
    [InlineData("dose", "null")]
    [InlineData("figure", """{"radius":1,"type":"circle"}""")]
    [InlineData("status", "\"K\"")]
    [InlineData("startsAt", "\"2026-11-23T10:00:00.123+01:00\"")]
    [InlineData("name", "\"Zo\\u00eb O’Neill\\t\\n\\ud83d\\ude00\"")]
    public async Task What_the_contract_allows_passes(string member, string json) =>
        Assert.Equal(201, (int)(await PostAsync(With(member, json))).Status);

    [Fact]
    public async Task Text_is_trimmed_and_composed() =>
        Assert.Equal("Zo\u00eb", (await PostAsync(With("name", "\"  Zoe\u0308 \""))).Text("name"));

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        var answer = await PostAsync("""{"name":null,"status":2,"parts":[{"pupilId":1,"x~/y":2}],"day":"x"}""");
        Assert.Equal(
            ["/name null-not-allowed", "/status wrong-type", "/parts/0/pupilId wrong-type", "/parts/0/x~0~1y unknown-member", "/day invalid-date", "/schoolId required", "/startsAt required"],
            answer.Faults());
    }

    [Fact]
    public async Task No_more_than_a_hundred_faults_are_listed()
    {
        var answer = await PostAsync(With("parts", "[" + string.Join(',', Enumerable.Repeat("{}", 300)) + "]"));
        Assert.Equal(100, answer.Faults().Count);
        Assert.True(answer.Json["truncated"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("Name")]
    [InlineData("trustId")]
    public async Task An_unknown_member_has_a_code_of_its_own(string name)
    {
        var answer = await PostAsync(With(name, "1"));
        answer.ShouldBeProblem(400, "unknown-member");
        Assert.Equal([$"/{name} unknown-member"], answer.Faults());
    }

    [Fact]
    public async Task A_member_given_twice_is_refused() =>
        Assert.Equal(["/name duplicate-member"], (await PostAsync(Good[..^1] + ",\"name\":\"b\"}")).Faults());

    [Fact]
    public async Task A_strange_name_is_not_repeated() =>
        Assert.DoesNotContain("aaaaaaaa", (await PostAsync(With(new string('a', 70), "1"))).BodyText);

    [Theory]
    [InlineData("{\"name\":")]
    [InlineData("{\"name\":\"a\",}")]
    [InlineData("{} // note")]
    [InlineData("{}{}")]
    [InlineData("{'name':1}")]
    [InlineData(" ")]
    public async Task What_is_no_json_is_malformed(string body) => (await PostAsync(body)).ShouldBeProblem(400, "malformed-json");

    [Fact]
    public async Task Depth_is_limited() =>
        (await PostAsync(new string('[', 100_000))).ShouldBeProblem(400, "malformed-json");

    [Fact]
    public async Task Bad_utf8_is_malformed() =>
        (await edge.SendAsync("POST", "/v1/samples", [.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8])).ShouldBeProblem(400, "malformed-json");

    [Fact]
    public async Task A_missing_body_is_named()
    {
        var answer = await edge.SendAsync("POST", "/v1/samples");
        answer.ShouldBeProblem(400, "validation-failed");
        Assert.Equal([" required"], answer.Faults());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/vnd.x+json")]
    [InlineData("application/json; charset=nope")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/merge-patch+json")]
    [InlineData(null)]
    public async Task Another_media_type_is_415(string? type)
    {
        var answer = await PostAsync(Good, type);
        answer.ShouldBeProblem(415, "unsupported-media-type");
        Assert.Equal("application/json", answer.Header("Accept"));
    }

    [Fact]
    public async Task A_coded_body_is_415() =>
        (await PostAsync(Good, "application/json", ("Content-Encoding", "gzip"))).ShouldBeProblem(415, "unsupported-media-type");

    [Fact]
    public async Task A_stranger_learns_nothing_of_media_types() =>
        (await PostAsync(Good, "text/plain", ("Authorization", "none"))).ShouldBeProblem(401, "unauthenticated");

    [Fact]
    public async Task A_large_body_is_413() =>
        (await PostAsync(With("name", "\"" + new string('a', 2 << 20) + "\""))).ShouldBeProblem(413, "payload-too-large");

    [Theory]
    [InlineData(null, 200)]
    [InlineData("{}", 200)]
    [InlineData("""{"x":1}""", 400)]
    [InlineData("[]", 400)]
    public async Task An_action_without_members_takes_an_empty_object_or_nothing(string? body, int status) =>
        Assert.Equal(status, (int)(await edge.SendAsync("POST", $"/v1/samples/{Wire.Id}/cancel", body, headers: ("If-Match", "\"7\""))).Status);

    [Fact]
    public async Task The_fingerprint_depends_on_query_and_bytes_but_not_on_order()
    {
        async Task<string> OfAsync(string query, string body) =>
            (await edge.SendAsync("POST", $"/v1/samples/{Wire.Id}/finish{query}", Encoding.UTF8.GetBytes(body), headers: ("Idempotency-Key", "k"))).Text("name");

        Assert.Equal(await OfAsync("", "{}"), await OfAsync("", "{}"));
        Assert.NotEqual(await OfAsync("", "{}"), await OfAsync("", "{ }"));
        Assert.NotEqual(await OfAsync("", "{}"), await OfAsync("?validateOnly=false", "{}"));
    }
}
