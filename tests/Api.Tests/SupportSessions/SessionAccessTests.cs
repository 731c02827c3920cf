using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class SessionAccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly (string Action, object Body)[] Actions =
    [
        ("start", new { }), ("complete", Outcome()), ("cancel", new { reason = "x" }), ("miss", new { reason = "trip" }),
        ("amend", new { note = "x" }), ("addenda", new { text = "x" }), ("void", new { reason = "x" }),
    ];

    [Theory]
    [InlineData("demo-other-dsl")] // another trust
    [InlineData("far-dsl")] // another school
    [InlineData("far-support")]
    [InlineData("demo-teacher")] // another's session
    public async Task Out_of_reach_is_as_good_as_absent(string who)
    {
        using var support = await api.ClientAsync("demo-support");
        var session = await support.MadeAsync(Plan(NextSlot()));
        using var client = await api.ClientAsync(who);
        var unknown = await client.ReadAsync($"{Url}/{Guid.CreateVersion7()}");
        var hidden = await client.ReadAsync($"{Url}/{session.Id}");
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (hidden.Status, hidden.Code));
        Assert.Equal(Bare(unknown), Bare(hidden));
        foreach (var (action, body) in Actions)
        {
            Assert.Equal("not-found", (await client.DoAsync(session, action, body)).Code);
        }

        Assert.Equal("not-found", (await client.PatchAsync($"{Url}/{session.Id}", new { objective = "x" }, session.ETag)).Code);
        Assert.DoesNotContain(session.Id, (await client.ReadAsync(Url + "?limit=200")).Ids());
        Assert.DoesNotContain(session.Id, (await client.ReadAsync($"{Url}?limit=200&pupilId={TestData.OakPupils[0]}")).Ids());
    }

    [Theory]
    [InlineData("demo-dsl")]
    [InlineData("demo-head")]
    [InlineData("demo-trust-dsl")]
    public async Task Whoever_reads_all_but_writes_none_sees_no_actions(string who)
    {
        using var support = await api.ClientAsync("demo-support");
        var session = await support.MadeAsync(Plan(NextSlot()));
        using var client = await api.ClientAsync(who);
        var read = await client.ReadAsync($"{Url}/{session.Id}");
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Empty(SessionRequests.Actions(read));
        Assert.Contains(session.Id, (await client.ReadAsync(Url + "?limit=200")).Ids());
        foreach (var (action, body) in Actions)
        {
            var refused = await client.DoAsync(session, action, body);
            Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (refused.Status, refused.Code));
        }
    }

    [Theory]
    [InlineData("demo-attendance")]
    [InlineData("demo-office")]
    [InlineData("demo-medical-lead")]
    [InlineData("demo-admin")]
    [InlineData("demo-auditor")]
    [InlineData("demo-mis")]
    public async Task Others_have_nothing_to_do_with_sessions(string who)
    {
        using var client = await api.ClientAsync(who);
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), await CodeAsync(client.ReadAsync(Url)));
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), await CodeAsync(client.PostAsync(Url, Plan())));
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), await CodeAsync(client.ReadAsync($"{Url}/{Guid.CreateVersion7()}")));
    }

    [Fact]
    public async Task A_colleagues_sessions_are_for_those_who_may_write_all()
    {
        using var support = await api.ClientAsync("demo-support");
        var forColleague = await support.PostAsync(Url, Plan(NextSlot(), with: new { practitionerId = Lead }));
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (forColleague.Status, forColleague.Code));
        var own = await support.MadeAsync(Plan(NextSlot()));
        var handedOver = await support.PatchAsync($"{Url}/{own.Id}", new { practitionerId = Lead }, own.ETag);
        Assert.Equal("insufficient-scope", handedOver.Code);

        using var lead = await api.ClientAsync("demo-thrive-lead");
        var planned = await lead.MadeAsync(Plan(NextSlot()));
        await lead.DoneAsync(planned, "cancel", new { reason = "Assembly" });
    }

    [Fact]
    public async Task A_second_practitioner_has_it_as_an_own_session()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var planned = await lead.MadeAsync(Plan(NextSlot(), with: new { practitionerId = Lead, coPractitionerIds = new[] { Worker } }));
        using var support = await api.ClientAsync("demo-support");
        Assert.Contains(planned.Id, (await support.ReadAsync($"{Url}?practitionerId={Worker}&limit=200")).Ids());
        await support.DoneAsync(planned, "cancel", new { reason = "Assembly" });
    }

    [Fact]
    public async Task Another_schools_worker_cannot_plan_here()
    {
        using var far = await api.ClientAsync("far-support");
        var refused = await far.PostAsync(Url, Plan(NextSlot(), with: new { practitionerId = TestData.StaffOf("far-support") }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task One_pupils_list_and_chronology_tell_of_no_other()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var (one, other) = (TestData.OakPupils[0], TestData.OakPupils[1]);
        var parts = new object[]
        {
            new { pupilId = one, attendance = "attended", note = "Spoke of the new baby." },
            new { pupilId = other, attendance = "refused", note = "Hid under the table." },
        };
        var group = await lead.MadeAsync(Plan("2026-11-20T08:30:00Z", with: new
        {
            practitionerId = Lead,
            type = "thrive_group",
            participants = Pupils(one, other),
            completion = Outcome(with: new { participants = parts }),
        }));

        var list = await lead.ReadAsync($"{Url}?pupilId={one}&limit=200");
        var row = list.Data.Single(s => s!["id"]!.GetValue<Guid>() == group.Id)!;
        Assert.Equal(one, Assert.Single(row["participants"]!.AsArray())!["pupilId"]!.GetValue<Guid>());
        Assert.DoesNotContain("Hid under the table.", list.BodyText);

        var chronology = await lead.ReadAsync($"/v1/pupils/{one}/chronology");
        var entry = chronology.Data.Single(e => e!["id"]!.GetValue<Guid>() == group.Id)!;
        Assert.Equal(("support_session", "Thrive group, completed", $"{Url}/{group.Id}"),
            (entry["kind"]!.GetValue<string>(), entry["title"]!.GetValue<string>(), entry["links"]!["self"]!.GetValue<string>()));
        Assert.Contains("Spoke of the new baby.", entry["text"]!.GetValue<string>());
        Assert.DoesNotContain("Hid under the table.", chronology.BodyText);
        Assert.DoesNotContain(other.ToString(), chronology.BodyText);

        // Its practitioner sees it there too, a colleague without the wider permission does not.
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.DoesNotContain(group.Id, (await teacher.ReadAsync($"/v1/pupils/{one}/chronology")).Ids());

        await lead.DoneAsync(group, "void", new { reason = "Entered twice" });
        entry = (await lead.ReadAsync($"/v1/pupils/{one}/chronology")).Data.Single(e => e!["id"]!.GetValue<Guid>() == group.Id)!;
        Assert.True(entry["isVoid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task After_a_move_the_new_school_reads_the_history_of_that_pupil_alone()
    {
        var (moved, stays) = (TestData.OakPupils[4], TestData.OakPupils[5]);
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var group = await lead.MadeAsync(Plan("2026-11-19T08:30:00Z", with: new
        {
            practitionerId = Lead,
            type = "thrive_group",
            participants = Pupils(moved, stays),
        }));
        using var far = await api.ClientAsync("far-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Url}/{group.Id}")).Status);

        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2026-11-20' WHERE pupil_id = $1", moved);
        await api.Database.ExecuteAsync(
            "INSERT INTO pupil_enrolments (trust_id, id, pupil_id, school_id, kind, admitted_on) VALUES ($1, $2, $3, $4, 'main', '2026-11-20')",
            TestData.Oakfield, Guid.CreateVersion7(), moved, TestData.Beech);
        await api.Database.ExecuteAsync("UPDATE pupils SET school_id = $1 WHERE id = $2", TestData.Beech, moved);

        var read = await far.ReadAsync($"{Url}/{group.Id}");
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(moved, Assert.Single(read.Json["participants"]!.AsArray())!["pupilId"]!.GetValue<Guid>());
        Assert.DoesNotContain(stays.ToString(), read.BodyText);
        Assert.Contains(group.Id, (await far.ReadAsync($"{Url}?pupilId={moved}")).Ids());
        Assert.Contains(group.Id, (await far.ReadAsync($"/v1/pupils/{moved}/chronology")).Ids());
        Assert.DoesNotContain(group.Id, (await far.ReadAsync($"{Url}?pupilId={stays}")).Ids());
        Assert.Equal(2, (await lead.ReadAsync($"{Url}/{group.Id}")).Json["participants"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_phase_leader_sees_the_parts_of_the_own_year_groups()
    {
        // Ages put Oak's pupils in year 3; one is moved out of the leader's years.
        var (inside, outside) = (TestData.OakPupils[2], TestData.OakPupils[3]);
        await api.Database.ExecuteAsync("UPDATE pupils SET date_of_birth = '2010-01-10' WHERE id = $1", outside);
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var both = await lead.MadeAsync(Plan("2026-11-18T08:30:00Z", with: new { practitionerId = Lead, type = "thrive_group", participants = Pupils(inside, outside) }));
        var alone = await lead.MadeAsync(Plan("2026-11-18T09:30:00Z", outside, new { practitionerId = Lead }));

        using var phase = await api.ClientAsync("demo-phase-lead");
        var listed = await phase.ReadAsync(Url + "?from=2026-11-18&to=2026-11-18");
        Assert.Equal([both.Id], listed.Ids());
        Assert.Equal(inside, Assert.Single(listed.Data[0]!["participants"]!.AsArray())!["pupilId"]!.GetValue<Guid>());
        Assert.Equal(HttpStatusCode.NotFound, (await phase.ReadAsync($"{Url}/{alone.Id}")).Status);
    }

    private static int _slot;

    /// <summary>A slot that no other test here takes.</summary>
    private static string NextSlot() => new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(30 * Interlocked.Increment(ref _slot)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);

    private static string Bare(Answer answer)
    {
        var body = answer.Json.DeepClone().AsObject();
        body.Remove("requestId");
        body.Remove("instance");
        return body.ToJsonString();
    }

    private static async Task<(HttpStatusCode, string?)> CodeAsync(Task<Answer> asking) => await asking is var answer ? (answer.Status, answer.Code) : default;
}
