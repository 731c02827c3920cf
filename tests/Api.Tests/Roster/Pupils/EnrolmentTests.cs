using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Roster.Pupils.PupilRequests;

namespace PupilSupport.Api.Tests.Roster.Pupils;

public class EnrolmentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Adds_and_ends_enrolments_under_the_pupils_version()
    {
        using var client = await api.ClientAsync("demo-mis");
        var pupil = await client.MadeAsync(Url, Pupil());
        var url = $"{Url}/{pupil.Id}/enrolments";

        var added = await client.PostAsync(url, new { schoolId = TestData.Beech, kind = "guest", admittedOn = "2027-01-04" });
        Assert.True(added.Status == HttpStatusCode.Created, added.ToString());
        Assert.Equal(("not_yet_started", "\"2\""), (added.Text("status"), added.ETag));
        Assert.Equal("\"2\"", (await client.ReadAsync($"{Url}/{pupil.Id}")).ETag);

        var stale = await client.PostAsync($"{url}/{added.Id}/end", new { leftOn = "2027-02-01" }, pupil.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        var ended = await client.PostAsync($"{url}/{added.Id}/end", new { leftOn = "2027-02-01", reason = "Trial over" }, added.ETag);
        Assert.Equal(("\"3\"", "2027-02-01", "Trial over"), (ended.ETag, ended.Text("leftOn"), ended.Text("leavingReason")));
        Assert.Equal(1, await api.AuditsAsync("pupil.enrol", pupil.Id));
        Assert.Equal(1, await api.AuditsAsync("pupil.end_enrolment", pupil.Id));
        Assert.Equal(2, (await client.ReadAsync(url)).Data.Count);
    }

    [Fact]
    public async Task Refuses_overlaps_and_an_end_before_the_start()
    {
        using var client = await api.ClientAsync("demo-mis");
        var pupil = await client.MadeAsync(Url, Pupil());
        var url = $"{Url}/{pupil.Id}/enrolments";
        var first = (await client.ReadAsync(url)).Data[0]!["id"]!.ToString();

        var overlap = await client.PostAsync(url, new { schoolId = TestData.Beech, kind = "main", admittedOn = "2026-12-01" });
        Assert.Equal((HttpStatusCode.Conflict, "enrolment-overlaps"), (overlap.Status, overlap.Code));
        Assert.Equal("enrolment-overlaps", (await client.PostAsync(url, new { schoolId = TestData.Oak, kind = "guest", admittedOn = "2026-12-01" })).Code);
        Assert.Equal("leaves-before-admission", (await client.PostAsync($"{url}/{first}/end", new { leftOn = "2026-11-01" }, pupil.ETag)).Code);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.PostAsync($"{url}/{first}/end", new { leftOn = "2026-11-30" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"{url}/{Guid.NewGuid()}/end", new { leftOn = "2026-11-30" }, pupil.ETag)).Status);
    }

    [Fact]
    public async Task Rivals_for_the_main_roll_enrol_once()
    {
        using var client = await api.ClientAsync("demo-mis");
        var pupil = await client.MadeAsync(Url, Pupil(new { admittedOn = "2026-09-02" }));
        var url = $"{Url}/{pupil.Id}/enrolments";
        var first = (await client.ReadAsync(url)).Data[0]!["id"]!.ToString();
        await client.MadeAsync($"{url}/{first}/end", new { leftOn = "2026-11-20" }, pupil.ETag);

        var rivals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.PostAsync(url, new { schoolId = TestData.Beech, kind = "main", admittedOn = "2026-11-23" })));

        Assert.Single(rivals, r => r.Status == HttpStatusCode.Created);
        Assert.All(rivals.Where(r => r.Status != HttpStatusCode.Created), r => Assert.True((int)r.Status is 409 or 412, r.ToString()));
    }

    [Fact]
    public async Task A_school_neither_enrols_for_nor_ends_what_is_anothers()
    {
        using var mis = await api.ClientAsync("demo-mis");
        using var office = await api.ClientAsync("demo-office");
        var pupil = await mis.MadeAsync(Url, Pupil());
        var url = $"{Url}/{pupil.Id}/enrolments";
        var guest = await mis.MadeAsync(url, new { schoolId = TestData.Beech, kind = "guest", admittedOn = "2026-11-23" });

        Assert.Equal(HttpStatusCode.NotFound, (await office.PostAsync($"{url}/{guest.Id}/end", new { leftOn = "2026-11-30" }, guest.ETag)).Status);
        Assert.Equal("unknown-reference", (await office.PostAsync(url, new { schoolId = TestData.Beech, kind = "subsidiary", admittedOn = "2026-12-01" })).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await office.ReadAsync($"{Url}/{TestData.ElmPupils[0]}/enrolments")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.ReadAsync($"{Url}/{TestData.BeechPupils[0]}/enrolments")).Status);
    }
}
