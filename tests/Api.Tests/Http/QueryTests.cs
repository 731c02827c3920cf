namespace PupilSupport.Api.Tests.Http;

public sealed class QueryTests(EdgeHost edge) : IClassFixture<EdgeHost>
{
    [Theory]
    [InlineData("limit=200")]
    [InlineData("from=2026-11-01&since=2026-11-01T00:00:00Z")]
    [InlineData("since=2026-11-01T00:00:00%2B01:00")]
    [InlineData("status=planned&status=in_progress&status=K")]
    [InlineData("pupilId=0190f6a0-0000-7000-8000-000000000001")]
    [InlineData("includeTotal=true&sort=-startsAt&cursor=abc")]
    [InlineData("expand=pupil,createdBy&fields=id,part.note")]
    public async Task What_the_contract_allows_passes(string query) =>
        Assert.Equal(200, (int)(await edge.SendAsync("GET", "/v1/samples?" + query)).Status);

    [Theory]
    [InlineData("from=01/11/2026", "from invalid-date")]
    [InlineData("from=2026-11-01T00:00:00Z", "from invalid-date")]
    [InlineData("since=2026-11-01T00:00:00", "since invalid-instant")]
    [InlineData("since=2026-11-01T00:00:00+01:00", "since invalid-instant")]
    [InlineData("limit=%2010", "limit wrong-type")]
    [InlineData("limit=1e2", "limit wrong-type")]
    [InlineData("limit=0", "limit out-of-range")]
    [InlineData("limit=201", "limit out-of-range")]
    [InlineData("limit=99999999999999999", "limit wrong-type")]
    [InlineData("limit=", "limit empty")]
    [InlineData("limit=1&limit=2", "limit repeated")]
    [InlineData("pupilId=%7B0190f6a0-0000-7000-8000-000000000001%7D", "pupilId invalid-id")]
    [InlineData("pupilId=00000000-0000-0000-0000-000000000000", "pupilId invalid-id")]
    [InlineData("status=2", "status unknown-code")]
    [InlineData("status=InProgress", "status unknown-code")]
    [InlineData("status=planned,in_progress", "status unknown-code")]
    [InlineData("status=planned&status=", "status empty")]
    [InlineData("includeTotal=True", "includeTotal wrong-type")]
    [InlineData("includeTotal=1", "includeTotal wrong-type")]
    [InlineData("sort=a%00b", "sort invalid-text")]
    [InlineData("sort=a%E2%80%AEb", "sort invalid-text")]
    [InlineData("expand=pupil,trust", "expand unknown-code")]
    [InlineData("expand=pupil.school.trust", "expand unknown-code")]
    [InlineData("expand=pupil,pupil,pupil,pupil,pupil,pupil", "expand too-many-items")]
    [InlineData("fields=secret", "fields unknown-code")]
    [InlineData("fields=part.secret", "fields unknown-code")]
    [InlineData("fields=id,,name", "fields unknown-code")]
    [InlineData("from=x&limit=y", "from invalid-date|limit wrong-type")]
    public async Task A_faulty_parameter_is_named(string query, string faults)
    {
        var answer = await edge.SendAsync("GET", "/v1/samples?" + query);
        answer.ShouldBeProblem(400, "validation-failed");
        Assert.Equal(faults.Split('|').Order(), answer.Faults().Order());
    }

    [Theory]
    [InlineData("GET", "/v1/samples?Limit=1", "Limit")]
    [InlineData("GET", "/v1/samples?owner=0190f6a0-0000-7000-8000-000000000001", "owner")]
    [InlineData("GET", "/v1/samples?validateOnly=true", "validateOnly")]
    [InlineData("GET", "/v1/samples/" + Wire.Id + "?x=1", "x")]
    [InlineData("GET", "/v1/samples/" + Wire.Id + "?expand=pupil", "expand")]
    [InlineData("DELETE", "/v1/samples/" + Wire.Id + "?fields=id", "fields")]
    public async Task An_unknown_parameter_has_a_code_of_its_own(string method, string url, string name)
    {
        var answer = await edge.SendAsync(method, url);
        answer.ShouldBeProblem(400, "unknown-parameter");
        Assert.Equal([name + " unknown-parameter"], answer.Faults());
    }

    [Theory]
    [InlineData("validateOnly=true", 99)]
    [InlineData("validateOnly=false", 1)]
    public async Task A_write_takes_validateOnly(string query, int version)
    {
        var answer = await edge.SendAsync("POST", "/v1/samples?" + query,
            """{"name":"a","schoolId":"0190f6a0-0000-7000-8000-000000000001","startsAt":"2026-11-23T10:00:00Z","status":"planned","parts":[]}""");
        Assert.Equal(version, answer.Json["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Query_and_body_faults_come_together() =>
        Assert.Equal(["validateOnly wrong-type", "/x unknown-member"], (await edge.SendAsync("POST", $"/v1/samples/{Wire.Id}/cancel?validateOnly=yes", """{"x":1}""")).Faults());
}
