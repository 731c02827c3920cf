using System.Net;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Persistence;

public sealed class HealthTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Is_ready_behind_standing_walls()
    {
        using var client = api.CreateClient();
        using var answer = await client.GetAsync("/health/ready");
        Assert.Equal("""{"status":"ready","faults":[]}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Is_alive_without_asking_the_database()
    {
        using var client = api.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }
}
