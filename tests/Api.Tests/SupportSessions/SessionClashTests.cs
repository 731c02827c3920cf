using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class SessionClashTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Senco = TestData.StaffOf("demo-senco");

    [Fact]
    public async Task A_practitioner_is_in_one_place_at_a_time()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var first = await lead.MadeAsync(Plan("2026-11-24T10:00:00Z"));
        var clash = await lead.PostAsync(Url, Plan("2026-11-24T10:29:00Z", TestData.OakPupils[1]));
        Assert.Equal((HttpStatusCode.Conflict, "practitioner-busy"), (clash.Status, clash.Code));
        Assert.Equal(first.Id, Assert.Single(clash.Json["clashes"]!.AsArray())!.GetValue<Guid>());

        var asHelper = Plan("2026-11-24T10:15:00Z", TestData.OakPupils[1], new { practitionerId = Lead, coPractitionerIds = new[] { Worker } });
        Assert.Equal("practitioner-busy", (await lead.PostAsync(Url, asHelper)).Code);
    }

    [Fact]
    public async Task Back_to_back_is_no_clash()
    {
        using var client = await api.ClientAsync("demo-support");
        await client.MadeAsync(Plan("2026-11-25T10:00:00Z", with: new { room = "Hive" }));
        await client.MadeAsync(Plan("2026-11-25T10:30:00Z", with: new { room = "Hive" }));
        await client.MadeAsync(Plan("2026-11-25T09:30:00Z", with: new { room = "Hive" }));
    }

    [Fact]
    public async Task A_pupil_is_withdrawn_once_at_a_time_and_supported_in_class_freely()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var first = await lead.MadeAsync(Plan("2026-11-26T10:00:00Z"));
        var clash = await lead.PostAsync(Url, Plan("2026-11-26T10:00:00Z", with: new { practitionerId = Lead }));
        Assert.Equal("pupil-busy", clash.Code);
        Assert.Equal(first.Id, Assert.Single(clash.Json["clashes"]!.AsArray())!.GetValue<Guid>());
        await lead.MadeAsync(Plan("2026-11-26T10:00:00Z", with: new { practitionerId = Lead, type = "in_class" }));
        await lead.MadeAsync(Plan("2026-11-26T10:00:00Z", with: new { practitionerId = Senco, type = "check_in" }));
    }

    [Fact]
    public async Task Ids_of_clashes_go_only_to_those_who_may_see_them()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        await lead.MadeAsync(Plan("2026-11-27T10:00:00Z", with: new { practitionerId = Lead, room = "Den" }));
        using var support = await api.ClientAsync("demo-support");
        var ofPupil = await support.PostAsync(Url, Plan("2026-11-27T10:00:00Z"));
        Assert.Equal("pupil-busy", ofPupil.Code);
        Assert.Empty(ofPupil.Json["clashes"]!.AsArray());
        var ofRoom = await support.PostAsync(Url, Plan("2026-11-27T10:00:00Z", TestData.OakPupils[1], new { room = "DEN" }));
        Assert.Equal("room-busy", ofRoom.Code);
        Assert.Empty(ofRoom.Json["clashes"]!.AsArray());
    }

    [Fact]
    public async Task A_room_for_two_takes_two_at_any_moment()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var head = await api.ClientAsync("demo-head");
        await head.PostAsync("/v1/rooms", new { schoolId = TestData.Oak, name = "Hall", capacity = 2 });
        Task<Answer> Book(string time, Guid practitioner, int pupil) => lead.PostAsync(
            Url, Plan($"2026-11-30T{time}:00Z", TestData.OakPupils[pupil], new { practitionerId = practitioner, room = "hall" }));

        // Two short ones after each other leave a place for a long one beside both, but for no fourth.
        Assert.Equal(HttpStatusCode.Created, (await Book("10:00", Worker, 0)).Status);
        Assert.Equal(HttpStatusCode.Created, (await Book("10:30", Worker, 1)).Status);
        Assert.Equal(HttpStatusCode.Created, (await Book("10:15", Lead, 2)).Status);
        var full = await Book("10:20", Senco, 3);
        Assert.Equal("room-busy", full.Code);
        Assert.Equal(3, full.Json["clashes"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.Created, (await Book("10:45", Senco, 3)).Status);
    }

    [Fact]
    public async Task Of_30_rivals_for_one_slot_one_wins()
    {
        using var client = await api.ClientAsync("demo-support");
        await client.MadeAsync(Plan("2026-12-02T08:00:00Z", with: new { room = "Attic" }));
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            client.PostAsync(Url, Plan("2026-12-02T10:00:00Z", TestData.OakPupils[i % 6], new { room = "Attic" }))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Contains(a.Code, new[] { "practitioner-busy", "room-busy" }));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_sessions WHERE starts_at = '2026-12-02T10:00:00Z'"));
    }

    [Fact]
    public async Task Of_rivals_for_a_pupil_one_wins()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        Guid[] staff = [Worker, Lead, Senco, TestData.StaffOf("demo-head"), TestData.StaffOf("demo-teacher"), TestData.StaffOf("demo-dsl")];
        var answers = await Task.WhenAll(staff.Select(s => lead.PostAsync(Url, Plan("2026-12-03T10:00:00Z", with: new { practitionerId = s }))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal("pupil-busy", a.Code));
    }

    [Theory]
    [InlineData(1, "2026-12-07")]
    [InlineData(3, "2026-12-08")]
    public async Task Of_rivals_for_a_room_as_many_win_as_it_takes(int capacity, string date)
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var head = await api.ClientAsync("demo-head");
        await head.PostAsync("/v1/rooms", new { schoolId = TestData.Oak, name = $"Room {capacity}", capacity });
        Guid[] staff = [Worker, Lead, Senco, TestData.StaffOf("demo-head"), TestData.StaffOf("demo-teacher"), TestData.StaffOf("demo-dsl")];
        var answers = await Task.WhenAll(staff.Select((s, i) =>
            lead.PostAsync(Url, Plan($"{date}T10:00:00Z", TestData.OakPupils[i], new { practitionerId = s, room = $"room {capacity}" }))));
        Assert.Equal(capacity, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal("room-busy", a.Code));
    }
}
