using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

public class ProgrammeLifeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_programme_is_proposed_waits_runs_pauses_and_is_completed()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        using var worker = await api.ClientAsync("demo-support");
        var programme = await lead.ProposedAsync();
        Assert.Equal($"{Url}/{programme.Id}", programme.Raw.Headers.Location!.OriginalString);
        Assert.Equal(("proposed", "\"1\""), (programme.Text("status"), programme.ETag));
        Assert.Equal(HttpStatusCode.OK, (await worker.ReadAsync($"{Url}/{programme.Id}")).Status);
        programme = await worker.ThenAsync(programme, "wait");
        Assert.Equal(("waiting", "2026-11-23", "2027-01-18"), (programme.Text("status"), programme.Text("waitingSince"), programme.Text("targetStartOn")));
        programme = await worker.ThenAsync(programme, "activate pause resume");
        Assert.Equal(("active", "2026-11-23"), (programme.Text("status"), programme.Text("startedOn")));
        Assert.Equal(["revise", "pause", "complete", "withdraw"], programme.Actions());

        var unmeasured = await worker.TryAsync(programme, "complete");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "end-measure-required"), (unmeasured.Status, unmeasured.Code));
        programme = await worker.ThenAsync(programme, "complete", new { noMeasureReason = "Moved away" });
        Assert.Equal(("completed", "Moved away", "2026-11-23"), (programme.Text("status"), programme.Text("noMeasureReason"), programme.Text("endedOn")));
        var again = await worker.TryAsync(programme, "activate");
        Assert.Equal((HttpStatusCode.Conflict, "invalid-transition"), (again.Status, again.Code));
        Assert.Empty(again.Json["allowedActions"]!.AsArray());
    }

    [Fact]
    public async Task Its_place_in_the_chronology_the_feed_the_audit_and_the_notices_comes_with_it()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await lead.ThenAsync(await lead.ProposedAsync(new { pupilIds = new[] { TestData.OakPupils[3] }, purpose = "To name worries" }), "wait");
        var entry = (await lead.ReadAsync($"/v1/pupils/{TestData.OakPupils[3]}/chronology?kind=support_programme")).Data.Single()!;
        Assert.Equal(("Elsa programme, waiting", "To name worries", $"{Url}/{programme.Id}"), (entry["title"]!.GetValue<string>(), entry["text"]!.GetValue<string>(), entry["links"]!["self"]!.GetValue<string>()));
        Assert.Equal(
            ["support_programme.propose", "support_programme.wait"],
            (await api.Database.ScalarAsync<string[]>("SELECT array_agg(action ORDER BY recorded_at) FROM audit_entries WHERE record_id = $1 AND action NOT LIKE '%.read'", programme.Id))!);
        using var worker = await api.ClientAsync("demo-support");
        var notice = (await worker.ReadAsync("/v1/me/notifications?unread=true")).Data.Single(n => n!["recordId"]!.GetValue<Guid>() == programme.Id)!;
        Assert.Equal(("support_programme_allocated", $"{Url}/{programme.Id}"), (notice["kind"]!.GetValue<string>(), notice["link"]!.GetValue<string>()));
    }

    [Fact]
    public async Task It_is_allocated_once_and_handed_over_after_that()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var programme = await lead.ThenAsync(await lead.ProposedAsync(new { practitionerId = (Guid?)null }), "wait");
        Assert.Equal(("practitioner-required", "not-allocated"), ((await lead.TryAsync(programme, "activate")).Code, (await lead.TryAsync(programme, "hand-over", new { practitionerId = Lead, note = "x" })).Code));
        programme = await lead.ThenAsync(programme, "allocate", new { practitionerId = Worker });
        var twice = await lead.TryAsync(programme, "allocate", new { practitionerId = Lead });
        Assert.Equal((HttpStatusCode.Conflict, "already-allocated"), (twice.Status, twice.Code));
        programme = await lead.ThenAsync(programme, "hand-over", new { practitionerId = Lead, note = "Likes to draw first" });
        Assert.Equal([Worker, Lead], programme.Json["allocations"]!.AsArray().Select(a => a!["practitionerId"]!.GetValue<Guid>()));
        Assert.Equal(("2026-11-23", "Likes to draw first"), ((string)programme.Json["allocations"]![0]!["untilOn"]!, (string)programme.Json["allocations"]![1]!["handoverNote"]!));

        // Whoever had it still reads it, and no longer runs it.
        using var worker = await api.ClientAsync("demo-support");
        Assert.Empty((await worker.ReadAsync($"{Url}/{programme.Id}")).Actions());
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.TryAsync(programme, "activate")).Status);
    }

    [Fact]
    public async Task Elsa_takes_6_to_12_sessions_until_another_person_approves_more()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        using var senco = await api.ClientAsync("demo-senco");
        var tooMany = await lead.PostAsync(Url, Proposal(new { targetSessions = 13 }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "elsa-sessions", 6, 12), (tooMany.Status, tooMany.Code, (int)tooMany.Json["min"]!, (int)tooMany.Json["max"]!));
        var own = await senco.ProposedAsync(new { practitionerId = TestData.StaffOf("demo-senco") });
        Assert.DoesNotContain("approve_extension", own.Actions());
        Assert.Equal(HttpStatusCode.Forbidden, (await (await api.ClientAsync("demo-thrive-lead")).TryAsync(own, "approve-extension", new { sessions = 15, reason = "Grief" })).Status);
        Assert.Equal("own-extension", (await senco.TryAsync(own, "approve-extension", new { sessions = 15, reason = "Grief" })).Code);
        own = await lead.ThenAsync(own, "approve-extension", new { sessions = 15, reason = "Grief" });
        Assert.Equal((15, 15, TestData.StaffOf("demo-pastoral")), ((int)own.Json["targetSessions"]!, (int)own.Json["approvedSessions"]!, own.Json["approvedById"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task A_group_keeps_who_left_and_tells_nobody_s_record_of_another()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var (first, second, third) = (TestData.OakPupils[0], TestData.OakPupils[4], TestData.OakPupils[5]);
        var programme = await lead.ThenAsync(await lead.ProposedAsync(new { kind = "nurture", targetSessions = (int?)null, pupilIds = new[] { first, second } }), "wait activate");
        var revised = await lead.PatchAsync($"{Url}/{programme.Id}", new { pupilIds = new[] { second, third } }, programme.ETag);
        Assert.Equal(HttpStatusCode.OK, revised.Status);
        Assert.Equal([second, third, first], revised.Json.PupilIds());
        Assert.Equal(["2026-11-23"], revised.Json["pupils"]!.AsArray().Select(p => (string?)p!["leftOn"]).OfType<string>());
        var ofThird = (await lead.ReadAsync($"{Url}?pupilId={third}")).Data.Single(p => p!["id"]!.GetValue<Guid>() == programme.Id)!;
        Assert.Equal([third], ofThird.PupilIds());
    }

    [Fact]
    public async Task It_ends_with_a_measure_that_fits_and_keeps_the_one_before()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var pupil = TestData.OakPupils[2];
        var programme = await lead.ThenAsync(await lead.ProposedAsync(new { pupilIds = new[] { pupil }, exitInstrument = "sdq_teacher" }), "wait activate");
        var before = await api.Database.AssessedAsync(pupil, Worker, "2026-11-16");
        var end = await api.Database.AssessedAsync(pupil, Worker, "2026-11-23");
        async Task<string?> RefusedAsync(Guid assessment) => (await lead.TryAsync(programme, "complete", new { endAssessmentId = assessment, noMeasureReason = "None" })).Code;
        Assert.Equal("unknown-reference", await RefusedAsync(Guid.NewGuid()));
        Assert.Equal("end-measure-before-start", await RefusedAsync(before));
        Assert.Equal("end-measure-not-submitted", await RefusedAsync(await api.Database.AssessedAsync(pupil, Worker, "2026-11-23", "draft")));
        Assert.Equal("end-measure-of-another-instrument", await RefusedAsync(await api.Database.AssessedAsync(pupil, Worker, "2026-11-23", instrument: "sdq_parent")));
        Assert.Equal("end-measure-of-another-pupil", await RefusedAsync(await api.Database.AssessedAsync(TestData.OakPupils[1], Worker, "2026-11-23")));
        programme = await lead.ThenAsync(programme, "complete", new { endAssessmentId = end });
        var place = programme.Json["pupils"]!.AsArray().Single()!;
        Assert.Equal(("completed", before, end), (programme.Text("status"), place["startAssessmentId"]!.GetValue<Guid>(), place["endAssessmentId"]!.GetValue<Guid>()));
    }

    [Theory]
    [InlineData("practitionerId", "far-support", "unknown-reference")]
    [InlineData("practitionerId", "demo-other-dsl", "unknown-reference")]
    public async Task Somebody_the_school_does_not_know_gives_no_support(string member, string client, string code)
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var answer = await lead.PostAsync(Url, Proposal(new { practitionerId = TestData.StaffOf(client) }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code, "/" + member), (answer.Status, answer.Code, (string)answer.Json["errors"]![0]!["pointer"]!));
        Assert.Equal("/pupilIds/0", (string)(await lead.PostAsync(Url, Proposal(new { pupilIds = new[] { TestData.BeechPupils[0] } }))).Json["errors"]![0]!["pointer"]!);
    }

    [Fact]
    public async Task Of_rivals_one_starts_it_and_one_has_it()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var waiting = await lead.ThenAsync(await lead.ProposedAsync(), "wait");
        var starts = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => lead.TryAsync(waiting, "activate")));
        Assert.Single(starts, a => a.Status == HttpStatusCode.OK);
        Assert.All(starts.Where(a => a.Status != HttpStatusCode.OK), a => Assert.Contains(a.Status, new[] { HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed }));

        var free = await lead.ProposedAsync(new { practitionerId = (Guid?)null });
        Guid[] staff = [Worker, Lead, TestData.StaffOf("demo-senco"), TestData.StaffOf("demo-pastoral")];
        var given = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => lead.TryAsync(free, "allocate", new { practitionerId = staff[i % 4] })));
        Assert.Single(given, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_programme_allocations WHERE support_programme_id = $1", free.Id));
    }

    [Fact]
    public async Task The_database_itself_keeps_a_second_practitioner_out()
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await lead.ProposedAsync();
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.Database.ExecuteAsync(
            "INSERT INTO support_programme_allocations (trust_id, support_programme_id, position, practitioner_id, from_on) VALUES ($1, $2, 1, $3, '2026-12-01')",
            TestData.Oakfield, programme.Id, Lead));
        Assert.Equal("support_programme_allocations_one", refused.ConstraintName);
    }
}
