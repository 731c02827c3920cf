using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Imports;

public sealed class RowErrorTests(ApiFactoryWithWorkers api) : IClassFixture<ApiFactoryWithWorkers>
{
    [Fact]
    public async Task A_bad_row_does_not_lose_the_good_ones_and_takes_its_dependants_with_it()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.School("e1", "100001")
            .Users(
                ",e1-good,student,e1,Good,Pupil,,,", ",e1-nameless,student,e1,,Pupil,,,", ",e1-lost,student,nowhere,Lost,Pupil,,,",
                ",e1-good,student,e1,Double,Pupil,,,", ",e1-short,student,e1,Too,Few", ",e1-homeless,student,,Home,Less,,,")
            .Classes("e1-c,1 Ash,homeroom,e1,", "e1-x,Nowhere,homeroom,nowhere,")
            .Enrollments(
                ",e1-1,e1-c,e1-good,student,,", ",e1-2,e1-c,e1-nameless,student,,", ",e1-3,e1-x,e1-good,student,,", ",e1-4,e1-c,e1-good,student,01/02/2026,")
            .ToBytes();

        var job = await client.ImportAsync(zip);

        job.Succeeded();
        Assert.Equal("3 1 0 9 0", job.Counts());
        Assert.Equal(
            [
                "users.csv:3:givenName:required", "users.csv:4:orgSourcedIds:unknown-reference", "users.csv:5:sourcedId:duplicate-id",
                "users.csv:6::column-count", "users.csv:7:orgSourcedIds:required", "classes.csv:3:schoolSourcedId:unknown-reference",
                "enrollments.csv:3:userSourcedId:unknown-reference", "enrollments.csv:4:classSourcedId:unknown-reference",
                "enrollments.csv:5:beginDate:invalid-date",
            ],
            await client.ErrorsOfAsync(job));
        Assert.Equal(["Good"], await NamesAsync("e1-%"));
    }

    [Fact]
    public async Task Two_pupils_with_one_UPN_are_one_pupil_and_one_error()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.School("e2", "100001")
            .Users(",e2-1,student,e2,First,Pupil,H801200001001,,", ",e2-2,student,e2,Second,Pupil,H801200001001,,", ",e2-3,student,e2,Third,Pupil,A801200005001,,")
            .ToBytes();
        var job = await client.ImportAsync(zip);
        Assert.Equal(["users.csv:3:identifier:upn-taken"], await client.ErrorsOfAsync(job));
        Assert.Equal(["users.csv:4:identifier:upn-invalid"], await client.ErrorsOfAsync(job, "warning"));
        Assert.Equal(["First", "Third"], await NamesAsync("e2-%"));
    }

    [Fact]
    public async Task Not_UTF8_control_characters_and_bad_quotes_are_errors_of_their_row()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.School("e3", "100001")
            .Users(",e3-1,student,e3,G\u0007d,Pupil,,,", ",e3-2,student,e3,Ba\"d,Pupil,,,", ",e3-3,student,e3,\uFFFD,Pupil,,,", ",e3-4,student,e3,\"O\"\"Neil, Áine\",Pupil,,,")
            .ToBytes();
        var job = await client.ImportAsync(zip);
        Assert.Equal(
            ["users.csv:2:givenName:control-character", "users.csv:3::malformed-csv", "users.csv:4:givenName:not-utf8"],
            await client.ErrorsOfAsync(job));
        Assert.Equal(["O\"Neil, Áine"], await NamesAsync("e3-%"));
    }

    [Fact]
    public async Task Errors_are_paged()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.School("e4", "100001").Users([.. Enumerable.Range(1, 5).Select(i => $",e4-{i},student,e4,,Pupil,,,")]).ToBytes();
        var job = await client.ImportAsync(zip);
        Assert.Equal(5, job["errors"]!["total"]!.GetValue<int>());
        var lines = new List<int>();
        var url = $"/v1/jobs/{job["id"]}/errors?limit=2";
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.ReadAsync(url + (cursor.Length > 0 ? $"&cursor={cursor}" : ""));
            lines.AddRange(page.Data.Select(e => e!["line"]!.GetValue<int>()));
            cursor = page.Json["page"]!["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal([2, 3, 4, 5, 6], lines);
    }

    private async Task<string[]> NamesAsync(string externalIds) => await api.Database.ScalarAsync<string[]>(
        """
        SELECT coalesce(array_agg(p.given_name ORDER BY x.value), '{}') FROM pupils p
        JOIN external_ids x ON x.kind = 'pupil' AND x.record_id = p.id WHERE x.value LIKE $1
        """,
        externalIds) ?? [];
}
