using System.Net;
using PupilSupport.Api.Tests.Roster.Pupils;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Roster.Classes;

public class ClassTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Lists_by_school_teacher_and_kind_within_reach()
    {
        using var mis = await api.ClientAsync("demo-mis");
        using var far = await api.ClientAsync("far-support");
        var all = await mis.ReadAsync("/v1/classes");

        Assert.True(all.Status == HttpStatusCode.OK, all.ToString());
        Assert.Equal(("3 Willow", "2026/27"), (all.Data[0]!["name"]!.ToString(), all.Data[0]!["academicYear"]!.ToString()));
        Assert.Single((await mis.ReadAsync($"/v1/classes?schoolId={TestData.Oak}&kind=registration&teacherId={TestData.StaffOf("demo-teacher")}")).Column("id"));
        Assert.Empty((await mis.ReadAsync($"/v1/classes?teacherId={TestData.StaffOf("demo-dsl")}")).Data);
        Assert.Empty((await mis.ReadAsync($"/v1/classes?schoolId={TestData.Beech}")).Data);
        Assert.Empty((await far.ReadAsync("/v1/classes")).Data);
    }
}
