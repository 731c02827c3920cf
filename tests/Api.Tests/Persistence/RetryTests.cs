using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>What the database undoes for a rival's sake runs again; a trigger plays the rival, so that each fault comes for certain.</summary>
public sealed class RetryTests(ApiFactory api) : IClassFixture<ApiFactory>, IAsyncLifetime
{
    private const string Deadlock = "40P01";
    private const string Serialization = "40001";
    private const long Forever = 1_000;

    // The sequence counts across rollbacks.
    public Task InitializeAsync() => api.Database.ExecuteAsync(
        """
        CREATE SEQUENCE rivals;
        CREATE TABLE rivalry (state text NOT NULL, faults bigint NOT NULL);
        INSERT INTO rivalry VALUES ('40P01', 0);
        CREATE FUNCTION lose_to_a_rival() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF nextval('rivals') <= (SELECT faults FROM rivalry) THEN
            RAISE EXCEPTION 'a rival won' USING ERRCODE = (SELECT state FROM rivalry);
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER rival BEFORE INSERT OR UPDATE ON support_sessions FOR EACH ROW EXECUTE FUNCTION lose_to_a_rival();
        """);

    public Task DisposeAsync() =>
        api.Database.ExecuteAsync("DROP TRIGGER rival ON support_sessions; DROP FUNCTION lose_to_a_rival(); DROP TABLE rivalry; DROP SEQUENCE rivals");

    [Theory]
    [InlineData(Deadlock, "2026-11-24T10:00:00Z")]
    [InlineData(Serialization, "2026-11-24T11:00:00Z")]
    public async Task A_write_that_lost_to_a_rival_runs_again_and_is_stored_once(string state, string startsAt)
    {
        using var client = await api.ClientAsync("demo-support");
        await LoseAsync(state, 3);
        var key = Guid.NewGuid().ToString();
        var made = await client.PostAsync(Url, Plan(startsAt), key: key);
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal((1, 1, 1), await WrittenAsync(made.Id));

        await LoseAsync(state, 2);
        var started = await client.PatchAsync($"{Url}/{made.Id}", new { objective = "To say what helps" }, made.ETag);
        Assert.Equal((HttpStatusCode.OK, 2), (started.Status, started.Json["version"]!.GetValue<int>()));
        Assert.Equal((1, 2, 2), await WrittenAsync(made.Id));

        var replayed = await client.PostAsync(Url, Plan(startsAt), key: key);
        Assert.Equal((made.Id, "true"), (replayed.Id, replayed.Raw.Headers.GetValues("Idempotency-Replayed").Single()));
    }

    [Fact]
    public async Task Who_only_asks_what_would_happen_is_told_so_and_nothing_stays()
    {
        using var client = await api.ClientAsync("demo-support");
        await LoseAsync(Deadlock, 2);
        var trial = await client.PostAsync(Url + "?validateOnly=true", Plan("2026-11-25T10:00:00Z"));
        Assert.Equal(HttpStatusCode.Created, trial.Status);
        Assert.Equal((0, 0, 0), await WrittenAsync(trial.Id));
    }

    [Fact]
    public async Task Who_loses_every_time_is_told_to_come_back_and_nothing_stays()
    {
        using var client = await api.ClientAsync("demo-support");
        await LoseAsync(Deadlock, Forever);
        var refused = await client.PostAsync(Url, Plan("2026-11-26T10:00:00Z"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (refused.Status, refused.Code));
        Assert.NotNull(refused.Raw.Headers.RetryAfter);
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_sessions WHERE starts_at = '2026-11-26T10:00:00Z'"));

        await LoseAsync(Deadlock, 0);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync(Url, Plan("2026-11-26T10:00:00Z"))).Status);
    }

    [Fact]
    public async Task Two_who_take_rooms_and_people_from_each_other_end_in_one_session_or_a_clash()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var people = new[] { Worker, Lead };
        for (var day = 1; day <= 4; day++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => lead.PostAsync(Url, Plan(
                $"2026-12-0{day}T10:00:00Z", TestData.OakPupils[i % 4], new { practitionerId = people[i % 2], coPractitionerIds = new[] { people[1 - (i % 2)] }, room = "Attic" }))));
            Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
            Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal(HttpStatusCode.Conflict, a.Status));
        }
    }

    private Task<int> LoseAsync(string state, long faults) =>
        api.Database.ExecuteAsync($"UPDATE rivalry SET state = '{state}', faults = {faults}; ALTER SEQUENCE rivals RESTART");

    /// <summary>Rows of the session, of its audit and of its events.</summary>
    private async Task<(long, long, long)> WrittenAsync(Guid id) => (
        await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_sessions WHERE id = $1", id),
        await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE record_id = $1 AND action <> 'support_session.read'", id),
        await api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1", id));
}
