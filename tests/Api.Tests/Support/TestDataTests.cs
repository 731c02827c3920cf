using PupilSupport.Domain.Pupils;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Support;

public class TestDataTests
{
    [Fact]
    public async Task Holds_two_trusts_whose_numbers_are_well_formed()
    {
        await using var database = await TestDatabase.CreateAsync();
        await TestData.InsertAsync(database);

        Assert.Equal(2L, await database.ScalarAsync<long>("SELECT count(DISTINCT trust_id) FROM schools"));
        Assert.Equal(12L, await database.ScalarAsync<long>("SELECT count(*) FROM pupils p JOIN pupil_enrolments e ON e.pupil_id = p.id"));
        var upns = await database.ScalarAsync<string[]>("SELECT array_agg(upn) FROM pupils");
        Assert.All(upns!, upn => Assert.True(Upn.Parse(upn).IsSuccess, upn));
    }
}

public class TestClientTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    public static TheoryData<string> Clients => [.. TestData.People.Select(p => p.ClientId), "demo-mis", "demo-other-mis"];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_client_gets_a_token_that_is_accepted(string clientId)
    {
        using var client = await api.ClientAsync(clientId);
        var answer = await client.ReadAsync("/v1/no-such-thing");
        Assert.Equal("not-found", answer.Code);
    }
}
