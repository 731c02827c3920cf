using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Links.LinkRequests;

namespace PupilSupport.Api.Tests.Links;

/// <summary>What people without an account see, and what their links withstand. The browser's part is in tests/browser.</summary>
public class LinkPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static Guid Pupil => TestData.OakPupils[2];

    [Fact]
    public async Task Shows_the_least_acts_once_and_says_afterwards_that_it_was_done()
    {
        var (anybody, link) = await MakeAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get })
        {
            var page = await anybody.AnswerAsync(new HttpRequestMessage(method, link.Path));
            Assert.Equal((HttpStatusCode.OK, "text/html"), (page.Status, page.Raw.Content.Headers.ContentType?.MediaType));
            Assert.Contains("default-src 'none'", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal(("noindex, nofollow, noarchive", "no-referrer", "no-store"), (Header(page, "X-Robots-Tag"), Header(page, "Referrer-Policy"), Header(page, "Cache-Control")));
        }

        var shown = (await anybody.ReadAsync(link.Path)).BodyText;
        Assert.Contains("ends in 991", shown, StringComparison.Ordinal);
        foreach (var secret in new[] { Phone, Email, "960001", "Nora", "Xylander", "<script" })
        {
            Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase);
        }

        var sent = await anybody.AnswerAsync(link, phone: "020 7946 0111");
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Contains("Your answer was sent", sent.BodyText, StringComparison.Ordinal);
        foreach (var later in new[] { await anybody.ReadAsync(link.Path), await anybody.AnswerAsync(link, phone: "020 7946 0222") })
        {
            Assert.Contains("Your answer was sent", later.BodyText, StringComparison.Ordinal);
            Assert.DoesNotContain("<form", later.BodyText, StringComparison.Ordinal);
        }

        Assert.Equal(1, await SubmissionsAsync(link));
        using var pastoral = await api.ClientAsync("demo-pastoral");
        Assert.Equal("used", (await pastoral.ReadAsync($"/v1/links/{link.LinkId}")).Text("status"));
        using var auditor = await api.ClientAsync("demo-auditor");
        var trail = (await auditor.ReadAsync($"/v1/audit-entries?recordId={link.LinkId}&limit=200")).Data.Select(e => e!["action"]!.GetValue<string>()).ToHashSet();
        Assert.Superset(new HashSet<string> { "purpose_link.issue", "purpose_link.open", "purpose_link.use" }, trail);
    }

    [Theory]
    [InlineData("12345", "")]
    [InlineData("\"><script>alert(1)</script>", "")]
    [InlineData("", "nobody@nowhere")]
    public async Task Says_what_is_wrong_beside_the_field_and_stays_open(string phone, string email)
    {
        var (anybody, link) = await MakeAsync();
        var refused = await anybody.AnswerAsync(link, phone, email);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("role=\"alert\"", refused.BodyText, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", refused.BodyText, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", refused.BodyText, StringComparison.Ordinal);
        Assert.Equal(0, await SubmissionsAsync(link));
        Assert.Equal(HttpStatusCode.OK, (await anybody.AnswerAsync(link)).Status);
    }

    [Fact]
    public async Task A_forged_address_shows_nothing()
    {
        var (anybody, link) = await MakeAsync();
        var spoilt = new StringBuilder(link.Path);
        spoilt[^5] = spoilt[^5] == 'A' ? 'B' : 'A';
        foreach (var path in new[] { spoilt.ToString(), link.Path[..^8], "/links/" + Guid.NewGuid(), "/links/" + new string('A', 3000) })
        {
            var page = await anybody.ReadAsync(path);
            Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.Status, page.Raw.Content.Headers.ContentType?.MediaType));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await anybody.PostFormAsync("/links", new Dictionary<string, string> { ["token"] = "none" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.PostAsync("/links", new { token = link.Token })).Status);
        await api.Database.ExecuteAsync("UPDATE purpose_links SET secret_hash = sha256('another') WHERE id = $1", link.LinkId);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.ReadAsync(link.Path)).Status);
    }

    [Fact]
    public async Task Stops_working_when_expired_revoked_replaced_or_when_the_contact_may_not_be_told()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        using var anybody = api.CreateClient();
        var (replaced, revoked, barred, left) = (await pastoral.LinkedAsync(Pupil), await pastoral.LinkedAsync(Pupil), await pastoral.LinkedAsync(Pupil), await pastoral.LinkedAsync(TestData.OakPupils[5]));
        Assert.Equal(HttpStatusCode.Created, (await pastoral.IssueAsync(replaced.PupilId, replaced.ContactId)).Status);
        var stale = await pastoral.PostAsync($"/v1/links/{revoked.LinkId}/revoke", new { reason = "Sent to a wrong address" }, "\"9\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal("revoked", (await pastoral.PostAsync($"/v1/links/{revoked.LinkId}/revoke", new { reason = "Sent to a wrong address" }, "\"1\"")).Text("status"));
        Assert.Equal("link-ended", (await pastoral.PostAsync($"/v1/links/{revoked.LinkId}/revoke", new { reason = "Again" }, "\"2\"")).Code);
        Assert.Equal(HttpStatusCode.OK, (await pastoral.PatchAsync($"/v1/pupils/{Pupil}/contacts/{barred.ContactId}", new { isBarred = true }, "\"1\"")).Status);
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2026-11-20' WHERE pupil_id = $1", left.PupilId);
        foreach (var link in new[] { replaced, revoked, barred, left })
        {
            Assert.Equal(HttpStatusCode.Gone, (await anybody.ReadAsync(link.Path)).Status);
            Assert.Equal(HttpStatusCode.Gone, (await anybody.AnswerAsync(link, "020 7946 0111")).Status);
            Assert.Equal(0, await SubmissionsAsync(link));
        }

        Assert.Equal("contact-barred", (await pastoral.IssueAsync(barred.PupilId, barred.ContactId)).Code);
        Assert.Equal("contact-of-leaver", (await pastoral.IssueAsync(left.PupilId, left.ContactId)).Code);
    }

    [Fact]
    public async Task Of_answers_at_the_same_time_one_counts()
    {
        var (anybody, link) = await MakeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => anybody.AnswerAsync(link, $"020 7946 010{i}")));
        Assert.All(answers, a => Assert.Contains("Your answer was sent", a.BodyText, StringComparison.Ordinal));
        Assert.Equal(1, await SubmissionsAsync(link));
    }

    [Fact]
    public async Task The_secret_stands_in_no_log_no_trace_and_nowhere_in_the_database()
    {
        var traced = new StringBuilder();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a =>
            {
                lock (traced)
                {
                    traced.AppendLine(a.DisplayName).AppendJoin(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}")).AppendLine();
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var (anybody, link) = await MakeAsync();
        await anybody.ReadAsync(link.Path);
        await anybody.ReadAsync(link.Path + "/more");
        await anybody.AnswerAsync(link, "0");
        await anybody.AnswerAsync(link);
        var secret = link.Token[..40];
        lock (traced)
        {
            Assert.NotEqual(0, traced.Length);
            Assert.DoesNotContain(secret, traced.ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(api.Logs.Lines, l => l.Contains(secret, StringComparison.Ordinal) && !l.StartsWith("Scope Microsoft.", StringComparison.Ordinal));
        foreach (var table in new[] { "purpose_links", "contact_submissions", "audit_entries", "events" })
        {
            Assert.Equal(0, await api.Database.ScalarAsync<long>($"SELECT count(*) FROM {table} t WHERE t::text LIKE '%{secret}%'"));
        }
    }

    [Fact]
    public async Task An_access_token_counts_for_nothing_here()
    {
        var (_, link) = await MakeAsync();
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.OK, (await teacher.ReadAsync(link.Path)).Status);
        using var broken = api.CreateClient();
        broken.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "none");
        Assert.Equal(HttpStatusCode.OK, (await broken.AnswerAsync(link)).Status);
        Assert.Equal("link", await api.Database.ScalarAsync<string>("SELECT client_id FROM audit_entries WHERE action = 'purpose_link.use' AND record_id = $1", link.LinkId));
    }

    private async Task<(HttpClient Anybody, Linked Link)> MakeAsync()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        return (api.CreateClient(), await pastoral.LinkedAsync(Pupil));
    }

    private Task<long> SubmissionsAsync(Linked link) => api.Database.ScalarAsync<long>("SELECT count(*) FROM contact_submissions WHERE link_id = $1", link.LinkId);

    private static string Header(Answer answer, string name) => string.Join(',', answer.Raw.Headers.GetValues(name));
}

public sealed class ApiWithRateLimits : ApiFactory
{
    protected override bool RateLimits => true;
}

public class LinkLimitTests(ApiWithRateLimits api) : IClassFixture<ApiWithRateLimits>
{
    [Fact]
    public async Task Too_many_visits_wait_and_say_so_in_words()
    {
        using var anybody = api.CreateClient();
        var pages = new List<Answer>();
        for (var i = 0; i < 21; i++)
        {
            pages.Add(await anybody.ReadAsync("/links/none"));
        }

        Assert.All(pages[..20], p => Assert.Equal(HttpStatusCode.NotFound, p.Status));
        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (pages[20].Status, pages[20].Raw.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(pages[20].Raw.Headers.RetryAfter);
    }
}

/// <summary>With a clock of its own.</summary>
public class LinkExpiryTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Expires_by_the_policy_of_the_day_of_issue()
    {
        var now = api.Clock.Now;
        using var maker = await api.ClientAsync("demo-pastoral");
        using var anybody = api.CreateClient();
        var link = await maker.LinkedAsync(TestData.OakPupils[2]);
        api.Clock.Now = now.AddDays(14).AddMicroseconds(-1);
        Assert.Equal(HttpStatusCode.OK, (await anybody.ReadAsync(link.Path)).Status);
        api.Clock.Now = now.AddDays(14);
        var page = await anybody.ReadAsync(link.Path);
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Contains("expired", page.BodyText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await anybody.AnswerAsync(link)).Status);
        using var pastoral = await api.ClientAsync("demo-pastoral");
        Assert.Equal("expired", (await pastoral.ReadAsync($"/v1/links/{link.LinkId}")).Text("status"));
        Assert.Contains((await pastoral.ReadAsync("/v1/links?status=expired&limit=200")).Data, l => l!["id"]!.GetValue<Guid>() == link.LinkId);
    }
}
