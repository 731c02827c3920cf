using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class SessionListTests(SessionListTests.Listed api) : IClassFixture<SessionListTests.Listed>
{
    [Theory]
    [InlineData("", "54321")]
    [InlineData("?sort=startsAt", "12345")]
    [InlineData("?sort=-startsAt", "54321")]
    [InlineData("?sort=updatedAt", "12453")]
    [InlineData("?from=2026-10-24", "543")]
    [InlineData("?from=2026-10-25&to=2026-11-24", "43")]
    [InlineData("?to=2026-10-23", "21")]
    [InlineData("?status=cancelled", "3")]
    [InlineData("?status=cancelled&status=completed", "31")]
    [InlineData("?type=check_in", "2")]
    [InlineData("?practitionerId={lead}", "5")]
    [InlineData("?pupilId={second}", "42")]
    [InlineData("?pupilId={second}&status=scheduled&to=2026-10-31", "2")]
    [InlineData("?schoolId={oak}", "54321")]
    [InlineData("?schoolId={beech}", "")]
    public async Task Lists_what_is_asked_for(string query, string expected)
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var page = await lead.ReadAsync(Url + query
            .Replace("{lead}", Lead.ToString()).Replace("{second}", TestData.OakPupils[1].ToString())
            .Replace("{oak}", TestData.Oak.ToString()).Replace("{beech}", TestData.Beech.ToString()));
        Assert.True(page.Status == HttpStatusCode.OK, page.ToString());
        Assert.Equal(expected, string.Concat(page.Ids().Select(id => api.Made.IndexOf(id) + 1)));
    }

    [Fact]
    public async Task Expands_what_the_caller_reaches_and_names_what_it_does_not()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var all = await lead.ReadAsync($"{Url}/{api.Made[0]}?expand=school,practitioner,participants.pupil");
        Assert.Equal("Oak Primary", all.Json["school"]!["name"]!.GetValue<string>());
        Assert.Equal(all.Json["practitionerId"]!.GetValue<Guid>(), all.Json["practitioner"]!["id"]!.GetValue<Guid>());
        Assert.All(all.Json["participants"]!.AsArray(), p => Assert.NotNull(p!["pupil"]!["givenName"]));
        Assert.Null(all.Json["_meta"]);

        var listed = await lead.ReadAsync($"{Url}?limit=1&expand=school");
        Assert.NotNull(listed.Data[0]!["school"]);
        Assert.Null(listed.Data[0]!["practitioner"]);

        var refused = await lead.ReadAsync($"{Url}?expand=participants.contacts");
        Assert.Equal((HttpStatusCode.BadRequest, "validation-failed"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("?from=2026-11-02&to=2026-11-01", "to", "before-from")]
    [InlineData("?from=2025-11-01&to=2026-12-07", "to", "too-many-days")]
    [InlineData("?from=01/11/2026", "from", null)]
    [InlineData("?status=Completed", "status", "unknown-code")]
    [InlineData("?sort=note", "sort", null)]
    [InlineData("?limit=201", "limit", "out-of-range")]
    [InlineData("?pupil=x", "pupil", "unknown-parameter")]
    public async Task Refuses_what_it_does_not_know(string query, string parameter, string? code)
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var refused = await lead.ReadAsync(Url + query);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var fault = refused.Json["errors"]![0]!;
        Assert.Equal(parameter, fault["parameter"]!.GetValue<string>());
        if (code is not null)
        {
            Assert.Equal(code, fault["code"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_pupils_list_may_span_more_than_400_days()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var page = await lead.ReadAsync($"{Url}?from=2020-01-01&to=2027-12-31&pupilId={TestData.OakPupils[1]}");
        Assert.Equal(2, page.Ids().Length);
        Assert.Equal(HttpStatusCode.OK, (await lead.ReadAsync($"{Url}?from=2025-11-01&to=2026-12-05")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&sort=startsAt")]
    [InlineData("&sort=updatedAt")]
    public async Task Pages_join_to_the_whole(string sort)
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var whole = (await lead.ReadAsync(Url + "?limit=200" + sort)).Ids();
        var (pages, cursor) = (new List<Guid>(), "");
        do
        {
            var page = await lead.ReadAsync($"{Url}?limit=2{sort}{cursor}");
            Assert.True(page.Status == HttpStatusCode.OK, page.ToString());
            pages.AddRange(page.Ids());
            cursor = page.Json["page"]!["nextCursor"] is { } next ? "&cursor=" + next.GetValue<string>() : null;
        }
        while (cursor is not null);
        Assert.Equal(whole, pages);
    }

    [Fact]
    public async Task Rows_say_what_the_caller_can_do()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var dsl = await api.ClientAsync("demo-dsl");
        var rows = (await lead.ReadAsync(Url)).Data;
        Assert.Equal("[\"amend\",\"add_addendum\",\"void\"]", rows[4]!["allowedActions"]!.ToJsonString());
        Assert.All((await dsl.ReadAsync(Url)).Data, r => Assert.Empty(r!["allowedActions"]!.AsArray()));
    }

    /// <summary>Five sessions in the order of their start; the third was cancelled last of all.</summary>
    public class Listed : ApiFactory
    {
        private readonly SemaphoreSlim _once = new(1);

        public List<Guid> Made { get; } = [];

        public new async Task<HttpClient> ClientAsync(string clientId)
        {
            await _once.WaitAsync();
            if (Made.Count == 0)
            {
                await MakeAsync();
            }

            _once.Release();
            return await base.ClientAsync(clientId);
        }

        private async Task MakeAsync()
        {
            using var lead = await base.ClientAsync("demo-thrive-lead");
            var late = new { lateReason = "Off sick" };
            var completed = await lead.MadeAsync(Plan("2026-10-22T10:00:00Z", with: new { late.lateReason, completion = Outcome() }));
            Clock.Advance(TimeSpan.FromSeconds(1));

            // 23:30 in summer time is 22:30 UTC: still the 23rd.
            var summer = await lead.MadeAsync(Plan("2026-10-23T22:30:00Z", TestData.OakPupils[1], new { late.lateReason, type = "check_in" }));
            Clock.Advance(TimeSpan.FromSeconds(1));
            var cancelled = await lead.MadeAsync(Plan("2026-11-23T10:00:00Z"));
            Clock.Advance(TimeSpan.FromSeconds(1));
            var group = await lead.MadeAsync(Plan("2026-11-24T23:59:00Z", with: new { type = "thrive_group", participants = Pupils(TestData.OakPupils[0], TestData.OakPupils[1]) }));
            Clock.Advance(TimeSpan.FromSeconds(1));
            var colleague = await lead.MadeAsync(Plan("2026-11-25T00:00:00Z", TestData.OakPupils[2], new { practitionerId = Lead }));
            Clock.Advance(TimeSpan.FromSeconds(1));
            await lead.DoneAsync(cancelled, "cancel", new { reason = "Assembly" });
            Made.AddRange([completed.Id, summer.Id, cancelled.Id, group.Id, colleague.Id]);
        }
    }
}
