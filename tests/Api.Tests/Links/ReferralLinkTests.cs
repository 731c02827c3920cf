using System.Net;
using PupilSupport.Api.Tests.Referrals;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Links;

/// <summary>Answers of agencies through a link: what is shown, what becomes of it, and when it stops working.</summary>
public class ReferralLinkTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Of_three_answers_at_once_one_counts_and_the_page_tells_no_name_and_no_story()
    {
        using var sender = await api.ClientAsync("demo-senco");
        using var anybody = api.CreateClient();
        var referral = await SubmittedAsync(sender);
        Assert.Equal(HttpStatusCode.NotFound, (await (await api.ClientAsync("far-dsl")).PostAsync($"{ReferralRequests.Url}/{referral.Id}/links", new { })).Status);
        var first = await LinkAsync(sender, referral);
        var link = await LinkAsync(sender, referral);
        Assert.Equal(("open", "referral-answer", null), (link.Text("status"), link.Text("purpose"), link.Json["pupilId"]?.ToString()));
        Assert.DoesNotContain("radio", (await anybody.ReadAsync(Path(first))).BodyText, StringComparison.Ordinal);
        var page = (await anybody.ReadAsync(Path(link))).BodyText;
        foreach (var shown in new[] { referral.Id.ToString(), "Camhs", "Pupil AR", "year group 4" })
        {
            Assert.Contains(shown, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Ada", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Worries", page, StringComparison.Ordinal);
        Assert.Contains("Choose one of the answers", (await AnswerAsync(anybody, link, "service_delivered")).BodyText, StringComparison.Ordinal);
        Assert.Contains("Say in a few words", (await AnswerAsync(anybody, link, "decline")).BodyText, StringComparison.Ordinal);

        var answers = await Task.WhenAll(
            AnswerAsync(anybody, link, "accept"), AnswerAsync(anybody, link, "decline", "Too far away"), AnswerAsync(anybody, link, "ask", "Which school?"));
        Assert.Equal(3, answers.Length);
        var after = await sender.ReadAsync($"{ReferralRequests.Url}/{referral.Id}");
        Assert.Contains(after.Text("status"), new[] { "accepted", "declined", "info_requested" });
        Assert.Equal(1L, await api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM referral_steps WHERE referral_id = $1 AND via = 'link' AND by_id IS NULL AND action IN ('accept', 'decline', 'request_information')", referral.Id));
        Assert.Equal("used", (await StatusAsync(link)));
        Assert.True(await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE action = 'purpose_link.use' AND client_id = 'link' AND record_id = $1", referral.Id) == 1);
    }

    [Fact]
    public async Task An_agency_asks_takes_the_pupil_and_says_what_came_of_it_each_by_a_link_of_its_own()
    {
        using var sender = await api.ClientAsync("demo-senco");
        using var anybody = api.CreateClient();
        var referral = await SubmittedAsync(sender);
        await AnswerAsync(anybody, await LinkAsync(sender, referral), "ask", "Since when?");
        Assert.Equal(("info_requested", "referral-link-nothing-to-answer"), (await StatusAsync(sender, referral), (await TryAsync(sender, referral)).Code));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_id = $1 AND kind = 'answer_referral_question' AND ended_at IS NULL", referral.Id));
        var asked = await sender.ReadAsync($"{ReferralRequests.Url}/{referral.Id}");
        await sender.DoneAsync(asked, "provide-information", new { answer = "Since May" });
        await AnswerAsync(anybody, await LinkAsync(sender, referral), "accept");
        Assert.Equal("accepted", await StatusAsync(sender, referral));
        await AnswerAsync(anybody, await LinkAsync(sender, referral), "service_delivered");
        var done = await sender.ReadAsync($"{ReferralRequests.Url}/{referral.Id}");
        Assert.Equal(("completed", "service_delivered"), (done.Text("status"), done.Text("outcome")));
        Assert.Equal("referral-link-nothing-to-answer", (await TryAsync(sender, referral)).Code);
    }

    [Theory]
    [InlineData("withdraw")]
    [InlineData("acknowledge decline")]
    public async Task A_link_ends_with_the_referral_and_with_an_answer_that_came_otherwise(string actions)
    {
        using var sender = await api.ClientAsync("demo-senco");
        using var anybody = api.CreateClient();
        var referral = await SubmittedAsync(sender);
        var link = await LinkAsync(sender, referral);
        foreach (var action in actions.Split(' '))
        {
            referral = await sender.DoneAsync(referral, action, action == "acknowledge" ? new { } : new { reason = "No need" });
        }

        Assert.Equal("revoked", await StatusAsync(link));
        await AnswerAsync(anybody, link, "accept");
        Assert.Equal(referral.Text("status"), await StatusAsync(sender, referral));
    }

    [Fact]
    public async Task Nobody_makes_a_link_to_a_referral_within_the_school()
    {
        using var sender = await api.ClientAsync("demo-senco");
        using var thrive = await api.ClientAsync("demo-thrive-lead");
        var referral = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync()), "submit");
        Assert.Equal(HttpStatusCode.Forbidden, (await TryAsync(sender, referral)).Status);
        Assert.Equal("referral-link-not-external", (await TryAsync(thrive, referral)).Code);
    }

    private async Task<Answer> SubmittedAsync(HttpClient sender)
    {
        var pupil = await api.Database.NewPupilAsync();
        var agency = await api.Database.NewAgencyAsync();
        var draft = await sender.PostAsync(ReferralRequests.Url, ReferralRequests.Body(pupil, ReferralRequests.External()).With("agencyId", agency));
        Assert.True(draft.Status == HttpStatusCode.Created, draft.ToString());
        return await sender.DoneAsync(draft, "submit");
    }

    private static Task<Answer> TryAsync(HttpClient client, Answer referral) => client.PostAsync($"{ReferralRequests.Url}/{referral.Id}/links", new { });

    private static async Task<Answer> LinkAsync(HttpClient client, Answer referral)
    {
        var link = await TryAsync(client, referral);
        Assert.True(link.Status == HttpStatusCode.Created, link.ToString());
        return link;
    }

    private static string Path(Answer link) => new Uri(link.Text("url")).PathAndQuery;

    private static Task<Answer> AnswerAsync(HttpClient anybody, Answer link, string answer, string words = "") => anybody.PostFormAsync(
        "/links", new Dictionary<string, string> { ["token"] = Path(link)["/links/".Length..], ["answer"] = answer, ["name"] = "Duty worker", ["words"] = words, ["reference"] = "C-17" });

    private static async Task<string> StatusAsync(HttpClient client, Answer referral) => (await client.ReadAsync($"{ReferralRequests.Url}/{referral.Id}")).Text("status");

    private async Task<string?> StatusAsync(Answer link) => await api.Database.ScalarAsync<string>("SELECT status FROM purpose_links WHERE id = $1", link.Id);
}
