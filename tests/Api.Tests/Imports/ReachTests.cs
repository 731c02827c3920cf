using System.Net;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Imports;

/// <summary>A client bound to one school touches no other school's rows.</summary>
public sealed class ReachTests(ReachTests.Api api) : IClassFixture<ReachTests.Api>
{
    /// <summary>With <c>oak-mis</c>, whose role is granted at Oak only.</summary>
    public sealed class Api : ApiFactoryWithWorkers
    {
        protected override async Task SeedAsync(TestDatabase database)
        {
            await base.SeedAsync(database);
            await database.ExecuteAsync("""
                INSERT INTO api_clients SELECT trust_id, gen_random_uuid(), version, recorded_at, updated_at, 'oak-mis', 'oak-mis', kind, staff_id, scopes, disabled_at
                FROM api_clients WHERE client_id = 'demo-mis'
                """);
            await database.ExecuteAsync("""
                INSERT INTO client_secrets (trust_id, id, api_client_id, hash, created_at)
                SELECT s.trust_id, gen_random_uuid(), n.id, s.hash, s.created_at
                FROM client_secrets s JOIN api_clients o ON o.id = s.api_client_id AND o.client_id = 'demo-mis', api_clients n WHERE n.client_id = 'oak-mis'
                """);
            await database.ExecuteAsync("""
                INSERT INTO role_grants (trust_id, id, version, recorded_at, updated_at, api_client_id, role, school_id, starts_on)
                SELECT trust_id, gen_random_uuid(), 1, recorded_at, updated_at, id, 'mis_client', $1, '2026-09-01' FROM api_clients WHERE client_id = 'oak-mis'
                """, TestData.Oak);
        }
    }

    [Fact]
    public async Task Rows_of_a_school_out_of_reach_are_errors()
    {
        var trust = await api.ClientAsync("demo-mis");
        await trust.ImportAsync(RosterZip.V11.Orgs("r1-a,Oak,school,100001", "r1-b,Beech,school,100002")
            .Users(",r1-own,student,r1-a,Own,Pupil,,,", ",r1-far,student,r1-b,Far,Pupil,,,", ",r1-teach,teacher,r1-b,Far,Teacher,,,")
            .Classes("r1-c,Far class,,r1-b,").ToBytes());
        var far = await NameOfAsync("r1-far");

        var client = await api.ClientAsync("oak-mis");
        var job = await client.ImportAsync(RosterZip.V11.Orgs("r1-a,Oak,school,100001", "r1-b,Beech,school,100002")
            .Users(
                ",r1-own,student,r1-a,Renamed,Pupil,,,", ",r1-far,student,r1-b,Stolen,Pupil,,,", ",r1-new,student,r1-b,New,There,,,",
                ",r1-both,student,\"r1-a,r1-b\",Both,Schools,,,", ",r1-teach,teacher,r1-a,Stolen,Teacher,,,")
            .Classes("r1-c,Stolen class,,r1-b,").Enrollments(",r1-e,r1-c,r1-own,student,,").ToBytes());

        job.Succeeded();
        Assert.Equal(
            [
                "orgs.csv:3:sourcedId:out-of-reach", "users.csv:3:orgSourcedIds:out-of-reach", "users.csv:4:orgSourcedIds:out-of-reach",
                "users.csv:6:sourcedId:out-of-reach", "classes.csv:2:schoolSourcedId:out-of-reach", "enrollments.csv:2:classSourcedId:out-of-reach",
            ],
            await client.ErrorsOfAsync(job));
        Assert.Equal(["users.csv:5:orgSourcedIds:out-of-reach"], await client.ErrorsOfAsync(job, "warning"));
        Assert.Equal("Renamed", await NameOfAsync("r1-own"));
        Assert.Equal(far, await NameOfAsync("r1-far"));
        Assert.Null(await NameOfAsync("r1-new"));
    }

    [Fact]
    public async Task A_place_that_the_client_brings_is_within_its_reach_at_once()
    {
        var client = await api.ClientAsync("oak-mis");
        var job = await client.ImportAsync(RosterZip.V11.Orgs("r2,New department,department,").Users(",r2-1,student,r2,New,Comer,,,").ToBytes());
        Assert.Equal("2 0 0 0 0", job.Counts());
        var school = await api.Database.ScalarAsync<Guid>("SELECT id FROM schools WHERE name = 'New department' AND kind = 'unclassified'");
        Assert.Equal(1, await api.Database.ScalarAsync<long>("SELECT count(*) FROM role_grants WHERE school_id = $1", school));
        Assert.Equal(1, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events e JOIN role_grants g ON g.id = e.record_id WHERE g.school_id = $1", school));
        Assert.Equal("0 0 2 0 0", (await client.ImportAsync(RosterZip.V11.Orgs("r2,New department,department,").Users(",r2-1,student,r2,New,Comer,,,").ToBytes())).Counts());
    }

    [Fact]
    public async Task An_authority_without_anybody_in_it_is_no_place()
    {
        var client = await api.ClientAsync("demo-mis");
        var job = await client.ImportAsync(RosterZip.V11.Orgs("r3-la,The county,district,", "r3,Somewhere,school,").Users(",r3-1,student,r3,Some,Body,,,").ToBytes());
        Assert.Equal("2 0 0 0 1", job.Counts());
    }

    [Fact]
    public async Task Only_its_client_and_the_trust_administrator_see_a_job()
    {
        var client = await api.ClientAsync("demo-mis");
        var job = await client.ImportAsync(RosterZip.V11.School("r4", "100001").ToBytes());
        var url = $"/v1/jobs/{job["id"]}";
        Assert.Equal(HttpStatusCode.OK, (await (await api.ClientAsync("demo-admin")).ReadAsync(url)).Status);
        foreach (var other in (string[])["oak-mis", "demo-auditor", "demo-other-mis"])
        {
            var stranger = await api.ClientAsync(other);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.ReadAsync(url)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.ReadAsync(url + "/errors")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(url + "/cancel", new { })).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await (await api.ClientAsync("demo-office")).ReadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await api.ClientAsync("demo-admin")).UploadAsync(RosterZip.Minimal)).Status);
    }

    private Task<string?> NameOfAsync(string value) => api.Database.ScalarAsync<string>(
        "SELECT p.given_name FROM pupils p JOIN external_ids x ON x.record_id = p.id AND x.kind = 'pupil' WHERE x.value = $1", value);
}
