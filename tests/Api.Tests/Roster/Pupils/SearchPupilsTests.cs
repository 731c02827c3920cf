using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Roster.Pupils.PupilRequests;

namespace PupilSupport.Api.Tests.Roster.Pupils;

public class SearchPupilsTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Search = Url + "/search";

    [Theory]
    [InlineData("jones", 2)]
    [InlineData("JON", 2)]
    [InlineData("jones dyl", 1)]
    [InlineData("dylan jones", 1)]
    [InlineData("O'Neill", 1)]
    [InlineData("o’neill", 1)]
    [InlineData("oneill", 1)]
    [InlineData("jones khan", 0)]
    [InlineData("ones", 0)]
    [InlineData("%", -1)]
    public async Task Finds_by_beginnings_of_names(string query, int count)
    {
        using var client = await api.ClientAsync("demo-support");
        var found = await client.PostAsync(Search, new { query });

        if (count < 0)
        {
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "search-words"), (found.Status, found.Code));
            return;
        }

        Assert.True(found.Status == HttpStatusCode.OK, found.ToString());
        Assert.Equal(count, found.Data.Count);
    }

    [Fact]
    public async Task Finds_by_preferred_names_and_without_accents_also_after_a_change()
    {
        using var client = await api.ClientAsync("demo-mis");
        var pupil = await client.MadeAsync(Url, Pupil(new { givenName = "Zoë", preferredGivenName = "Zed", familyName = "Quirke" }));
        Assert.Equal([pupil.Id.ToString()], (await client.PostAsync(Search, new { query = "zoe" })).Column("id"));
        Assert.Equal([pupil.Id.ToString()], (await client.PostAsync(Search, new { query = "zed quirke" })).Column("id"));

        var renamed = await client.PatchAsync($"{Url}/{pupil.Id}", new { preferredGivenName = (string?)null, familyName = "Renard" }, pupil.ETag);
        Assert.True(renamed.Status == HttpStatusCode.OK, renamed.ToString());

        Assert.Empty((await client.PostAsync(Search, new { query = "quirke" })).Data);
        Assert.Empty((await client.PostAsync(Search, new { query = "zed" })).Data);
        Assert.Equal([pupil.Id.ToString()], (await client.PostAsync(Search, new { query = "renard zoe" })).Column("id"));
    }

    [Fact]
    public async Task Reaches_no_further_than_the_caller_and_the_school_asked_for()
    {
        using var teacher = await api.ClientAsync("demo-teacher");
        using var mis = await api.ClientAsync("demo-mis");

        Assert.Single((await teacher.PostAsync(Search, new { query = "jones" })).Data);
        Assert.Single((await mis.PostAsync(Search, new { query = "amber", schoolId = TestData.Beech })).Data);
        Assert.Empty((await mis.PostAsync(Search, new { query = "amber", schoolId = TestData.Elm })).Data);
    }

    [Fact]
    public async Task Pages_and_is_audited_without_the_names()
    {
        using var client = await api.ClientAsync("demo-dsl");
        var first = await client.PostAsync(Search, new { query = "jones", limit = 1 });
        var cursor = first.Json["page"]!["nextCursor"]!.ToString();
        var second = await client.PostAsync(Search, new { query = "jones", limit = 1, cursor });

        Assert.NotEqual(first.Column("id"), second.Column("id"));
        Assert.False(second.Json["page"]!["hasMore"]!.GetValue<bool>());
        Assert.Equal("cursor-invalid", (await client.PostAsync(Search, new { query = "khan", limit = 1, cursor })).Code);
        Assert.Equal(2, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE action = 'pupil.search' AND client_id = 'demo-dsl'"));
        Assert.False(api.Logs.Contain("khan"));
    }

    [Fact]
    public async Task Uses_the_index_of_words_as_the_runtime_role()
    {
        await using var connection = new Npgsql.NpgsqlConnection(api.Database.Runtime);
        await connection.OpenAsync();
        await using var batch = new Npgsql.NpgsqlBatch(connection);
        batch.BatchCommands.Add(new($"SELECT set_config('app.trust_id', '{TestData.Oakfield}', true)"));
        batch.BatchCommands.Add(new("SET LOCAL enable_seqscan = off"));
        batch.BatchCommands.Add(new("EXPLAIN SELECT pupil_id FROM pupil_name_tokens WHERE token >= 'jon' AND token < 'jon' || chr(1114111)"));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(0));
        }

        Assert.Contains(plan, line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains("token >=", StringComparison.Ordinal));
    }
}
