using System.Net;
using PupilSupport.Api.Tests.Roster.Pupils;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Roster.CodeSets;

public class CodeSetTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Every_listed_set_has_labelled_codes_without_a_repetition()
    {
        using var client = await api.ClientAsync("demo-support");
        var sets = await client.ReadAsync("/v1/code-sets");

        Assert.True(sets.Data.Count >= 15, sets.ToString());
        foreach (var name in sets.Column("name"))
        {
            var set = await client.ReadAsync($"/v1/code-sets/{name}");
            var codes = set.Json["codes"]!.AsArray();
            Assert.NotEmpty(codes);
            Assert.Equal(codes.Count, codes.Select(c => c!["code"]!.ToString()).Distinct().Count());
            Assert.All(codes, c => Assert.NotEmpty(c!["label"]!.ToString()));
        }
    }

    [Fact]
    public async Task Speaks_the_national_codes_with_their_days()
    {
        using var client = await api.ClientAsync("demo-support");
        var needs = await client.ReadAsync("/v1/code-sets/sen-types");
        Assert.Equal(13, needs.Json["codes"]!.AsArray().Count);
        var years = await client.ReadAsync("/v1/code-sets/year-groups");
        Assert.Equal(["N1", "N2", "R", "1"], years.Json["codes"]!.AsArray().Take(4).Select(c => c!["code"]!.ToString()));

        var attendance = (await client.ReadAsync("/v1/code-sets/attendance-codes")).Json["codes"]!.AsArray();
        Assert.Equal("2024-08-18", attendance.Single(c => c!["code"]!.ToString() == "H")!["validTo"]!.ToString());
        Assert.Equal("2024-08-19", attendance.Single(c => c!["code"]!.ToString() == "C2")!["validFrom"]!.ToString());
        Assert.Equal("unauthorised_absence", attendance.Single(c => c!["code"]!.ToString() == "U")!["group"]!.ToString());
    }

    [Fact]
    public async Task An_unknown_set_is_not_found()
    {
        using var client = await api.ClientAsync("demo-support");
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync("/v1/code-sets/none")).Status);
    }
}
