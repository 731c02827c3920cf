using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Imports;

/// <summary>The file of another project, as it came.</summary>
public sealed class MinimalFileTests(ApiFactoryWithWorkers api) : IClassFixture<ApiFactoryWithWorkers>
{
    private const string Password = "Password1-";

    [Fact]
    public async Task Imports_as_it_is_and_a_second_time_changes_nothing()
    {
        var client = await api.ClientAsync("demo-mis");
        var first = await client.ImportAsync(RosterZip.Minimal);
        first.Succeeded();
        Assert.Equal("13 0 0 0 2", first.Counts());
        Assert.Empty(await client.ErrorsOfAsync(first));
        Assert.Equal(["enrollments.csv:3:role:role-mismatch", "enrollments.csv:6:role:role-mismatch"], await client.ErrorsOfAsync(first, "warning"));
        Assert.Equal(1, await CountAsync("schools WHERE kind = 'unclassified' AND name = 'History Department'"));
        Assert.Equal(3, await CountAsync("pupils p JOIN schools s ON s.id = p.school_id WHERE s.kind = 'unclassified'"));
        Assert.Equal(2, await CountAsync("staff_assignments a JOIN schools s ON s.id = a.school_id WHERE s.kind = 'unclassified'"));
        Assert.Equal(1, await CountAsync("contacts"));
        var (events, entries) = (await CountAsync("events"), await CountAsync("audit_entries WHERE action = 'roster.import'"));
        Assert.Equal(9, events);
        Assert.Equal(9, entries);

        var second = await client.ImportAsync(RosterZip.Minimal);
        second.Succeeded();
        Assert.Equal("0 0 13 0 2", second.Counts());
        Assert.Equal(events, await CountAsync("events"));
        Assert.Equal(entries, await CountAsync("audit_entries WHERE action = 'roster.import'"));
    }

    [Fact]
    public async Task A_password_in_the_file_is_kept_nowhere()
    {
        var client = await api.ClientAsync("demo-mis");
        var zip = RosterZip.V11.School("pw", "100001")
            .File("users", "sourcedId,role,orgSourcedIds,givenName,familyName,username,password",
                $"pw-1,student,pw,Good,Row,good.row,{Password}", $"pw-2,student,pw,,Bad,bad.row,{Password}")
            .ToBytes(System.IO.Compression.CompressionLevel.NoCompression);
        var accepted = await client.UploadAsync(zip);
        Assert.Empty(await TablesWithAsync(Password));
        var job = await client.EndOfAsync(accepted.Id);
        Assert.Equal("1 1 0 1 0", job.Counts());
        Assert.Empty(await TablesWithAsync(Password));
        Assert.Empty(await TablesWithAsync("bad.row"));
        Assert.DoesNotContain(api.Logs.Lines, l => l.Contains(Password, StringComparison.Ordinal));
        Assert.Equal(0, await CountAsync("job_input_chunks"));
    }

    private Task<long> CountAsync(string from) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM {from}");

    /// <summary>Tables of which some row holds the word, also as bytes.</summary>
    private async Task<List<string>> TablesWithAsync(string word)
    {
        var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(word));
        var found = new List<string>();
        var names = await api.Database.ScalarAsync<string[]>(
            "SELECT array_agg(table_name::text) FROM information_schema.tables WHERE table_schema = 'public'");
        foreach (var name in names!)
        {
            if (await api.Database.ScalarAsync<long>($"SELECT count(*) FROM \"{name}\" t WHERE position($1 in t::text) > 0 OR position($2 in t::text) > 0", word, hex) > 0)
            {
                found.Add(name);
            }
        }

        return found;
    }
}
