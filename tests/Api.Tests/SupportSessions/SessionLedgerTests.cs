using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class SessionLedgerTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Every_change_leaves_one_audit_entry_and_one_event()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan("2026-11-20T10:00:00Z", with: new { room = "Ledger room" }));
        session = await client.DoneAsync(session, "start", new { });
        session = await client.DoneAsync(session, "complete", Outcome());
        session = await client.DoneAsync(session, "amend", new { note = "Better words", reason = "Typing mistake" });
        session = await client.DoneAsync(session, "addenda", new { text = "The mother rang." });
        session = await client.DoneAsync(session, "void", new { reason = "Wrong pupil" });

        Assert.Equal(
            "support_session.schedule 1,support_session.start 2,support_session.complete 3,support_session.amend 4 Typing mistake,"
            + "support_session.add_addendum 5,support_session.void 6 Wrong pupil",
            await TextAsync("SELECT string_agg(concat_ws(' ', action, record_version, reason), ',' ORDER BY record_version) FROM audit_entries WHERE record_id = $1 AND record_version IS NOT NULL", session.Id));
        Assert.Equal(Worker, await api.Database.ScalarAsync<Guid>("SELECT staff_id FROM audit_entries WHERE record_id = $1 AND record_version = 1", session.Id));
        Assert.Equal(
            "support_session upsert 1,support_session upsert 2,support_session upsert 3,support_session upsert 4,support_session upsert 5,support_session upsert 6",
            await TextAsync("SELECT string_agg(concat_ws(' ', type, op, version), ',' ORDER BY version) FROM events WHERE record_id = $1", session.Id));
        Assert.Equal("room upsert 1", await TextAsync("SELECT string_agg(concat_ws(' ', type, op, version), ',') FROM events WHERE record_id = $1", Guid.Parse(session.Text("roomId"))));
    }

    [Fact]
    public async Task The_audit_keeps_no_narrative()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan("2026-11-20T11:00:00Z", with: new { completion = Outcome(with: new { note = "canary-of-the-note" }) }));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE changes LIKE '%canary-of-the-note%'"));
        Assert.False(api.Logs.Contain("canary-of-the-note"));
        Assert.Equal("canary-of-the-note", session.Text("note"));
    }

    [Fact]
    public async Task Reads_stand_in_the_access_log()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan("2026-11-20T12:00:00Z"));
        await client.ReadAsync($"{Url}/{session.Id}");
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE record_id = $1 AND action = 'support_session.read'", session.Id));
    }

    [Fact]
    public async Task The_chronology_follows_the_session()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan("2026-11-20T13:00:00Z"));
        Assert.Equal($"{TestData.OakPupils[0]} support_session pastoral 13 f", await IndexAsync(session.Id));
        session = await client.PatchAsync($"{Url}/{session.Id}", new { startsAt = "2026-11-20T14:00:00Z", participants = Pupils(TestData.OakPupils[1]) }, session.ETag);
        Assert.Equal($"{TestData.OakPupils[1]} support_session pastoral 14 f", await IndexAsync(session.Id));
        session = await client.DoneAsync(session, "void", new { reason = "Entered twice" });
        Assert.Equal($"{TestData.OakPupils[1]} support_session pastoral 14 t", await IndexAsync(session.Id));
    }

    [Fact]
    public async Task A_refusal_leaves_nothing()
    {
        using var client = await api.ClientAsync("demo-support");
        var before = await CountAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync(Url, Plan("2026-11-21T10:00:00Z", with: new { room = "Never made" }), key: "refused")).Status);
        Assert.Equal(before, await CountAsync());
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM rooms WHERE name = 'Never made'"));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_double_booking()
    {
        using var client = await api.ClientAsync("demo-support");
        var one = await client.MadeAsync(Plan("2026-11-24T10:00:00Z"));
        var two = await client.MadeAsync(Plan("2026-11-24T11:00:00Z", TestData.OakPupils[1]));
        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.Database.ExecuteAsync(
            "UPDATE support_sessions SET starts_at = '2026-11-24T10:15:00Z', ends_at = '2026-11-24T10:45:00Z' WHERE id = $1", two.Id));
        Assert.Equal(("23P01", "support_session_practitioners_busy"), (error.SqlState, error.ConstraintName));
        Assert.NotEqual(one.Id, two.Id);
    }

    private Task<string?> IndexAsync(Guid id) => TextAsync(
        "SELECT string_agg(concat_ws(' ', pupil_id, kind, label, extract(hour FROM occurred_at AT TIME ZONE 'UTC'), is_void), ',') FROM chronology_entries WHERE record_id = $1", id);

    private Task<string?> TextAsync(string sql, Guid id) => api.Database.ScalarAsync<string>(sql, id);

    private Task<long> CountAsync() => api.Database.ScalarAsync<long>(
        "SELECT (SELECT count(*) FROM support_sessions) + (SELECT count(*) FROM audit_entries) + (SELECT count(*) FROM events) + (SELECT count(*) FROM accepted_requests)");
}
