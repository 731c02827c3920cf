using System.Net;
using PupilSupport.Api.Tests.Roster.Pupils;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Roster.DataQuality;

public class DataQualityTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/data-quality";

    [Fact]
    public async Task Finds_each_fault_at_the_schools_within_reach()
    {
        using var mis = await api.ClientAsync("demo-mis");
        using var admin = await api.ClientAsync("demo-admin");
        using var office = await api.ClientAsync("demo-office");
        Assert.Empty((await mis.ReadAsync(Url)).Data);

        var bare = await mis.MadeAsync(PupilRequests.Url, PupilRequests.Pupil(new { dateOfBirth = (string?)null }));
        var odd = await mis.MadeAsync(PupilRequests.Url, PupilRequests.Pupil(new { upn = "A000000000000", schoolId = TestData.Beech }));
        var temporary = await mis.MadeAsync(PupilRequests.Url, PupilRequests.Pupil(new { upn = "Q85012172000A" }));
        var school = await admin.MadeAsync("/v1/schools", new { name = "New" });
        var unknown = await admin.MadeAsync("/v1/schools", new { name = "What is it", kind = "unclassified" });
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET admitted_on = '2026-09-02', left_on = '2026-10-01' WHERE pupil_id = $1", temporary.Id);

        var found = await mis.ReadAsync(Url);
        Assert.True(found.Status == HttpStatusCode.OK, found.ToString());
        Assert.Equal(
            [
                ("pupil_on_no_roll", temporary.Id), ("pupil_upn_authority_unknown", odd.Id), ("pupil_upn_temporary", temporary.Id),
                ("pupil_without_date_of_birth", bare.Id), ("pupil_without_upn", bare.Id),
                ("school_unclassified", unknown.Id), ("school_without_calendar", school.Id), ("school_without_urn", school.Id),
            ],
            found.Data.Select(f => (f!["code"]!.ToString(), f["recordId"]!.GetValue<Guid>())));
        Assert.Equal("school", found.Data[^1]!["recordKind"]!.ToString());

        Assert.Equal(4, (await office.ReadAsync(Url)).Data.Count);
        Assert.Equal([odd.Id.ToString()], (await mis.ReadAsync($"{Url}?schoolId={TestData.Beech}")).Column("recordId"));
        Assert.Equal([bare.Id.ToString()], (await mis.ReadAsync(Url + "?code=pupil_without_upn")).Column("recordId"));
        var first = await mis.ReadAsync(Url + "?limit=5");
        var rest = await mis.ReadAsync($"{Url}?limit=5&cursor={first.Json["page"]!["nextCursor"]}");
        Assert.Equal(found.Column("code"), first.Column("code").Concat(rest.Column("code")));
    }

    [Fact]
    public async Task Is_for_those_who_keep_the_roster()
    {
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.ReadAsync(Url)).Status);
    }
}
