using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class SessionRefusalTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    public static TheoryData<string, object, string> Invalid => new()
    {
        { "required", new { startsAt = (string?)null }, "/startsAt" },
        { "unknown-code", new { type = "ThriveOneToOne" }, "/type" },
        { "out-of-range", new { plannedMinutes = 4 }, "/plannedMinutes" },
        { "out-of-range", new { plannedMinutes = 121 }, "/plannedMinutes" },
        { "too-long", new { objective = new string('a', 4001) }, "/objective" },
        { "too-short", new { room = "   " }, "/room" },
        { "too-many-items", new { participants = Enumerable.Repeat(new { pupilId = TestData.OakPupils[0] }, 41) }, "/participants" },
        { "unknown-member", new { disclosureMade = true }, "/disclosureMade" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Refuses_what_the_schema_refuses(string code, object with, string pointer)
    {
        using var client = await api.ClientAsync("demo-support");
        var body = Plan();
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(with, System.Text.Json.JsonSerializerOptions.Web)!.AsObject())
        {
            body.Remove(name);
            if (value is not null)
            {
                body[name] = value.DeepClone();
            }
        }

        var refused = await client.PostAsync(Url, body);
        Assert.Equal((HttpStatusCode.BadRequest, code, pointer), (refused.Status, refused.Json["errors"]![0]!["code"]!.GetValue<string>(), refused.Pointer()));
    }

    [Fact]
    public async Task A_note_of_spaces_is_invalid()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-20T13:00:00Z"));
        var refused = await client.DoAsync(planned, "complete", Outcome(with: new { note = "   " }));
        Assert.Equal((HttpStatusCode.BadRequest, "/note"), (refused.Status, refused.Pointer()));
        Assert.Equal("/participants/0/preState", (await client.DoAsync(planned, "complete",
            Outcome(with: new { participants = new[] { new { pupilId = TestData.OakPupils[0], attendance = "attended", preState = 6 } } }))).Pointer());
    }

    public static TheoryData<string, string, object> Broken => new()
    {
        { "not-a-school-day", "/startsAt", new { startsAt = "2026-11-22T10:00:00Z" } },
        { "not-a-school-day", "/startsAt", new { startsAt = "2026-12-21T10:00:00Z" } },
        { "calendar-not-configured", "/startsAt", new { startsAt = "2027-09-06T10:00:00Z" } },
        { "late-reason-required", "/lateReason", new { startsAt = "2026-11-16T09:29:59Z" } },
        { "before-admission", "/participants", new { startsAt = "2026-09-02T10:00:00Z", participants = Pupils(TestData.OakPupils[3]), lateReason = "Found in a diary" } },
        { "pupil-not-enrolled", "/participants", new { participants = Pupils(TestData.OakPupils[2]) } },
        { "unknown-reference", "/coPractitionerIds/0", new { coPractitionerIds = new[] { TestData.StaffOf("far-support") } } },
        { "unknown-reference", "/coPractitionerIds/0", new { coPractitionerIds = new[] { TestData.StaffOf("demo-other-dsl") } } },
        { "unknown-reference", "/participants/0/pupilId", new { participants = Pupils(TestData.BeechPupils[0]) } },
        { "unknown-reference", "/participants/0/pupilId", new { participants = Pupils(TestData.ElmPupils[0]) } },
        { "unknown-reference", "/schoolId", new { schoolId = TestData.Beech } },
        { "unknown-reference", "/schoolId", new { schoolId = TestData.Elm } },
        { "participant-count", "/participants", new { participants = Pupils(TestData.OakPupils[0], TestData.OakPupils[1]) } },
        { "participant-count", "/participants", new { type = "thrive_group" } },
        { "group-name-required", "/groupName", new { type = "whole_class", participants = Pupils() } },
        { "duplicate-participant", "/participants", new { type = "thrive_group", participants = Pupils(TestData.OakPupils[0], TestData.OakPupils[0]) } },
        { "duplicate-practitioner", "/coPractitionerIds", new { coPractitionerIds = new[] { Worker } } },
        { "elsa-area-not-applicable", "/elsaArea", new { elsaArea = "anxiety" } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Refuses_what_a_rule_refuses(string code, string pointer, object with)
    {
        await LeaveAndJoinAsync();
        using var client = await api.ClientAsync("demo-support");
        var refused = await client.PostAsync(Url, Plan("2026-11-23T14:00:00Z", with: with));
        Assert.True(refused.Code is not null, refused.ToString());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code, pointer), (refused.Status, refused.Code, refused.Pointer()));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_sessions WHERE starts_at = '2026-11-23T14:00:00Z'"));
    }

    [Fact]
    public async Task Starts_and_completes_no_earlier_than_15_minutes_before()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-23T09:46:00Z"));
        var early = await client.DoAsync(planned, "start", new { });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "too-early"), (early.Status, early.Code));
        Assert.Equal("too-early", (await client.DoAsync(planned, "complete", Outcome())).Code);
        Assert.Equal("too-early", (await client.PostAsync(Url, Plan("2026-11-23T11:00:00Z", with: new { completion = Outcome() }))).Code);
    }

    [Fact]
    public async Task Keeps_what_began_long_ago_with_its_reason()
    {
        using var client = await api.ClientAsync("demo-support");
        var late = await client.MadeAsync(Plan("2026-11-02T10:00:00Z", with: new { lateReason = "Off sick", completion = Outcome() }));
        Assert.Equal("Off sick", late.Text("lateReason"));
    }

    [Fact]
    public async Task A_class_may_take_part_without_named_pupils()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.MadeAsync(Plan("2026-11-20T14:00:00Z", with: new { type = "whole_class", participants = Pupils(), groupName = "3 Willow" }));
        var completed = await client.DoneAsync(planned, "complete", Outcome(with: new { participants = new JsonArray() }));
        Assert.Empty(completed.Json["participants"]!.AsArray());
    }

    /// <summary>One pupil has left Oak, another comes late.</summary>
    private async Task LeaveAndJoinAsync()
    {
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2026-11-20' WHERE pupil_id = $1", TestData.OakPupils[2]);
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET admitted_on = '2026-11-02' WHERE pupil_id = $1", TestData.OakPupils[3]);
    }
}
