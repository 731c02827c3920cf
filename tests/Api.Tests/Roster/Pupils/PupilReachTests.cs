using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Roster.Pupils.PupilRequests;

namespace PupilSupport.Api.Tests.Roster.Pupils;

public class PupilReachTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("2020-01-01", null, HttpStatusCode.OK)]
    [InlineData("2013-01-01", null, HttpStatusCode.NotFound)]
    [InlineData("2013-01-01", "6", HttpStatusCode.OK)]
    [InlineData("2020-01-01", "7", HttpStatusCode.NotFound)]
    [InlineData(null, "R", HttpStatusCode.OK)]
    [InlineData(null, null, HttpStatusCode.NotFound)]
    public async Task A_phase_leader_sees_the_year_groups_by_override_or_age(string? dateOfBirth, string? outOfYear, HttpStatusCode status)
    {
        using var mis = await api.ClientAsync("demo-mis");
        using var leader = await api.ClientAsync("demo-phase-lead");
        var pupil = await mis.MadeAsync(Url, Pupil(new { dateOfBirth, outOfYear }));

        Assert.Equal(status, (await leader.ReadAsync($"{Url}/{pupil.Id}")).Status);
    }

    [Fact]
    public async Task A_leaver_stays_with_the_last_school_until_another_takes_over()
    {
        using var mis = await api.ClientAsync("demo-mis");
        using var oak = await api.ClientAsync("demo-support");
        using var beech = await api.ClientAsync("far-support");
        var pupil = await mis.MadeAsync(Url, Pupil(new { admittedOn = "2026-09-02" }));
        var url = $"{Url}/{pupil.Id}";
        var enrolment = (await mis.ReadAsync(url + "/enrolments")).Data[0]!["id"]!.ToString();

        var ended = await mis.PostAsync($"{url}/enrolments/{enrolment}/end", new { leftOn = "2026-11-20", reason = "Moved" }, pupil.ETag);
        Assert.True(ended.Status == HttpStatusCode.OK, ended.ToString());
        Assert.Equal(HttpStatusCode.OK, (await oak.ReadAsync(url)).Status);

        await mis.MadeAsync(url + "/enrolments", new { schoolId = TestData.Beech, kind = "main", admittedOn = "2026-11-23" });
        Assert.Equal(HttpStatusCode.NotFound, (await oak.ReadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.OK, (await beech.ReadAsync(url)).Status);
    }
}
