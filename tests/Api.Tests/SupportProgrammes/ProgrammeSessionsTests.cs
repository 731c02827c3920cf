using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

public class ProgrammeSessionsTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static int _slots;

    private static string Slot()
    {
        var n = Interlocked.Increment(ref _slots);
        return $"2026-{11 + n / 48:00}-{(n / 48 == 0 ? 24 : 1) + n / 12 % 4:00}T{8 + n % 12:00}:00:00Z";
    }

    private static JsonObject Serving(Answer programme, string? at = null, object? with = null)
    {
        var plan = SessionRequests.Plan(at ?? Slot(), with: with);
        (plan["type"], plan["programmeId"]) = ("elsa", programme.Id);
        plan.Remove("strand");
        return plan;
    }

    private static async Task<Answer> RunningAsync(HttpClient client, object? with = null) =>
        await client.ThenAsync(await client.ProposedAsync(with), "wait activate");

    private static Task<Answer> ReadAsync(HttpClient client, Answer session) => client.ReadAsync($"{SessionRequests.Url}/{session.Id}");

    [Theory]
    [InlineData("withdraw", "Moved away")]
    [InlineData("complete", "The programme is completed.")]
    [InlineData("pause", "In hospital")]
    public async Task What_is_still_to_come_is_cancelled_with_it_and_what_was_stays_to_be_told(string action, string reason)
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var programme = await RunningAsync(worker);
        var at = action switch { "withdraw" => "08:00", "complete" => "08:30", _ => "09:00" };
        var (past, coming) = (await worker.MadeAsync(Serving(programme, $"2026-11-23T{at}:00Z")), await lead.MadeAsync(Serving(programme)));
        object body = action switch { "withdraw" => new { reason }, "complete" => new { noMeasureReason = "Moved away" }, _ => new { cancelReason = reason } };
        await worker.ThenAsync(programme, action, body);

        var cancelled = await ReadAsync(worker, coming);
        Assert.Equal(("cancelled", reason, "\"2\""), (cancelled.Text("status"), cancelled.Text("cancelReason"), cancelled.ETag));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE record_id = $1 AND action = $2", coming.Id, $"support_programme.{action}"));
        Assert.Equal(2L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1", coming.Id));
        await worker.DoneAsync(await ReadAsync(worker, past), "complete", SessionRequests.Outcome());
        var gone = await worker.PostAsync(SessionRequests.Url, Serving(programme));
        Assert.Equal("programme-not-running", gone.Code);
    }

    [Fact]
    public async Task Its_end_cuts_the_series_that_go_on_and_tells_each_practitioner_once()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await RunningAsync(worker);
        async Task<Guid> SeriesAsync(string time)
        {
            var made = await worker.PostAsync($"{Url}/{programme.Id}/series", new { weekday = "monday", time, minutes = 15, from = "2027-01-11", count = 2 });
            Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
            return made.Json["seriesId"]!.GetValue<Guid>();
        }

        var (over, ahead, half) = (await SeriesAsync("07:00"), await SeriesAsync("07:30"), await SeriesAsync("07:45"));
        await api.Database.ExecuteAsync("UPDATE support_sessions SET starts_at = starts_at - interval '70 days', ends_at = ends_at - interval '70 days' WHERE series_id = $1", over);
        await api.Database.ExecuteAsync(
            "UPDATE support_sessions SET starts_at = starts_at - interval '70 days', ends_at = ends_at - interval '70 days' WHERE series_id = $1 AND starts_at < '2027-01-12'", half);
        await worker.MadeAsync(Serving(programme));
        await lead.ThenAsync(programme, "withdraw", new { reason = "Moved away" });
        Assert.Equal("active", await StatusAsync(over));
        Assert.Equal("cancelled", await StatusAsync(ahead));
        Assert.Equal("active", await StatusAsync(half));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_session_series WHERE id = $1 AND cancelled_from = '2026-11-23'", half));
        Assert.Equal(
            "support_programme_sessions_cancelled",
            await api.Database.ScalarAsync<string>(
                "SELECT string_agg(kind, ',') FROM notices WHERE kind LIKE '%cancelled' AND (record_id = $1 OR record_id IN (SELECT id FROM support_sessions WHERE programme_id = $1))", programme.Id));
    }

    [Fact]
    public async Task A_hand_over_takes_debts_and_series_along_even_when_nothing_is_to_come()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await RunningAsync(worker);
        var made = await worker.PostAsync($"{Url}/{programme.Id}/series", new { weekday = "wednesday", time = "07:00", minutes = 15, from = "2027-01-11", count = 1 });
        var session = await worker.ReadAsync($"{SessionRequests.Url}/{(string)made.Json["sessions"]![0]!["sessionId"]!}");
        await worker.DoneAsync(session, "miss", new { reason = "staff_absent" });
        await lead.ThenAsync(programme, "hand-over", new { practitionerId = Lead, note = "Likes to draw" });
        Assert.Equal(Lead, await api.Database.ScalarAsync<Guid>("SELECT owner_id FROM work_tasks WHERE source_id = $1 AND kind = 'catch_up_session'", session.Id));
        Assert.Equal(Lead, await api.Database.ScalarAsync<Guid>("SELECT practitioner_id FROM support_session_series WHERE programme_id = $1", programme.Id));
    }

    private Task<string?> StatusAsync(Guid series) => api.Database.ScalarAsync<string>("SELECT status FROM support_session_series WHERE id = $1", series);

    [Fact]
    public async Task A_pause_without_a_reason_holds_what_is_planned()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await RunningAsync(worker);
        var session = await worker.MadeAsync(Serving(programme));
        await worker.ThenAsync(programme, "pause");
        Assert.Equal("scheduled", (await ReadAsync(worker, session)).Text("status"));
        var moved = await worker.PatchAsync($"{SessionRequests.Url}/{session.Id}", new { startsAt = Slot() }, session.ETag);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "programme-not-running"), (moved.Status, moved.Code));
        await worker.DoneAsync(session, "cancel", new { reason = "In hospital" });
    }

    [Fact]
    public async Task A_hand_over_takes_the_planned_sessions_along_and_tells_each_once()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await RunningAsync(worker);
        var senco = TestData.StaffOf("demo-senco");
        var led = await lead.MadeAsync(Serving(programme, with: new { coPractitionerIds = new[] { Lead, senco } }));
        await lead.MadeAsync(Serving(programme, with: new { coPractitionerIds = new[] { senco } }));
        var covered = await lead.MadeAsync(Serving(programme, with: new { practitionerId = Lead }));
        var before = await NoticesAsync();
        programme = await lead.ThenAsync(programme, "hand-over", new { practitionerId = Lead, note = "Likes to draw" });
        var moved = await ReadAsync(lead, led);
        Assert.Equal(Lead, moved.Json["practitionerId"]!.GetValue<Guid>());
        Assert.Equal([senco], moved.Json["coPractitionerIds"]!.AsArray().Select(id => id!.GetValue<Guid>()));
        Assert.Equal("\"1\"", (await ReadAsync(lead, covered)).ETag);
        Assert.Equal(before, await NoticesAsync());
        Assert.Equal(
            $"allocated {Lead}, handed_over {senco}, handed_over {Worker}".Split(", ").Order(),
            (await api.Database.ScalarAsync<string>("SELECT string_agg(replace(kind, 'support_programme_', '') || ' ' || staff_id, ',') FROM notices WHERE record_id = $1", programme.Id))!.Split(',').Order());

        Task<long> NoticesAsync() => api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM notices WHERE record_id IN (SELECT id FROM support_sessions WHERE programme_id = $1)", programme.Id);
    }

    [Fact]
    public async Task A_hand_over_to_somebody_who_is_elsewhere_then_is_refused_and_nothing_changes()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        using var worker = await api.ClientAsync("demo-support");
        var programme = await RunningAsync(worker);
        var at = Slot();
        var session = await worker.MadeAsync(Serving(programme, at));
        var other = await lead.MadeAsync(SessionRequests.Plan(at, TestData.OakPupils[3], new { practitionerId = Lead }));
        var refused = await lead.TryAsync(programme, "hand-over", new { practitionerId = Lead, note = "x" });
        Assert.Equal((HttpStatusCode.Conflict, "practitioner-busy"), (refused.Status, refused.Code));
        Assert.Equal(other.Id, refused.Json["clashes"]!.AsArray().Single()!.GetValue<Guid>());
        Assert.Equal((Worker, Worker), (
            (await lead.ReadAsync($"{Url}/{programme.Id}")).Json["practitionerId"]!.GetValue<Guid>(), (await ReadAsync(lead, session)).Json["practitionerId"]!.GetValue<Guid>()));
    }
}
