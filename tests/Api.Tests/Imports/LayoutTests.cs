using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Imports;

/// <summary>Both versions of the exchange, and what each may leave out.</summary>
public sealed class LayoutTests(ApiFactoryWithWorkers api) : IClassFixture<ApiFactoryWithWorkers>
{
    [Fact]
    public async Task Version_1_2_has_its_roles_in_a_file_of_their_own()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V12.Orgs("l1-a,Oak,school,100001", "l1-b,Beech,school,100002")
            .File("users", "sourcedId,status,enabledUser,givenName,familyName,userIds,preferredGivenName,primaryOrgSourcedId",
                "l1-1,,true,Maria,Dual,{UPN:P207000016049},Mia,l1-a", "l1-2,,true,Tea,Cher,,,l1-a", "l1-3,,true,No,Role,,,l1-a", "l1-4,,true,Past,Role,,,l1-a")
            .File("roles", "sourcedId,status,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId",
                "r1,,l1-1,primary,student,2026-09-03,,l1-a", "r2,,l1-1,secondary,student,2026-10-01,2027-02-12,l1-b", "r3,,l1-2,primary,teacher,,,l1-a",
                "r4,,l1-9,primary,teacher,,,l1-a", "r5,,l1-4,primary,student,2025-09-01,2026-07-20,l1-a")
            .File("userProfiles", "sourcedId,userSourcedId,username,password", "p1,l1-1,maria,secret-canary")
            .Demographics("l1-1,2016-02-29")
            .ToBytes();

        var job = await client.ImportAsync(zip);

        job.Succeeded();
        Assert.Equal(["users.csv:4:role:required", "roles.csv:5:userSourcedId:unknown-reference"], Ordered(await client.ErrorsOfAsync(job)));
        var pupil = await RecordAsync("l1-1");
        Assert.Equal(1, await CountAsync("pupils WHERE id = $1 AND preferred_given_name = 'Mia' AND upn = 'P207000016049' AND date_of_birth = '2016-02-29'", pupil));
        Assert.Equal(1, await CountAsync("pupil_enrolments WHERE pupil_id = $1 AND kind = 'main' AND admitted_on = '2026-09-03' AND school_id = $2", pupil, TestData.Oak));
        Assert.Equal(1, await CountAsync("pupil_enrolments WHERE pupil_id = $1 AND kind = 'subsidiary' AND left_on = '2027-02-12' AND school_id = $2", pupil, TestData.Beech));
        Assert.Equal("Teacher", await api.Database.ScalarAsync<string>("SELECT job_role FROM staff_assignments WHERE staff_id = $1", await RecordAsync("l1-2")));
        Assert.Equal("0 0", string.Join(' ', (await client.ImportAsync(zip)).Counts().Split(' ').Take(2)));
    }

    [Fact]
    public async Task A_grade_gives_the_year_group_while_the_age_is_unknown()
    {
        var client = await api.ClientAsync("demo-mis");
        await client.ImportAsync(RosterZip.V11.School("l2", "100001").Users(",l2-1,student,l2,No,Age,,,Year 4", ",l2-2,student,l2,With,Age,,,Year 4").Demographics("l2-2,2018-01-01").ToBytes());
        Assert.Equal(2022, await api.Database.ScalarAsync<int>("SELECT reception_year FROM pupils WHERE id = $1", await RecordAsync("l2-1")));
        Assert.Equal(0, await CountAsync("pupils WHERE id = $1 AND reception_year IS NOT NULL", await RecordAsync("l2-2")));
    }

    [Fact]
    public async Task Contacts_are_tied_from_either_side()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.School("l3", "100001").Users(
            ",l3-p1,student,l3,Child,One,,l3-g,", ",l3-p2,student,l3,Child,Two,,,", ",l3-m,parent,l3,Mother,One,,\"l3-p1,l3-p2\",",
            ",l3-g,guardian,,Guardian,One,,,", ",l3-u,parent,l3,Untied,Parent,,l3-nobody,").ToBytes();
        var job = await client.ImportAsync(zip);
        job.Succeeded();
        Assert.Empty(await client.ErrorsOfAsync(job));
        Assert.Equal(["users.csv:6:agentSourcedIds:unknown-reference"], await client.ErrorsOfAsync(job, "warning"));
        Assert.Equal(2, await CountAsync("contact_links WHERE contact_id = $1 AND relationship = 'parent' AND parental_responsibility = 'none'", await RecordAsync("l3-m")));
        Assert.Equal(1, await CountAsync("contact_links WHERE contact_id = $1 AND pupil_id = $2 AND relationship = 'carer'", await RecordAsync("l3-g"), await RecordAsync("l3-p1")));
    }

    [Fact]
    public async Task A_byte_order_mark_other_column_orders_and_unknown_columns_do_not_matter()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.School("l4", "100001")
            .File("users", "\uFEFFfavouriteColour,FAMILYNAME,givenName,role,orgSourcedIds,sourcedId", "blue,Bom,Anne,student,l4,l4-1").ToBytes();
        var job = await client.ImportAsync(zip);
        Assert.Equal("1 0", string.Join(' ', job.Counts().Split(' ')[0], job.Counts().Split(' ')[3]));
    }

    [Fact]
    public async Task A_class_belongs_to_the_academic_year_of_its_first_term()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.School("l5", "100001")
            .File("academicSessions", "sourcedId,title,type,startDate,endDate,schoolYear", "l5-t1,Autumn,term,2026-09-01,2026-12-18,2027", "l5-t2,Spring,term,2027-01-04,2027-03-25,2027")
            .Classes("l5-c,7X,homeroom,l5,\"l5-t2,l5-t1\"").ToBytes();
        await client.ImportAsync(zip);
        Assert.Equal(1, await CountAsync("teaching_classes WHERE id = $1 AND academic_year = 2026 AND kind = 'registration'", await RecordAsync("l5-c")));
    }

    private static IEnumerable<string> Ordered(IEnumerable<string> errors) => errors.OrderByDescending(e => e, StringComparer.Ordinal);

    private Task<Guid> RecordAsync(string value) => api.Database.ScalarAsync<Guid>("SELECT record_id FROM external_ids WHERE system = 'oneroster' AND value = $1", value);

    private Task<long> CountAsync(string from, params object[] parameters) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}", parameters);
}
