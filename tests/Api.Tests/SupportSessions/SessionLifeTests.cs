using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class SessionLifeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Schedules_starts_and_completes()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.PostAsync(Url, Plan("2026-11-23T09:45:00Z", with: new { room = "Hive" }));
        Assert.True(planned.Status == HttpStatusCode.Created, planned.ToString());
        Assert.Equal($"{Url}/{planned.Id}", planned.Raw.Headers.Location?.ToString());
        Assert.Equal("\"1\"", planned.ETag);
        Assert.Equal(("scheduled", "Hive", 1), (planned.Text("status"), planned.Text("room"), planned.Json["version"]!.GetValue<int>()));
        Assert.Equal("2026-11-23T10:15:00Z", planned.Text("endsAt"));
        Assert.Equal(["revise", "start", "complete", "cancel", "miss", "void"], planned.Actions());

        var started = await client.DoneAsync(planned, "start", new { });
        Assert.Equal(("in_progress", "\"2\""), (started.Text("status"), started.ETag));

        var completed = await client.DoneAsync(started, "complete", Outcome());
        Assert.Equal(("completed", "\"3\""), (completed.Text("status"), completed.ETag));
        Assert.Equal(["amend", "add_addendum", "void"], completed.Actions());
        Assert.Equal("""{"pupilId":"01997000-0000-7000-8000-00000000a100","attendance":"attended","preState":2,"postState":4,"pupilVoice":"I liked it","note":null}""",
            completed.Json["participants"]![0]!.ToJsonString());

        var read = await client.ReadAsync($"{Url}/{planned.Id}");
        Assert.Equal(completed.BodyText, read.BodyText);
        Assert.Equal(completed.ETag, read.ETag);
    }

    [Fact]
    public async Task Completes_straight_from_scheduled()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-20T10:00:00Z"));
        var completed = await client.DoneAsync(planned, "complete", Outcome());
        Assert.Equal("completed", completed.Text("status"));
        Assert.Null(completed.Json["startedAt"]);
    }

    [Fact]
    public async Task Records_in_one_request_what_has_already_happened()
    {
        using var client = await api.ClientAsync("demo-support");
        var recorded = await client.MadeAsync(Plan("2026-11-19T10:00:00Z", with: new { completion = Outcome() }));
        Assert.Equal(("completed", "\"1\""), (recorded.Text("status"), recorded.ETag));
        Assert.Equal("Built a den and named the feeling.", recorded.Text("note"));

        var unaccounted = await client.PostAsync(Url, Plan("2026-11-18T10:00:00Z", with: new { completion = Outcome(with: new { participants = Array.Empty<object>() }) }));
        Assert.Equal(("attendance-missing", "/completion/participants"), (unaccounted.Code, unaccounted.Pointer()));
    }

    [Fact]
    public async Task Revises_a_plan_by_merge_patch()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-24T10:00:00Z", with: new { room = "Den" }));
        var patch = new { startsAt = "2026-11-24T11:00:00Z", plannedMinutes = 45, room = " DEN ", objective = (string?)null, participants = Pupils(TestData.OakPupils[4]) };
        var revised = await client.PatchAsync($"{Url}/{planned.Id}", patch, planned.ETag);
        Assert.True(revised.Status == HttpStatusCode.OK, revised.ToString());
        Assert.Equal(("\"2\"", "2026-11-24T11:45:00Z", "Den"), (revised.ETag, revised.Text("endsAt"), revised.Text("room")));
        Assert.Equal(planned.Text("roomId"), revised.Text("roomId"));
        Assert.Null(revised.Json["objective"]);
        Assert.Equal(TestData.OakPupils[4], Assert.Single(revised.Json["participants"]!.AsArray())!["pupilId"]!.GetValue<Guid>());

        var roomless = await client.PatchAsync($"{Url}/{planned.Id}", """{"room":null}""", revised.ETag);
        Assert.Null(roomless.Json["roomId"]);

        // The old slot is free again, for staff and pupil alike.
        await client.MadeAsync(Plan("2026-11-24T10:00:00Z"));
    }

    [Fact]
    public async Task A_revised_type_moves_the_withdrawal_with_it()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var pupil = TestData.OakPupils[5];
        var planned = await lead.MadeAsync(Plan("2026-11-25T10:00:00Z", pupil));
        var other = Plan("2026-11-25T10:00:00Z", pupil, new { practitionerId = Lead });
        Assert.Equal("pupil-busy", (await lead.PostAsync(Url, other)).Code);
        var inClass = await lead.PatchAsync($"{Url}/{planned.Id}", new { type = "in_class" }, planned.ETag);
        Assert.True(inClass.Status == HttpStatusCode.OK, inClass.ToString());
        await lead.MadeAsync(other);
    }

    [Fact]
    public async Task Cancels_and_frees_the_slot()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-26T10:00:00Z", with: new { room = "Hive" }));
        var cancelled = await client.DoneAsync(planned, "cancel", new { reason = "Assembly" });
        Assert.Equal(("cancelled", "Assembly"), (cancelled.Text("status"), cancelled.Text("cancelReason")));
        Assert.Equal(["void"], cancelled.Actions());
        await client.MadeAsync(Plan("2026-11-26T10:00:00Z", with: new { room = "Hive" }));
    }

    [Theory]
    [InlineData("staff_absent", "2026-11-27T09:00:00Z", true)]
    [InlineData("pupil_absent", "2026-11-27T10:00:00Z", false)]
    public async Task A_missed_session_is_owed_when_the_school_caused_it(string reason, string startsAt, bool owed)
    {
        using var client = await api.ClientAsync("demo-support");
        var missed = await client.DoneAsync(await client.MadeAsync(Plan(startsAt)), "miss", new { reason });
        Assert.Equal(("missed", reason, owed), (missed.Text("status"), missed.Text("missReason"), missed.Json["catchUpOwed"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Voids_and_replaces_in_one_transaction()
    {
        using var client = await api.ClientAsync("demo-support");
        var wrong = await client.MadeAsync(Plan("2026-11-17T10:00:00Z", with: new { room = "Hive", completion = Outcome() }));
        var replacement = Plan("2026-11-17T10:00:00Z", TestData.OakPupils[1], new { schoolId = (object?)null, room = "Hive", completion = Outcome(TestData.OakPupils[1]) });
        var voided = await client.DoneAsync(wrong, "void", new { reason = "Wrong pupil", replacement });
        Assert.Equal(("voided", "Wrong pupil"), (voided.Text("status"), voided.Text("voidReason")));
        Assert.Empty(voided.Actions());

        var right = await client.ReadAsync($"{Url}/{voided.Text("replacedById")}");
        Assert.Equal("completed", right.Text("status"));
        Assert.Equal(TestData.OakPupils[1], right.Json["participants"]![0]!["pupilId"]!.GetValue<Guid>());
        Assert.Equal("Built a den and named the feeling.", (await client.ReadAsync($"{Url}/{wrong.Id}")).Text("note"));
    }

    [Fact]
    public async Task Voids_with_a_replacement_that_is_there_already()
    {
        using var client = await api.ClientAsync("demo-support");
        var wrong = await client.MadeAsync(Plan("2026-11-16T10:00:00Z"));
        var right = await client.MadeAsync(Plan("2026-11-16T11:00:00Z"));
        Assert.Equal("unknown-reference", (await client.DoAsync(wrong, "void", new { reason = "Entered twice", replacedById = Guid.CreateVersion7() })).Code);
        Assert.Equal("replaces-itself", (await client.DoAsync(wrong, "void", new { reason = "Entered twice", replacedById = wrong.Id })).Code);
        var both = new { reason = "Entered twice", replacedById = right.Id, replacement = Plan("2026-11-16T12:00:00Z", with: new { schoolId = (object?)null }) };
        Assert.Equal("two-replacements", (await client.DoAsync(wrong, "void", both)).Code);
        var voided = await client.DoneAsync(wrong, "void", new { reason = "Entered twice", replacedById = right.Id });
        Assert.Equal(right.Id.ToString(), voided.Text("replacedById"));
    }

    [Fact]
    public async Task A_refused_replacement_voids_nothing()
    {
        using var client = await api.ClientAsync("demo-support");
        var wrong = await client.MadeAsync(Plan("2026-11-18T13:00:00Z"));
        var replacement = Plan("2026-11-15T13:00:00Z", with: new { schoolId = (object?)null, lateReason = "Off sick" });
        var refused = await client.DoAsync(wrong, "void", new { reason = "Wrong day", replacement });
        Assert.Equal(("not-a-school-day", "/replacement/startsAt"), (refused.Code, refused.Pointer()));
        Assert.Equal("scheduled", (await client.ReadAsync($"{Url}/{wrong.Id}")).Text("status"));
    }

    [Fact]
    public async Task An_illegal_transition_says_what_is_allowed()
    {
        using var client = await api.ClientAsync("demo-support");
        var cancelled = await client.DoneAsync(await client.MadeAsync(Plan("2026-11-30T10:00:00Z")), "cancel", new { reason = "Assembly" });
        foreach (var (action, body) in new (string, object)[] { ("start", new { }), ("complete", Outcome()), ("cancel", new { reason = "x" }), ("miss", new { reason = "trip" }), ("amend", new { note = "x" }), ("addenda", new { text = "x" }) })
        {
            var refused = await client.DoAsync(cancelled, action, body);
            Assert.Equal((HttpStatusCode.Conflict, "invalid-transition"), (refused.Status, refused.Code));
            Assert.Equal(["void"], refused.Actions());
        }
    }

    [Fact]
    public async Task Validate_only_tells_and_keeps_nothing()
    {
        using var client = await api.ClientAsync("demo-support");
        var trial = await client.PostAsync(Url + "?validateOnly=true", Plan("2026-12-01T10:00:00Z", with: new { room = "Nowhere yet" }));
        Assert.True(trial.Status is HttpStatusCode.Created or HttpStatusCode.OK, trial.ToString());
        Assert.Equal("not-found", (await client.ReadAsync($"{Url}/{trial.Id}")).Code);
        await client.MadeAsync(Plan("2026-12-01T10:00:00Z", with: new { room = "Nowhere yet" }));
    }
}

/// <summary>Moves the clock, so it has an API of its own.</summary>
public class SessionNoteTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task The_note_closes_after_48_hours_and_addenda_stay_open()
    {
        using var client = await api.ClientAsync("demo-support");
        var completed = await client.MadeAsync(Plan("2026-11-20T10:00:00Z", with: new { completion = Outcome() }));
        var amended = await client.DoneAsync(completed, "amend", new { note = "Better words", reason = "Typing mistake" });
        Assert.Equal("Better words", amended.Text("note"));

        api.Clock.Advance(TimeSpan.FromHours(48));
        using var later = await api.ClientAsync("demo-support");
        var refused = await later.DoAsync(amended, "amend", new { note = "Too late" });
        Assert.Equal((HttpStatusCode.Conflict, "note-closed"), (refused.Status, refused.Code));
        Assert.Equal(["add_addendum", "void"], refused.Actions());

        var added = await later.DoneAsync(amended, "addenda", new { text = "The mother rang." });
        var (earlier, addendum) = (added.Json["addenda"]![0]!, added.Json["addenda"]![1]!);
        Assert.Equal(("earlier_note", completed.Text("note")), (earlier["kind"]!.GetValue<string>(), earlier["text"]!.GetValue<string>()));
        Assert.Equal(("addendum", 2), (addendum["kind"]!.GetValue<string>(), added.Json["addenda"]!.AsArray().Count));
        Assert.Equal(("The mother rang.", Worker), (addendum["text"]!.GetValue<string>(), addendum["authorId"]!.GetValue<Guid>()));
        Assert.Equal(("Better words", "\"3\""), (added.Text("note"), added.ETag));
        Assert.Equal(added.BodyText, (await later.ReadAsync($"{Url}/{completed.Id}")).BodyText);
    }
}
