using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Infrastructure.Feed;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Operations;

/// <summary>This release serves on the schema of a later one, as it must while nodes are replaced one by one.</summary>
public sealed class UpgradeTests(UpgradeTests.OnALaterSchema api) : IClassFixture<UpgradeTests.OnALaterSchema>
{
    [Fact]
    public async Task It_is_ready()
    {
        using var client = api.CreateClient();
        using var answer = await client.GetAsync("/health/ready");
        Assert.Equal("""{"status":"ready","faults":[]}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task It_reads_writes_and_seals()
    {
        using var head = await api.ClientAsync("demo-head");
        var made = await head.PostAsync("/v1/rooms", new { schoolId = TestData.Oak, name = "The room of an older release" });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var read = await head.ReadAsync($"/v1/rooms/{made.Id}");
        Assert.Equal("The room of an older release", read.Text("name"));
        Assert.True(await api.Services.GetRequiredService<Sequencer>().SealAsync(default) > 0);
        Assert.Equal("later", await api.Database.ScalarAsync<string>("SELECT later FROM rooms WHERE id = $1", made.Id));
    }

    /// <summary>What migrations may add: columns with a default, a column that may be empty, a table, an index, a trigger, a check that all rows meet.</summary>
    public sealed class OnALaterSchema : ApiFactory
    {
        private const string Later = """
            ALTER TABLE rooms ADD COLUMN later text NOT NULL DEFAULT 'later', ADD COLUMN maybe integer;
            ALTER TABLE audit_entries ADD COLUMN later text;
            ALTER TABLE events ADD COLUMN later integer NOT NULL DEFAULT 0;
            ALTER TABLE accepted_requests ADD COLUMN later boolean;
            ALTER TABLE support_sessions ADD COLUMN later jsonb;
            CREATE INDEX rooms_later ON rooms (trust_id, later);
            CREATE TABLE later_things (trust_id uuid NOT NULL, id uuid NOT NULL, room_id uuid, PRIMARY KEY (trust_id, id));
            SELECT app_protect('later_things');
            INSERT INTO "__EFMigrationsHistory" VALUES ('00000000009999_later', '10.0.0');
            """;

        protected override async Task SeedAsync(TestDatabase database)
        {
            await base.SeedAsync(database);
            await database.ExecuteAsync(Later);
        }
    }
}
