using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SessionSeries.SeriesRequests;

namespace PupilSupport.Api.Tests.SessionSeries;

public class SeriesPlanTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private async Task<long> CountAsync(string of) => await api.Database.ScalarAsync<long>($"SELECT count(*) FROM {of}");

    [Fact]
    public async Task A_preview_shows_the_sessions_and_stores_nothing()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await worker.ThenAsync(await worker.ProposedAsync(), "wait activate");
        var before = await CountAsync("audit_entries") + await CountAsync("rooms") + await CountAsync("support_session_series");
        var shown = await worker.PostAsync(
            OfProgramme(programme.Id), new { weekday = "tuesday", time = "10:00", minutes = 30, room = "Nest", from = "2027-01-05", count = 6, preview = true });
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal(
            ["2027-01-05T10:00", "2027-01-12T10:00", "2027-01-19T10:00", "2027-01-26T10:00", "2027-02-02T10:00", "2027-02-09T10:00"], shown.Json.Starts());
        Assert.All(shown.Json["sessions"]!.AsArray(), s => Assert.Empty(s!["clashes"]!.AsArray()));
        Assert.Null(shown.Json["seriesId"]);
        Assert.Equal(before, await CountAsync("audit_entries") + await CountAsync("rooms") + await CountAsync("support_session_series"));
    }

    [Fact]
    public async Task It_makes_the_sessions_of_the_programme_and_leaves_out_what_is_closed()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await api.Database.ProgrammeAsync(Worker, "nurture", pupils: [TestData.OakPupils[1], TestData.OakPupils[2]]);
        await api.Database.ExecuteAsync("UPDATE calendar_closures SET label = 'Half-term' WHERE first_day = '2027-02-15'");
        var made = await worker.PlannedAsync(programme, new { from = "2027-02-10", time = "08:15", room = "Loft", count = 2, objective = "To share" });
        Assert.Equal(($"{Url}/{made.Json["seriesId"]}", "\"1\""), (made.Raw.Headers.Location!.ToString(), made.ETag));
        Assert.Equal(["2027-02-23T08:15", "2027-03-02T08:15"], made.Json.Starts());
        var skipped = Assert.Single(made.Json["skipped"]!.AsArray())!;
        Assert.Equal(("2027-02-16", "closed", "Half-term"), (skipped["date"]!.GetValue<string>(), skipped["reason"]!.GetValue<string>(), skipped["label"]!.GetValue<string>()));

        var session = await worker.ReadAsync($"{Sessions}/{made.Json.SessionIds()[0]}");
        Assert.Equal(("nurture", "scheduled", "Loft", "To share"), (session.Text("type"), session.Text("status"), session.Text("room"), session.Text("objective")));
        Assert.Equal((programme, Worker), (session.Json["programmeId"]!.GetValue<Guid>(), session.Json["practitionerId"]!.GetValue<Guid>()));
        Assert.Equal(made.Json["seriesId"]!.GetValue<Guid>(), session.Json["seriesId"]!.GetValue<Guid>());
        Assert.Equal([TestData.OakPupils[1], TestData.OakPupils[2]], session.Json["participants"]!.AsArray().Select(p => p!["pupilId"]!.GetValue<Guid>()));
        Assert.Equal(2, (await worker.ReadAsync($"{Sessions}?seriesId={made.Json["seriesId"]}")).Data.Count);

        var series = await worker.ReadSeriesAsync(made);
        Assert.Equal(("active", "tuesday", "08:15", "Loft", "2027-02-10"), (series.Text("status"), series.Text("weekday"), series.Text("time"), series.Text("room"), series.Text("from")));
        Assert.Equal(["move", "cancel"], series.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>()));
    }

    [Fact]
    public async Task Summer_time_changes_the_instant_and_not_the_clock_on_the_wall()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await api.Database.ProgrammeAsync(Worker);
        var made = await worker.PlannedAsync(programme, new { weekday = "thursday", time = "07:10", from = "2027-03-18", until = "2027-04-22", count = (int?)null });
        Assert.Equal(["2027-03-18T07:10", "2027-03-25T07:10", "2027-04-15T06:10", "2027-04-22T06:10"], made.Json.Starts());
        Assert.Equal(2, made.Json["skipped"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_shown_and_refused_and_left_out_when_that_is_asked()
    {
        using var worker = await api.ClientAsync("demo-support");
        var (first, second) = (await api.Database.ProgrammeAsync(Worker), await api.Database.ProgrammeAsync(Worker, pupils: TestData.OakPupils[3]));
        var standing = await worker.PlannedAsync(first, new { time = "11:00", room = "Cave", count = 2 });
        object wanted = new { time = "11:15", room = "cave", count = 3 };

        var shown = await worker.PostAsync(OfProgramme(second), Series(new { time = "11:15", room = "cave", count = 3, preview = true }));
        Assert.Equal([2, 2, 0], Enumerable.Range(0, 3).Select(i => shown.Json.Clashes(i).Count));
        Assert.Equal(["practitioner", "room"], shown.Json.Clashes().Select(c => c!["kind"]!.GetValue<string>()));
        Assert.Equal(standing.Json.SessionIds()[0], shown.Json.Clashes()[0]!["sessionIds"]![0]!.GetValue<Guid>());

        var refused = await worker.PostAsync(OfProgramme(second), Series(wanted));
        Assert.Equal((HttpStatusCode.Conflict, "series-clashes"), (refused.Status, refused.Code));
        Assert.Equal(standing.Json.SessionIds(), refused.Json["clashes"]!.AsArray().Select(c => c!.GetValue<Guid>()));
        var told = refused.Json["sessions"]!.AsArray();
        Assert.Equal((2, "practitioner"), (told.Count, told[0]!["clashes"]![0]!["kind"]!.GetValue<string>()));
        Assert.Equal(0L, await CountAsync($"support_session_series WHERE programme_id = '{second}'"));

        var skipping = await worker.PlannedAsync(second, new { time = "11:15", room = "cave", count = 3, onClash = "skip" });
        Assert.Equal(["2027-01-19T11:15"], skipping.Json.Starts());
        Assert.Equal(["clash", "clash"], skipping.Json["skipped"]!.AsArray().Select(s => s!["reason"]!.GetValue<string>()));
        Assert.Equal("series-clashes", (await worker.PostAsync(OfProgramme(second), Series(new { time = "11:15", count = 2, onClash = "skip" }))).Code);
    }

    [Fact]
    public async Task Ids_of_clashes_go_only_to_those_who_may_see_them()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var worker = await api.ClientAsync("demo-support");
        var (theirs, mine) = (await api.Database.ProgrammeAsync(Lead, pupils: TestData.OakPupils[4]), await api.Database.ProgrammeAsync(Worker, pupils: TestData.OakPupils[4]));
        await lead.PlannedAsync(theirs, new { time = "14:00" });
        var refused = await worker.PostAsync(OfProgramme(mine), Series(new { time = "14:00" }));
        Assert.Equal("series-clashes", refused.Code);
        Assert.Empty(refused.Json["clashes"]!.AsArray());
        var clash = Assert.Single(refused.Json["sessions"]![0]!["clashes"]!.AsArray())!;
        Assert.Equal(("pupil", 0), (clash["kind"]!.GetValue<string>(), clash["sessionIds"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("proposed", "programme-not-running")]
    [InlineData("waiting", "programme-not-running")]
    [InlineData("paused", "programme-not-running")]
    public async Task A_programme_that_does_not_run_takes_no_series(string status, string code)
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await api.Database.ProgrammeAsync(Worker, status: status);
        var refused = await worker.PostAsync(OfProgramme(programme), Series(new { preview = true }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task An_Elsa_programme_takes_no_thirteenth_session_without_an_extension()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await api.Database.ProgrammeAsync(Worker, "elsa", pupils: TestData.OakPupils[5]);
        var made = await worker.PlannedAsync(programme, new { weekday = "wednesday", time = "13:00", count = 10 });
        var refused = await worker.PostAsync(OfProgramme(programme), Series(new { weekday = "wednesday", time = "13:00", from = "2027-04-12", count = 3 }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "programme-session-limit"), (refused.Status, refused.Code));
        Assert.Equal("2027-04-28T12:00:00Z", refused.Text("startsAt"));
        await worker.PlannedAsync(programme, new { weekday = "wednesday", time = "13:00", from = "2027-04-12", count = 2 });

        var first = await worker.ReadAsync($"{Sessions}/{made.Json.SessionIds()[0]}");
        await worker.PostAsync($"{Sessions}/{first.Id}/cancel", new { reason = "Trip" }, first.ETag);
        await worker.PlannedAsync(programme, new { weekday = "wednesday", time = "13:00", from = "2027-05-12", count = 1 });
        await api.Database.ExecuteAsync(
            "UPDATE support_programmes SET approved_sessions = 14, approval_reason = 'More', approved_by_id = $2, approved_at = now() WHERE id = $1", programme, Senco);
        await worker.PlannedAsync(programme, new { weekday = "wednesday", time = "13:00", from = "2027-05-19", count = 2 });
    }

    [Theory]
    [InlineData("""{"count":null}""", 422, "series-extent")]
    [InlineData("""{"until":"2027-02-01"}""", 422, "series-extent")]
    [InlineData("""{"count":null,"until":"2027-01-01"}""", 422, "series-extent")]
    [InlineData("""{"from":"2026-11-22"}""", 422, "series-starts-in-past")]
    [InlineData("""{"from":"2026-11-23","weekday":"monday","time":"09:15"}""", 422, "series-starts-in-past")]
    [InlineData("""{"from":"2027-07-14"}""", 422, "calendar-not-configured")]
    [InlineData("""{"from":"2026-12-21","count":null,"until":"2026-12-31"}""", 422, "series-without-school-day")]
    [InlineData("""{"count":61}""", 400, "validation-failed")]
    [InlineData("""{"weekday":"sunday"}""", 400, "validation-failed")]
    [InlineData("""{"time":"25:00"}""", 400, "validation-failed")]
    [InlineData("""{"minutes":4}""", 400, "validation-failed")]
    public async Task What_cannot_be_is_refused(string with, int status, string code)
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await api.Database.ProgrammeAsync(Worker);
        var refused = await worker.PostAsync(OfProgramme(programme), Series(JsonNode.Parse(with)));
        Assert.True((status, code) == ((int)refused.Status, refused.Code), refused.ToString());
    }

    [Fact]
    public async Task Staff_and_pupils_are_at_the_school_on_every_day_of_it()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var pupil = (await api.Database.PupilsAsync(1))[0];
        var programme = await api.Database.ProgrammeAsync(Lead, pupils: pupil);
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2027-01-31' WHERE pupil_id = $1", pupil);
        var gone = await lead.PostAsync(OfProgramme(programme), Series(new { time = "15:00" }));
        Assert.Equal(("pupil-not-enrolled", "2027-02-02T15:00:00Z"), (gone.Code, gone.Text("startsAt")));
        Assert.Equal("unknown-reference", (await lead.PostAsync(OfProgramme(programme), Series(new { practitionerId = TestData.StaffOf("far-support") }))).Code);
        await lead.PlannedAsync(programme, new { time = "15:00", count = 4, practitionerId = Senco });
    }

    [Fact]
    public async Task Whoever_may_plan_their_own_sessions_plans_their_own_series_only()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var far = await api.ClientAsync("far-support");
        using var office = await api.ClientAsync("demo-office");
        var (mine, theirs) = (await api.Database.ProgrammeAsync(Worker), await api.Database.ProgrammeAsync(Lead));
        Assert.Equal(HttpStatusCode.NotFound, (await worker.PostAsync(OfProgramme(theirs), Series())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync(OfProgramme(mine), Series())).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.PostAsync(OfProgramme(mine), Series())).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.PostAsync(OfProgramme(mine), Series(new { practitionerId = Lead }))).Status);

        // Whoever proposed it, or had it, still reads it.
        await api.Database.ExecuteAsync("UPDATE support_programmes SET proposed_by_id = $2 WHERE id = $1", theirs, Worker);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.PostAsync(OfProgramme(theirs), Series(new { practitionerId = Worker }))).Status);
    }

    [Fact]
    public async Task One_key_makes_one_series_and_the_practitioner_is_told_once()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var worker = await api.ClientAsync("demo-support");
        var programme = await api.Database.ProgrammeAsync(Worker, pupils: (await api.Database.PupilsAsync(1))[0]);
        var body = Series(new { weekday = "friday", time = "09:00" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lead.PostAsync(OfProgramme(programme), body, key: "one-series")));
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.ToString()));
        Assert.Single(answers.Select(a => a.BodyText).Distinct());
        Assert.Equal(6L, await CountAsync($"support_sessions WHERE programme_id = '{programme}'"));
        var id = answers[0].Json["seriesId"]!.GetValue<Guid>();
        Assert.Equal(1L, await CountAsync($"notices WHERE record_id = '{id}' AND kind = 'support_session_series_assigned'"));
        Assert.Equal(7L, await CountAsync($"audit_entries WHERE action = 'support_session_series.plan' AND recorded_at IS NOT NULL AND (record_id = '{id}' OR record_id IN (SELECT id FROM support_sessions WHERE series_id = '{id}'))"));
        Assert.Equal(7L, await CountAsync($"events WHERE record_id = '{id}' OR record_id IN (SELECT id FROM support_sessions WHERE series_id = '{id}')"));
        Assert.Equal(6L, await CountAsync($"chronology_entries WHERE record_id IN (SELECT id FROM support_sessions WHERE series_id = '{id}')"));
    }
}
