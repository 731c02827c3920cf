using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SessionSeries.SeriesRequests;

namespace PupilSupport.Api.Tests.SessionSeries;

public class SeriesMoveTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private async Task<Guid> ProgrammeAsync(Guid? practitioner = null) =>
        await api.Database.ProgrammeAsync(practitioner ?? Worker, pupils: (await api.Database.PupilsAsync(1))[0]);

    private static string[] StartsOf(Answer list) => [.. list.Data.Select(s => s!["startsAt"]!.GetValue<string>())];

    private static Task<Answer> SessionsAsync(HttpClient client, Answer series, string more = "") =>
        client.ReadAsync($"{Sessions}?seriesId={series.Id}&sort=startsAt{more}");

    [Fact]
    public async Task One_and_all_that_follow_move_and_those_before_stay()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.PlannedAsync(await ProgrammeAsync(), new { count = 4, room = "Hive" });
        var series = await worker.ReadSeriesAsync(made);
        var before = await worker.ReadAsync($"{Sessions}/{made.Json.SessionIds()[2]}");
        var shown = await worker.DoAsync(series, "move", new { fromSessionId = made.Json.SessionIds()[2], weekday = "monday", time = "14:00", preview = true });
        var moved = await worker.DoAsync(series, "move", new { fromSessionId = made.Json.SessionIds()[2], weekday = "monday", time = "14:00" });
        Assert.True(moved.Status == HttpStatusCode.OK, moved.ToString());
        Assert.Equal(["2027-01-18T14:00", "2027-01-25T14:00"], moved.Json.Starts());
        Assert.Equal(shown.Json["sessions"]!.ToJsonString(), moved.Json["sessions"]!.ToJsonString());
        Assert.Equal(("\"1\"", "\"2\"", "monday"), (shown.ETag, moved.ETag, moved.Json["series"]!["weekday"]!.GetValue<string>()));

        var sessions = await SessionsAsync(worker, series);
        Assert.Equal(["2027-01-05T10:00:00Z", "2027-01-12T10:00:00Z", "2027-01-18T14:00:00Z", "2027-01-25T14:00:00Z"], StartsOf(sessions));
        Assert.Equal([1, 1, 2, 2], sessions.Data.Select(s => s!["version"]!.GetValue<int>()));
        Assert.Equal("Hive", sessions.Data[2]!["room"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await worker.PatchAsync($"{Sessions}/{before.Id}", new { objective = "x" }, before.ETag)).Status);
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM chronology_entries WHERE record_id = $1 AND occurred_at = '2027-01-18T14:00Z'", before.Id));
    }

    [Fact]
    public async Task Sessions_move_into_each_others_old_places()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.PlannedAsync(await ProgrammeAsync(), new { weekday = "wednesday", count = 5, room = "Nook" });
        var series = await worker.ReadSeriesAsync(made);

        // The first of them is put a week later by itself, so that the rest is pushed on when the day is named, each to where the next one was.
        var ids = made.Json.SessionIds();
        var last = await worker.ReadAsync($"{Sessions}/{ids[4]}");
        await worker.PostAsync($"{Sessions}/{ids[4]}/cancel", new { reason = "Trip" }, last.ETag);
        var first = await worker.ReadAsync($"{Sessions}/{ids[0]}");
        var alone = await worker.PatchAsync($"{Sessions}/{ids[0]}", new { startsAt = "2027-01-13T09:00:00Z" }, first.ETag);
        Assert.Equal((HttpStatusCode.OK, series.Id), (alone.Status, alone.Json["seriesId"]!.GetValue<Guid>()));

        var stays = await worker.DoAsync(series, "move", new { room = "Loft", preview = true });
        Assert.Equal(["2027-01-13T09:00", "2027-01-13T10:00", "2027-01-20T10:00", "2027-01-27T10:00"], stays.Json.Starts());
        var moved = await worker.DoAsync(series, "move", new { weekday = "wednesday" });
        Assert.True(moved.Status == HttpStatusCode.OK, moved.ToString());
        Assert.Equal(["2027-01-13T09:00", "2027-01-20T10:00", "2027-01-27T10:00", "2027-02-03T10:00"], moved.Json.Starts());

        // By a quarter of an hour each overlaps its own old place.
        var later = await worker.DoAsync(await worker.ReadAsync($"{Url}/{series.Id}"), "move", new { time = "10:15", minutes = 45, room = "Attic" });
        Assert.True(later.Status == HttpStatusCode.OK, later.ToString());
        var sessions = await SessionsAsync(worker, series, "&status=scheduled");
        Assert.All(sessions.Data, s => Assert.Equal((45, "Attic"), (s!["plannedMinutes"]!.GetValue<int>(), s["room"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_session_that_was_over_and_moves_no_longer_asks_what_became_of_it()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.PlannedAsync(await ProgrammeAsync(), new { weekday = "thursday", time = "16:00", count = 2 });
        var past = made.Json.SessionIds()[0];
        await api.Database.ExecuteAsync("UPDATE support_sessions SET starts_at = starts_at - interval '49 days', ends_at = ends_at - interval '49 days' WHERE id = $1", past);
        await api.Database.ExecuteAsync(
            """
            INSERT INTO work_tasks (trust_id, id, school_id, kind, title, label, status, priority, owner_id, source_kind, source_id, due_on, due_from, due_is_provisional,
              ended_by_source, version, recorded_at, updated_at)
            VALUES ($1, gen_random_uuid(), $2, 'record_session_outcome', 'T', 'pastoral', 'open', 'normal', $3, 'support_session', $4, '2026-11-20', '2026-11-19', false,
              false, 1, now(), now())
            """,
            TestData.Oakfield, TestData.Oak, Worker, past);
        var moved = await worker.DoAsync(await worker.ReadSeriesAsync(made), "move", new { fromSessionId = past, time = "16:05" });
        Assert.Equal(["2026-11-26T16:05", "2027-01-14T16:05"], moved.Json.Starts());
        Assert.Equal("cancelled", await api.Database.ScalarAsync<string>("SELECT status FROM work_tasks WHERE source_id = $1", past));
    }

    [Fact]
    public async Task A_move_that_is_in_the_way_of_others_is_refused_whole()
    {
        using var worker = await api.ClientAsync("demo-support");
        var other = await worker.PlannedAsync(await ProgrammeAsync(), new { weekday = "thursday", time = "11:00", from = "2027-01-14", count = 1 });
        var series = await worker.ReadSeriesAsync(await worker.PlannedAsync(await ProgrammeAsync(), new { weekday = "thursday", time = "10:00", count = 3 }));
        var shown = await worker.DoAsync(series, "move", new { time = "10:45", preview = true });
        Assert.Equal([0, 1, 0], Enumerable.Range(0, 3).Select(i => shown.Json.Clashes(i).Count));
        var refused = await worker.DoAsync(series, "move", new { time = "10:45" });
        Assert.Equal((HttpStatusCode.Conflict, "series-clashes", other.Json.SessionIds()[0]), (refused.Status, refused.Code, refused.Json["clashes"]![0]!.GetValue<Guid>()));
        Assert.All(StartsOf(await SessionsAsync(worker, series)), s => Assert.EndsWith("T10:00:00Z", s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_begun_is_left_alone_and_nothing_ahead_is_refused()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.PlannedAsync(await ProgrammeAsync(), new { weekday = "monday", time = "09:40", from = "2026-11-23", count = 2 });
        var series = await worker.ReadSeriesAsync(made);
        var first = await worker.ReadAsync($"{Sessions}/{made.Json.SessionIds()[0]}");
        await worker.PostAsync($"{Sessions}/{first.Id}/start", new { }, first.ETag);
        var moved = await worker.DoAsync(series, "move", new { time = "09:50" });
        Assert.Equal(["2026-11-30T09:50"], moved.Json.Starts());

        series = await worker.ReadAsync($"{Url}/{series.Id}");
        Assert.Equal("series-nothing-ahead", (await worker.DoAsync(series, "move", new { from = "2026-12-01", time = "09:55" })).Code);
        Assert.Equal("unknown-reference", (await worker.DoAsync(series, "move", new { fromSessionId = first.Id, time = "09:55" })).Code);
        Assert.Equal("series-two-starts", (await worker.DoAsync(series, "move", new { fromSessionId = first.Id, from = "2026-12-01" })).Code);
    }

    [Fact]
    public async Task Cancelling_takes_back_all_that_follow_and_frees_their_places()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var programme = await ProgrammeAsync();
        var made = await lead.PlannedAsync(programme, new { weekday = "friday", time = "11:00", count = 4 });
        var series = await lead.ReadSeriesAsync(made);
        var part = await lead.DoAsync(series, "cancel", new { reason = "Exams", from = "2027-01-22" });
        Assert.Equal(("active", "2027-01-22", "Exams", "\"2\""), (part.Text("status"), part.Text("cancelledFrom"), part.Text("cancelReason"), part.ETag));
        Assert.Equal(["scheduled", "scheduled", "cancelled", "cancelled"], (await SessionsAsync(lead, series)).Data.Select(s => s!["status"]!.GetValue<string>()));
        await lead.PlannedAsync(programme, new { weekday = "friday", time = "11:00", from = "2027-01-22", count = 1 });

        var whole = await lead.DoAsync(part, "cancel", new { reason = "Moved away" });
        Assert.Equal(("cancelled", "Moved away"), (whole.Text("status"), whole.Text("cancelReason")));
        Assert.Empty(whole.Json["allowedActions"]!.AsArray());
        Assert.Equal("series-nothing-ahead", (await lead.DoAsync(whole, "cancel", new { reason = "Again" })).Code);
        Assert.Equal(2L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM notices WHERE record_id = $1 AND kind = 'support_session_series_cancelled'", series.Id));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE record_id = $1 AND action = 'support_session_series.cancel' AND reason = 'Moved away'", series.Id));
    }

    [Fact]
    public async Task Moving_and_cancelling_many_takes_as_many_commands_as_few()
    {
        using var worker = await api.ClientAsync("demo-support");
        async Task<(int Moved, int Cancelled)> CountedAsync(string weekday, int count)
        {
            var series = await worker.ReadSeriesAsync(await worker.PlannedAsync(await ProgrammeAsync(), new { weekday, time = "08:00", count }));
            int moved;
            using (var sent = new SentCommands(api.Database))
            {
                var answer = await worker.DoAsync(series, "move", new { time = "08:05" });
                (moved, series) = (sent.Count, await worker.ReadAsync($"{Url}/{series.Id}"));
                Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
            }

            using var more = new SentCommands(api.Database);
            Assert.Equal(HttpStatusCode.OK, (await worker.DoAsync(series, "cancel", new { reason = "Moved away" })).Status);
            return (moved, more.Count);
        }

        await CountedAsync("monday", 1);
        Assert.Equal(await CountedAsync("tuesday", 1), await CountedAsync("wednesday", 20));
    }

    /// <summary>In the order in which whoever books a single session does it; a preview holds up nobody.</summary>
    [Fact]
    public async Task A_move_holds_its_programme_and_then_its_room_and_a_preview_neither()
    {
        using var worker = await api.ClientAsync("demo-support");
        var pupil = (await api.Database.PupilsAsync(1))[0];
        var programme = await api.Database.ProgrammeAsync(Worker, pupils: pupil);
        var series = await worker.ReadSeriesAsync(await worker.PlannedAsync(programme, new { weekday = "friday", time = "16:00", count = 1, room = "Hall" }));
        await api.Database.ExecuteAsync("UPDATE rooms SET capacity = 2 WHERE name = 'Hall'");
        Assert.Empty(await LockedAsync(() => worker.DoAsync(series, "move", new { time = "16:05", preview = true })));
        Assert.Equal(["support_programmes", "rooms"], await LockedAsync(() => worker.DoAsync(series, "move", new { time = "16:05" })));
        var single = SupportSessions.SessionRequests.Plan(
            "2027-01-15T17:00:00Z", pupil, new { type = "social_skills", strand = (string?)null, room = "Hall", programmeId = programme });
        Assert.Equal(["support_programmes", "rooms"], await LockedAsync(() => worker.PostAsync(Sessions, single)));
    }

    private async Task<IReadOnlyList<string>> LockedAsync(Func<Task<Answer>> send)
    {
        using var sent = new SentCommands(api.Database);
        var answer = await send();
        Assert.True((int)answer.Status is 200 or 201, answer.ToString());
        return sent.Locked;
    }

    [Fact]
    public async Task A_change_needs_the_current_version_and_the_right_to_it()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var worker = await api.ClientAsync("demo-support");
        using var office = await api.ClientAsync("demo-office");
        using var dsl = await api.ClientAsync("demo-dsl");
        using var far = await api.ClientAsync("far-support");
        var made = await lead.PlannedAsync(await ProgrammeAsync(Lead), new { weekday = "friday", time = "14:00", count = 2 });
        var series = await lead.ReadSeriesAsync(made);
        Assert.Equal(428, (int)(await lead.PostAsync($"{Url}/{series.Id}/move", new { time = "14:30" })).Status);
        Assert.Equal(428, (int)(await lead.PostAsync($"{Url}/{series.Id}/cancel", new { reason = "x" })).Status);
        await lead.DoAsync(series, "move", new { time = "14:30" });
        Assert.Equal("precondition-failed", (await lead.DoAsync(series, "move", new { time = "15:00" })).Code);
        Assert.Equal("precondition-failed", (await lead.DoAsync(series, "cancel", new { reason = "x" })).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.ReadSeriesAsync(made)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.DoAsync(series, "cancel", new { reason = "x" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadSeriesAsync(made)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.DoAsync(series, "cancel", new { reason = "x" })).Status);
        var read = await dsl.ReadSeriesAsync(made);
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Empty(read.Json["allowedActions"]!.AsArray());
    }

    [Fact]
    public async Task The_list_shows_series_of_reached_sessions_and_filters_them()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var worker = await api.ClientAsync("demo-support");
        var (mine, theirs) = (await ProgrammeAsync(), await ProgrammeAsync(Lead));
        var a = (await lead.PlannedAsync(mine, new { weekday = "monday", time = "15:00", count = 1 })).Json["seriesId"]!.GetValue<Guid>();
        var b = (await lead.PlannedAsync(theirs, new { weekday = "monday", time = "15:00", count = 1 })).Json["seriesId"]!.GetValue<Guid>();
        async Task<Guid[]> Of(HttpClient client, string filter) => [.. (await client.ReadAsync($"{Url}?limit=200&{filter}")).Data.Select(s => s!["id"]!.GetValue<Guid>())];

        Assert.Equal([a], await Of(lead, $"programmeId={mine}"));
        Assert.Equal([b], await Of(lead, $"programmeId={theirs}&practitionerId={Lead}&status=active&schoolId={TestData.Oak}"));
        Assert.Empty(await Of(lead, $"programmeId={theirs}&status=cancelled"));
        Assert.Empty(await Of(worker, $"programmeId={theirs}"));
        Assert.Contains(a, await Of(worker, "sort=updatedAt"));
        Assert.DoesNotContain(b, await Of(worker, ""));
    }
}
