using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

public class GroupAttendanceTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Here = TestData.OakPupils[0], Away = TestData.OakPupils[1];

    private static JsonObject Told(string kind, Answer programme, string at, object[] named, object[] parts) => SessionRequests.Plan(at, with: new
    {
        type = kind == "thrive" ? "thrive_group" : kind,
        programmeId = programme.Id,
        strand = (string?)null,
        groupName = "Owls",
        participants = named,
        completion = new { actualMinutes = 25, note = "Cooked together.", participants = parts },
    });

    [Theory]
    [InlineData("nurture", "07:00")]
    [InlineData("thrive", "07:30")]
    [InlineData("social_skills", "08:00")]
    public async Task Each_pupil_s_attendance_and_note_are_the_pupil_s_own(string kind, string at)
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await worker.ThenAsync(await worker.ProposedAsync(new { kind, pupilIds = new[] { Here, Away } }), "wait activate");
        var session = await worker.MadeAsync(Told(kind, programme, $"2026-11-23T{at}:00Z", SessionRequests.Pupils(Here, Away),
        [
            new { pupilId = Here, attendance = "late", note = $"Laid the table {kind}." },
            new { pupilId = Away, attendance = "not_released", note = $"Was kept in class {kind}." },
        ]));

        foreach (var (pupil, attendance, own, other) in new[] { (Here, "late", "Laid the table", "Was kept in class"), (Away, "not_released", "Was kept in class", "Laid the table") })
        {
            var list = await lead.ReadAsync($"{SessionRequests.Url}?pupilId={pupil}&programmeId={programme.Id}");
            var part = list.Data.Single()!["participants"]!.AsArray().Single()!;
            Assert.Equal((pupil, attendance), (part["pupilId"]!.GetValue<Guid>(), part["attendance"]!.GetValue<string>()));
            Assert.DoesNotContain(other, list.BodyText);
            var chronology = await lead.ReadAsync($"/v1/pupils/{pupil}/chronology?kind=support_session");
            var entry = chronology.Data.Single(e => e!["id"]!.GetValue<Guid>() == session.Id)!;
            Assert.Contains(own, entry["text"]!.GetValue<string>());
            Assert.DoesNotContain($"{other} {kind}", chronology.BodyText);
        }

        var delivery = (await worker.ReadAsync($"{Url}/{programme.Id}/delivery")).Json;
        Assert.Equal((1, 25), (delivery["deliveredSessions"]!.GetValue<int>(), delivery["deliveredMinutes"]!.GetValue<int>()));
        Assert.Equal(
            [(Here, 1, 25, "late"), (Away, 0, 0, "not_released")],
            delivery["pupils"]!.AsArray().Select(p => (p!["pupilId"]!.GetValue<Guid>(), p["sessions"]!.GetValue<int>(), p["minutes"]!.GetValue<int>(), p["attendance"]![0]!["attendance"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_class_is_worked_with_without_naming_its_pupils_or_with_a_note_of_one()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await worker.ThenAsync(
            await worker.ProposedAsync(new { kind = "whole_class", groupName = "3 Willow", pupilIds = Array.Empty<Guid>(), targetSessions = 4 }), "wait activate");
        var unnamed = await worker.MadeAsync(Told("whole_class", programme, "2026-11-23T06:00:00Z", [], []));
        await worker.MadeAsync(Told("whole_class", programme, "2026-11-23T06:30:00Z", SessionRequests.Pupils(Away), [new { pupilId = Away, attendance = "attended", note = "Led the circle." }]));
        Assert.Empty(unnamed.Json["participants"]!.AsArray());
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM chronology_entries c JOIN support_sessions s ON s.id = c.record_id WHERE s.programme_id = $1", programme.Id));
        var delivery = await worker.ReadAsync($"{Url}/{programme.Id}/delivery");
        Assert.Equal(HttpStatusCode.OK, delivery.Status);
        Assert.Equal((2, 50), (delivery.Json["deliveredSessions"]!.GetValue<int>(), delivery.Json["deliveredMinutes"]!.GetValue<int>()));
        Assert.Empty(delivery.Json["pupils"]!.AsArray());
    }
}
