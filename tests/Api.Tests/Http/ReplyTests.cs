using System.Text.Json.Nodes;

namespace PupilSupport.Api.Tests.Http;

public sealed class ReplyTests(EdgeHost edge) : IClassFixture<EdgeHost>
{
    private const string One = "/v1/samples/" + Wire.Id;

    private const string Good =
        """{"name":"Hive","schoolId":"0190f6a0-0000-7000-8000-000000000001","startsAt":"2026-11-23T10:00:00Z","status":"in_progress","parts":[]}""";

    [Fact]
    public async Task A_resource_has_its_version_as_ETag_and_is_private()
    {
        var answer = await edge.SendAsync("GET", One);
        Assert.Equal("\"7\"", answer.ETag);
        Assert.Equal("no-cache, private", answer.Header("Cache-Control"));
        Assert.Contains("Authorization", answer.Header("Vary"));
        Assert.Equal("2026-11-23T10:00:00Z", answer.Text("startsAt"));
        Assert.Equal("in_progress", answer.Text("status"));
    }

    [Theory]
    [InlineData("\"7\"", 304)]
    [InlineData("W/\"7\"", 304)]
    [InlineData("\"6\", \"7\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"6\"", 200)]
    [InlineData("rubbish", 200)]
    public async Task If_None_Match_saves_the_body(string tag, int status)
    {
        var answer = await edge.SendAsync("GET", One, headers: ("If-None-Match", tag));
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(status == 304, answer.BodyText.Length == 0);
        Assert.Equal("\"7\"", answer.ETag);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_without_the_body()
    {
        var get = await edge.SendAsync("GET", One);
        var head = await edge.SendAsync("HEAD", One);
        Assert.Equal(get.Status, head.Status);
        Assert.Equal(get.ETag, head.ETag);
        Assert.Equal(get.Raw.Content.Headers.ContentLength, head.Raw.Content.Headers.ContentLength);
        Assert.Empty(head.BodyText);
    }

    [Fact]
    public async Task A_create_is_201_with_Location_and_ETag()
    {
        var answer = await edge.SendAsync("POST", "/v1/samples", Good);
        Assert.Equal(201, (int)answer.Status);
        Assert.Equal(One, answer.Header("Location"));
        Assert.Equal("\"1\"", answer.ETag);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_minimal_create_has_no_body()
    {
        var answer = await edge.SendAsync("POST", "/v1/samples", Good, headers: ("Prefer", "return=minimal"));
        Assert.Equal(201, (int)answer.Status);
        Assert.Equal("return=minimal", answer.Header("Preference-Applied"));
        Assert.Empty(answer.BodyText);
        Assert.Equal(One, answer.Header("Location"));
    }

    [Fact]
    public async Task Fields_select_and_mark_the_ETag()
    {
        var answer = await edge.SendAsync("GET", One + "?fields=id,part.note");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"id":"0190f6a0-0000-7000-8000-000000000001","part":{"note":"n"}}"""), answer.Json));
        Assert.Matches("^\"7-[0-9a-f]{8}\"$", answer.ETag);
        Assert.Equal(answer.ETag, (await edge.SendAsync("GET", One + "?fields=part.note,id")).ETag);
        Assert.Equal(200, (int)(await edge.SendAsync("POST", One + "/cancel", headers: ("If-Match", answer.ETag!))).Status);
    }

    [Fact]
    public async Task Fields_select_within_the_rows_of_a_page()
    {
        var answer = await edge.SendAsync("GET", "/v1/samples?fields=name");
        Assert.Equal("""{"name":"Hive"}""", answer.Data[0]!.ToJsonString());
        Assert.NotNull(answer.Json["page"]);
    }

    [Fact]
    public async Task A_page_links_to_the_next_and_tells_the_total()
    {
        var answer = await edge.SendAsync("GET", "/v1/samples?limit=10&includeTotal=true");
        Assert.Equal($"<{edge.Client.BaseAddress}v1/samples?limit=10&cursor=next%2Bcursor>; rel=\"next\"", answer.Header("Link"));
        Assert.Equal("1", answer.Header("Total-Count"));
        Assert.Null(answer.ETag);
    }

    [Theory]
    [InlineData("POST", "/cancel")]
    [InlineData("PATCH", "")]
    public async Task A_change_without_If_Match_is_428(string method, string path) =>
        (await edge.SendAsync(method, One + path, method == "PATCH" ? """{"room":"x"}""" : null, "application/merge-patch+json"))
            .ShouldBeProblem(428, "precondition-required");

    [Fact]
    public async Task A_fault_of_shape_comes_before_428() =>
        (await edge.SendAsync("POST", One + "/cancel?x=1")).ShouldBeProblem(400, "unknown-parameter");

    [Theory]
    [InlineData("\"7\"", 200)]
    [InlineData("\"7-5f3a\"", 200)]
    [InlineData("\"6\"", 412)]
    [InlineData("W/\"7\"", 412)]
    [InlineData("\"abc\"", 412)]
    [InlineData("7", 400)]
    [InlineData("*", 400)]
    [InlineData("\"6\", \"7\"", 400)]
    public async Task If_Match_is_strict(string tag, int status)
    {
        var answer = await edge.SendAsync("POST", One + "/cancel", headers: ("If-Match", tag));
        Assert.Equal(status, (int)answer.Status);
        if (status == 412)
        {
            Assert.Equal("\"7\"", answer.Text("currentETag"));
        }
    }

    [Theory]
    [InlineData("If-None-Match", "*", 201, " True")]
    [InlineData("If-Match", "*", 200, "True False")]
    [InlineData("X-None", "x", 200, " False")]
    public async Task A_put_creates_or_updates(string header, string value, int status, string seen)
    {
        var answer = await edge.SendAsync("PUT", One, """{"pupilId":"0190f6a0-0000-7000-8000-000000000001"}""", headers: (header, value));
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(seen, answer.Text("name"));
        Assert.Equal(One, answer.Header("Location"));
    }

    [Fact]
    public async Task A_delete_is_204() => Assert.Equal(204, (int)(await edge.SendAsync("DELETE", One)).Status);

    [Theory]
    [InlineData("abc", 200, null)]
    [InlineData("\"abc\"", 200, null)]
    [InlineData("again", 200, "true")]
    [InlineData("with space", 400, null)]
    [InlineData("", 400, null)]
    public async Task A_key_is_checked_and_a_replay_told(string key, int status, string? replayed)
    {
        var answer = await edge.SendAsync("POST", One + "/finish", headers: ("Idempotency-Key", key));
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(replayed, answer.Header("Idempotency-Replayed"));
        if (status == 400)
        {
            answer.ShouldBeProblem(400, "idempotency-key-invalid");
        }
    }

    [Fact]
    public async Task A_needed_key_is_asked_for() =>
        (await edge.SendAsync("POST", One + "/finish")).ShouldBeProblem(400, "idempotency-key-missing");

    [Theory]
    [InlineData("""{"room":"R2"}""", """{"name":"Hive","room":"R2","tags":["a"],"part":null}""")]
    [InlineData("""{"room":null}""", """{"name":"Hive","room":null,"tags":["a"],"part":null}""")]
    [InlineData("""{"tags":["b","c"],"name":"N"}""", """{"name":"N","room":"R1","tags":["b","c"],"part":null}""")]
    [InlineData("""{"part":{"pupilId":"0190f6a0-0000-7000-8000-000000000001"}}""", """{"name":"Hive","room":"R1","tags":["a"],"part":{"pupilId":"0190f6a0-0000-7000-8000-000000000001","note":null}}""")]
    public async Task A_merge_patch_keeps_clears_and_replaces(string patch, string merged)
    {
        var answer = await edge.SendAsync("PATCH", One, patch, "application/merge-patch+json", ("If-Match", "\"7\""));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(merged), answer.Json), answer.ToString());
    }

    [Theory]
    [InlineData("""{}""", " empty")]
    [InlineData("""[]""", " wrong-type")]
    [InlineData("""{"name":null}""", "/name null-not-allowed")]
    [InlineData("""{"x":1}""", "/x unknown-member")]
    [InlineData("""{"room":"a","room":"b"}""", "/room duplicate-member")]
    [InlineData("""{"room":"\ud800"}""", "/room invalid-text")]
    [InlineData("""{"tags":["a","b","c"]}""", "/tags too-many-items")]
    [InlineData("""{"tags":[null]}""", "/tags/0 null-not-allowed")]
    [InlineData("""{"part":{"note":"x"}}""", "/part/pupilId required")]
    public async Task A_faulty_patch_is_named(string patch, string fault)
    {
        var answer = await edge.SendAsync("PATCH", One, patch, "application/merge-patch+json", ("If-Match", "\"7\""));
        Assert.Equal(400, (int)answer.Status);
        Assert.Equal([fault], answer.Faults());
    }

    [Fact]
    public async Task A_patch_of_another_type_is_415()
    {
        var answer = await edge.SendAsync("PATCH", One, "{}", "application/json", ("If-Match", "\"7\""));
        answer.ShouldBeProblem(415, "unsupported-media-type");
        Assert.Equal("application/merge-patch+json", answer.Header("Accept-Patch"));
    }
}
