using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Imports;

/// <summary>What a later file changes, and what it leaves alone. Today is a day of the autumn term 2026.</summary>
public sealed class RosterChangeTests(ApiFactoryWithWorkers api) : IClassFixture<ApiFactoryWithWorkers>
{
    [Fact]
    public async Task A_changed_row_raises_the_version_with_one_audit_entry_and_one_event()
    {
        var client = await api.ClientAsync("demo-mis");
        RosterZip Zip(string name) => RosterZip.V11.School("c1", "100001").Users($",c1-1,student,c1,{name},Change,,,", ",c1-2,student,c1,Same,Change,,,");
        await client.ImportAsync(Zip("Before").ToBytes());
        var (changed, same) = (await RecordAsync("c1-1"), await RecordAsync("c1-2"));

        var job = await client.ImportAsync(Zip("After").ToBytes());

        Assert.Equal("0 1 2 0 0", job.Counts());
        Assert.Equal(2, await api.Database.ScalarAsync<int>("SELECT version FROM pupils WHERE id = $1 AND given_name = 'After'", changed));
        Assert.Equal(1, await CountAsync("pupil_name_tokens WHERE pupil_id = $1 AND token = 'after'", changed));
        Assert.Equal(0, await CountAsync("pupil_name_tokens WHERE pupil_id = $1 AND token = 'before'", changed));
        Assert.Equal(2, await CountAsync("events WHERE record_id = $1", changed));
        Assert.Equal(1, await CountAsync("events WHERE record_id = $1", same));
        var entry = await api.Database.ScalarAsync<string>("SELECT changes FROM audit_entries WHERE record_id = $1 AND record_version = 2", changed);
        Assert.Contains("\"given_name\": [\"Before\", \"After\"]", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blank_field_erases_nothing()
    {
        var client = await api.ClientAsync("demo-mis");
        await client.ImportAsync(RosterZip.V11.School("c2", "100001").Users(",c2-1,student,c2,Blank,Field,J820432109876,,").Demographics("c2-1,2017-05-04").ToBytes());
        var job = await client.ImportAsync(RosterZip.V11.School("c2", "100001").Users(",c2-1,student,c2,Blank,Field,,,").Demographics("c2-1,").ToBytes());
        Assert.Equal("0 0 2 0 0", job.Counts());
        Assert.Equal(1, await CountAsync("pupils WHERE id = $1 AND upn = 'J820432109876' AND date_of_birth = '2017-05-04'", await RecordAsync("c2-1")));
    }

    [Fact]
    public async Task Tobedeleted_ends_today_and_absence_ends_nothing()
    {
        var client = await api.ClientAsync("demo-mis");
        RosterZip Zip(string status) => RosterZip.V11.School("c3", "100001")
            .Users($"{status},c3-1,student,c3,Goes,Away,,,", ",c3-2,student,c3,Stays,Here,,,", $"{status},c3-t,teacher,c3,Leaving,Teacher,,,")
            .Classes("c3-c,3 Elm,homeroom,c3,").Enrollments($"{status},c3-e1,c3-c,c3-1,student,,", ",c3-e2,c3-c,c3-2,student,,");
        await client.ImportAsync(Zip("active").ToBytes());

        var job = await client.ImportAsync(Zip("tobedeleted").ToBytes());
        var again = await client.ImportAsync(Zip("tobedeleted").ToBytes());
        var absent = await client.ImportAsync(RosterZip.V11.School("c3", "100001").Users(",c3-9,student,c3,Only,One,,,").ToBytes());

        Assert.Equal("0 3 4 0 0", job.Counts());
        Assert.Equal("0 0 7 0 0", again.Counts());
        Assert.Equal("1 0 1 0 0", absent.Counts());
        var today = DateOnly.FromDateTime(api.Clock.Now.UtcDateTime);
        Assert.Equal(1, await CountAsync("pupil_enrolments WHERE pupil_id = $1 AND left_on = $2", await RecordAsync("c3-1"), today));
        Assert.Equal(1, await CountAsync("class_members WHERE pupil_id = $1 AND ends_on = $2", await RecordAsync("c3-1"), today));
        Assert.Equal(1, await CountAsync("staff_assignments WHERE staff_id = $1 AND ends_on = $2", await RecordAsync("c3-t"), today));
        Assert.Equal(1, await CountAsync("pupil_enrolments WHERE pupil_id = $1 AND left_on IS NULL", await RecordAsync("c3-2")));
        Assert.Equal(1, await CountAsync("class_members WHERE pupil_id = $1 AND ends_on IS NULL", await RecordAsync("c3-2")));
    }

    [Fact]
    public async Task A_pupil_who_moves_within_the_trust_belongs_to_one_main_school()
    {
        var client = await api.ClientAsync("demo-mis");
        RosterZip Zip(string school) => RosterZip.V11.Orgs("c4-a,Oak,school,100001", "c4-b,Beech,school,100002").Users($",c4-1,student,{school},Mo,Ves,,,");
        await client.ImportAsync(Zip("c4-a").ToBytes());
        var job = await client.ImportAsync(Zip("c4-b").ToBytes());
        var again = await client.ImportAsync(Zip("c4-b").ToBytes());
        Assert.Equal("0 1 2 0 0", job.Counts());
        Assert.Equal("0 0 3 0 0", again.Counts());
        var pupil = await RecordAsync("c4-1");
        Assert.Equal(TestData.Beech, await api.Database.ScalarAsync<Guid>("SELECT school_id FROM pupils WHERE id = $1", pupil));
        Assert.Equal(1, await CountAsync("pupil_enrolments WHERE pupil_id = $1 AND kind = 'main' AND left_on IS NULL AND school_id = $2", pupil, TestData.Beech));
        Assert.Equal(1, await CountAsync("pupil_enrolments WHERE pupil_id = $1 AND kind = 'main' AND left_on IS NOT NULL AND school_id = $2", pupil, TestData.Oak));
    }

    [Fact]
    public async Task A_pupil_entered_by_hand_is_the_one_with_the_same_UPN()
    {
        var client = await api.ClientAsync("demo-mis");
        var upn = await api.Database.ScalarAsync<string>("SELECT upn FROM pupils WHERE id = $1", TestData.OakPupils[4]);
        await api.Database.ExecuteAsync(
            "UPDATE pupils SET preferred_given_name = 'Esmé', search_text = search_text || ' esmee' WHERE id = $1", TestData.OakPupils[4]);
        var job = await client.ImportAsync(RosterZip.V11.School("c5", "100001").Users($",c5-1,student,c5,Esmeralda,Smith,{upn},,").ToBytes());
        Assert.Equal("0 2 0 0 0", job.Counts());
        Assert.Equal(TestData.OakPupils[4], await RecordAsync("c5-1"));
        Assert.Equal("esmeralda smith esme", await api.Database.ScalarAsync<string>("SELECT search_text FROM pupils WHERE id = $1", TestData.OakPupils[4]));
    }

    [Fact]
    public async Task ValidateOnly_counts_what_would_happen_and_leaves_nothing()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.Orgs("c6,Nowhere yet,school,").Users(",c6-1,student,c6,Never,Stored,,,", ",c6-2,student,c6,,Bad,,,").ToBytes();
        var before = await CountAsync("events");
        var job = await client.ImportAsync(zip, validateOnly: true);
        job.Succeeded();
        Assert.Equal("2 0 0 1 0", job.Counts());
        Assert.Equal(["users.csv:3:givenName:required"], await client.ErrorsOfAsync(job));
        Assert.Equal(0, await CountAsync("external_ids WHERE value LIKE 'c6%'"));
        Assert.Equal(before, await CountAsync("events"));
    }

    private Task<Guid> RecordAsync(string value) => api.Database.ScalarAsync<Guid>("SELECT record_id FROM external_ids WHERE system = 'oneroster' AND value = $1", value);

    private Task<long> CountAsync(string from, params object[] parameters) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}", parameters);
}
