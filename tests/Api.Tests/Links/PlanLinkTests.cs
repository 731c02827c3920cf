using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Plans;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Links;

/// <summary>Signatures through a link: what is shown, what it makes, and when it stops working.</summary>
public class PlanLinkTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Pupil = TestData.OakPupils[0];

    [Fact]
    public async Task A_parent_reads_the_familys_copy_and_signs_exactly_that()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var anybody = api.CreateClient();
        var contact = await ContactAsync();
        var plan = await ReviewedAsync(senco, "attendance", new { summary = "Mornings <b>are</b> hard" });
        var link = await AskAsync(senco, plan.Id, contact);
        Assert.Equal(("open", 1, plan.Text("contentHash")), (link.Text("linkStatus"), link.Json["versionNumber"]!.GetValue<int>(), link.Text("contentHash")));

        using var sent = new SentCommands(api.Database);
        var page = await anybody.ReadAsync(Path(link));
        Assert.Equal((1, 0), (sent.CountOf("plan_versions", "number = "), sent.CountOf("plan_versions", "contact_id")));
        Assert.Equal((HttpStatusCode.OK, 2), (page.Status, Count(page.BodyText, "type=\"radio\"")));
        Assert.Contains("Mornings &lt;b&gt;are&lt;/b&gt; hard", page.BodyText, StringComparison.Ordinal);
        Assert.Contains(plan.Text("contentHash"), page.BodyText, StringComparison.Ordinal);
        Assert.Contains("Nora Xylander", (await ThenAsync(anybody, link, "perhaps", "Nora Xylander")).BodyText, StringComparison.Ordinal);
        Assert.DoesNotContain("To sign on paper", page.BodyText, StringComparison.Ordinal);
        Assert.Contains("Choose whether you agree", (await ThenAsync(anybody, link, "", "N")).BodyText, StringComparison.Ordinal);
        Assert.Contains("Type your full name", (await ThenAsync(anybody, link, "agree", " ")).BodyText, StringComparison.Ordinal);
        Assert.Contains("why you do not agree", (await ThenAsync(anybody, link, "decline", "Nora")).BodyText, StringComparison.Ordinal);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => ThenAsync(anybody, link, "agree", $"Nora {i}", "Thank you")));
        Assert.All(answers, a => Assert.Contains("Your answer was sent", a.BodyText, StringComparison.Ordinal));
        Assert.Contains("Your answer was sent", (await anybody.ReadAsync(Path(link))).BodyText, StringComparison.Ordinal);

        var signed = await senco.ReadAsync($"{PlanRequests.Url}/{plan.Id}");
        var signature = Assert.Single(signed.Json["signatures"]!.AsArray())!;
        Assert.Equal(
            ("parent", "link", contact, plan.Text("contentHash"), true),
            (Said(signature, "as"), Said(signature, "method"), signature["contactId"]!.GetValue<Guid>(), Said(signature, "contentHash"), signature["onCurrentVersion"]!.GetValue<bool>()));
        Assert.StartsWith("Nora ", Said(signature, "name"), StringComparison.Ordinal);
        var asked = Assert.Single((await senco.ReadAsync($"{PlanRequests.Url}/{plan.Id}/signature-requests")).Data)!;
        Assert.Equal(("agreed", "used", "Thank you", null), (Said(asked, "answer"), Said(asked, "linkStatus"), Said(asked, "words"), asked["url"]));
        Assert.Equal(3L, await api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM audit_entries WHERE action = 'purpose_link.use' AND client_id = 'link' AND record_id = ANY ($1)", new[] { plan.Id, link.Id, LinkOf(link) }));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM notices WHERE record_id = $1 AND kind = 'plan_signature_answered'", plan.Id));
        Assert.Equal("409 plan-signed-already", Code(await TryAsync(senco, plan.Id, new { @as = "parent", contactId = contact })));
        var attested = await senco.PostAsync($"{PlanRequests.Url}/{plan.Id}/signatures", new { @as = "parent", method = "attested", contactId = contact });
        Assert.Equal("409 plan-signed-already", Code(attested));
    }

    [Fact]
    public async Task A_refusal_to_sign_has_words_and_leaves_the_plan_as_it_is()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var anybody = api.CreateClient();
        var plan = await ReviewedAsync(senco, "behaviour");
        var link = await AskAsync(senco, plan.Id, null, "pupil");
        Assert.Contains("Your answer was sent", (await ThenAsync(anybody, link, "decline", "Robin", "Not in maths")).BodyText, StringComparison.Ordinal);
        var asked = Assert.Single((await senco.ReadAsync($"{PlanRequests.Url}/{plan.Id}/signature-requests")).Data)!;
        Assert.Equal(("declined", "Not in maths", "Robin"), (Said(asked, "answer"), Said(asked, "words"), Said(asked, "answeredName")));
        var told = Assert.Single((await senco.ReadAsync($"/v1/pupils/{Pupil}/chronology?limit=200")).Data, e => Said(e!, "kind") == "plan_signature_request" && e!["id"]?.GetValue<Guid>() == link.Id)!;
        Assert.Contains("did not agree", told.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((0, plan.ETag), ((await senco.ReadAsync($"{PlanRequests.Url}/{plan.Id}")).Json["signatures"]!.AsArray().Count, (await senco.ReadAsync($"{PlanRequests.Url}/{plan.Id}")).ETag));
    }

    /// <summary>Each thing that makes another version the one to sign, or ends what could be signed.</summary>
    [Fact]
    public async Task A_link_stops_working_as_soon_as_its_version_is_not_the_one_to_sign()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        using var anybody = api.CreateClient();
        var contact = await ContactAsync();

        var details = new { earlyHelp = new { consent = new { agreedOn = "2026-11-20", contactId = contact }, leadStaffId = TestData.StaffOf("demo-senco") } };
        var plan = await ReviewedAsync(senco, "early_help", new { details });
        var first = await AskAsync(senco, plan.Id, contact);
        var again = await AskAsync(senco, plan.Id, contact);
        Assert.Equal(first.Id, again.Id);
        await EndedAsync(anybody, first);

        var back = await head.ThenAsync(plan, "reject", new { comment = "Shorter" });
        await EndedAsync(anybody, again);
        Assert.Equal("409 plan-nothing-to-sign", Code(await TryAsync(senco, plan.Id, new { @as = "parent", contactId = contact })));

        var active = await head.ThenAsync(await senco.ThenAsync(back, "request-approval"), "approve");
        var holding = await AskAsync(senco, plan.Id, contact);
        var revised = await senco.ThenAsync(active, "revise");
        Assert.Equal(HttpStatusCode.OK, (await anybody.ReadAsync(Path(holding))).Status);
        var pending = await senco.ThenAsync(revised, "request-approval");
        await EndedAsync(anybody, holding);
        var next = await AskAsync(senco, plan.Id, contact);
        Assert.Equal(2, next.Json["versionNumber"]!.GetValue<int>());
        var draft = await head.ThenAsync(pending, "reject", new { comment = "Shorter" });
        await EndedAsync(anybody, next);

        // The next version is written, so what is in force is the one to sign; giving that up or pausing changes nothing of it.
        var last = await AskAsync(senco, plan.Id, contact);
        await senco.ThenAsync(await senco.ThenAsync(draft, "withdraw-revision", new { reason = "Not now" }), "suspend", new { reason = "Away" });
        Assert.Equal((1, HttpStatusCode.OK), (last.Json["versionNumber"]!.GetValue<int>(), (await anybody.ReadAsync(Path(last))).Status));
        await head.ThenAsync(await ReviewedAsync(senco, "early_help", new { supersedesId = plan.Id, details }), "approve");
        await EndedAsync(anybody, last);
    }

    [Fact]
    public async Task Only_who_may_be_asked_gets_a_link()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var anybody = api.CreateClient();
        var (contact, barred) = (await ContactAsync(), await ContactAsync(barred: true));
        var plan = await ReviewedAsync(senco, "individual");
        Assert.Equal("422 unknown-reference /contactId", Code(await TryAsync(senco, plan.Id, new { @as = "parent", contactId = Guid.NewGuid() })));
        Assert.Equal("422 contact-barred /contactId", Code(await TryAsync(senco, plan.Id, new { @as = "parent", contactId = barred })));
        Assert.Equal("422 signatory-contact /contactId", Code(await TryAsync(senco, plan.Id, new { @as = "parent" })));
        Assert.Equal("422 signatory-contact /contactId", Code(await TryAsync(senco, plan.Id, new { @as = "pupil", contactId = contact })));
        Assert.Equal("422 signatory-method /as", Code(await TryAsync(senco, plan.Id, new { @as = "senco" })));

        var views = new { pupil = "I am afraid", parentNotGiven = new { kind = "withheld_safeguarding", reason = "A strategy meeting" } };
        var withheld = await ReviewedAsync(senco, "individual", new { views });
        Assert.Equal("422 plan-withheld-from-parents /as", Code(await TryAsync(senco, withheld.Id, new { @as = "parent", contactId = contact })));
        var attested = await senco.PostAsync($"{PlanRequests.Url}/{withheld.Id}/signatures", new { @as = "parent", method = "attested", contactId = contact });
        Assert.Equal("422 plan-withheld-from-parents /as", Code(attested));
        using var office = await api.ClientAsync("demo-office");
        Assert.Equal(HttpStatusCode.Forbidden, (await TryAsync(office, plan.Id, new { @as = "pupil" })).Status);

        var link = await AskAsync(senco, plan.Id, contact);
        await api.Database.ExecuteAsync("UPDATE contact_links SET is_barred = true WHERE contact_id = $1", contact);
        Assert.Equal(HttpStatusCode.Gone, (await anybody.ReadAsync(Path(link))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await ThenAsync(anybody, link, "agree", "Nora")).Status);
        Assert.Empty((await senco.ReadAsync($"{PlanRequests.Url}/{plan.Id}")).Json["signatures"]!.AsArray());
    }

    /// <summary>One parent does not learn from a plan how the other is called, when they signed and who helps them; where the child goes stands there.</summary>
    [Fact]
    public async Task Others_are_shown_by_role_and_the_new_school_by_name()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var anybody = api.CreateClient();
        var (mother, reader) = (await ContactAsync(), await ApiContactAsync());
        var plan = await ReviewedAsync(senco, "transition", new
        {
            contributors = new object[] { new { contactId = mother, role = "Lives with Ivo" }, new { contactId = reader, role = "Drives her" }, new { name = "Wilma Refuge", role = "Helps" } },
            targets = new[] { new { text = "Settles", measure = "Days", baseline = "None", dueOn = "2027-01-29", actions = new[] { new { text = "Walks along", byName = "Gerda Neighbour" } } } },
            details = new { transition = new { kind = "school", toSchoolId = TestData.Oak, movesOn = "2027-09-01", keyAdultThere = "Mr There" } },
        });
        Assert.Equal(HttpStatusCode.Created, (await senco.PostAsync($"{PlanRequests.Url}/{plan.Id}/signatures", new { @as = "parent", method = "attested", contactId = mother })).Status);
        Assert.Equal(HttpStatusCode.Created, (await senco.PostAsync($"{PlanRequests.Url}/{plan.Id}/signatures", new { @as = "other", method = "attested", name = "Olga Outside" })).Status);

        var page = (await anybody.ReadAsync(Path(await AskAsync(senco, plan.Id, reader)))).BodyText;
        Assert.All(["Xylander", "Wilma", "Olga", "Ivo", "Gerda", "in front of", "23 Nov 2026", "(not for the issuer)"], hidden => Assert.DoesNotContain(hidden, page, StringComparison.Ordinal));
        Assert.All(["Another parent", "Another person", "Ada Example", "Oak Primary", "Drives her", "Walks along"], shown => Assert.Contains(shown, page, StringComparison.Ordinal));

        // Nor whoever helps the family from elsewhere.
        var who = new { name = "Lara Lead", organisation = "Haven North", phone = "01632 960999" };
        var agreed = new { agreedOn = "2026-11-20", contactId = reader };
        foreach (var (type, part) in new (string, object)[]
        {
            ("early_help", new { earlyHelp = new { consent = agreed, leadOutsider = who, agencies = new[] { new { who, does = "Visits on Mondays" } } } }),
            ("healthcare", new
            {
                healthcare = new
                {
                    condition = "Asthma", needs = "Visits on Mondays", emergency = "Blue lips", emergencyAction = "Call 999", tripArrangements = "Inhaler", clinic = who, generalPractitioner = who,
                    responsibleStaffId = TestData.StaffOf("demo-support"), parentAgreement = agreed,
                },
            }),
        })
        {
            var helped = await ReviewedAsync(senco, type, new { details = part });
            page = (await anybody.ReadAsync(Path(await AskAsync(senco, helped.Id, reader)))).BodyText;
            Assert.All(["Lara", "Haven", "960999"], hidden => Assert.DoesNotContain(hidden, page, StringComparison.Ordinal));
            Assert.Contains("Visits on Mondays", page, StringComparison.Ordinal);
        }
    }

    private Task<Guid> ApiContactAsync() => Medicines.MedicineRequests.ContactAsync(api, Pupil);

    /// <summary>A link that went to a wrong address: the SENCo may make one, and has no permission for links at large.</summary>
    [Fact]
    public async Task Who_may_make_a_link_revokes_it_once_and_can_make_another()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var office = await api.ClientAsync("demo-office");
        using var anybody = api.CreateClient();
        var (plan, other) = (await ReviewedAsync(senco, "behaviour"), await ReviewedAsync(senco, "attendance"));
        var link = await AskAsync(senco, plan.Id, null, "pupil");
        Assert.Equal(HttpStatusCode.Forbidden, (await senco.PostAsync($"/v1/links/{LinkOf(link)}/revoke", new { reason = "Wrong" }, "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await RevokeAsync(office, plan.Id, link.Id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await RevokeAsync(senco, other.Id, link.Id)).Status);

        var revoked = await RevokeAsync(senco, plan.Id, link.Id);
        Assert.Equal((HttpStatusCode.OK, "revoked"), (revoked.Status, revoked.Text("linkStatus")));
        await EndedAsync(anybody, link);
        var twice = await RevokeAsync(senco, plan.Id, link.Id);
        Assert.Equal(("409 link-ended", "revoked"), (Code(twice), twice.Text("linkStatus")));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM audit_entries WHERE action = 'plan_signature_request.revoke' AND record_id = $1", LinkOf(link)));

        var again = await AskAsync(senco, plan.Id, null, "pupil");
        Assert.Contains("Your answer was sent", (await ThenAsync(anybody, again, "agree", "Robin")).BodyText, StringComparison.Ordinal);
        Assert.Equal("409 link-ended", Code(await RevokeAsync(senco, plan.Id, again.Id)));
    }

    private static Task<Answer> RevokeAsync(HttpClient client, Guid plan, Guid request) =>
        client.PostAsync($"{PlanRequests.Url}/{plan}/signature-requests/{request}/revoke", new { });

    private async Task<Guid> ContactAsync(bool barred = false)
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        return await pastoral.ContactAsync(Pupil, barred);
    }

    private static async Task<Answer> ReviewedAsync(HttpClient author, string type, object? with = null)
    {
        var body = PlanRequests.Node(with ?? new { });
        body["type"] = type;
        return await author.ThenAsync(await author.DraftedAsync(Pupil, body), "request-approval");
    }

    private async Task EndedAsync(HttpClient anybody, Answer link)
    {
        Assert.Equal("revoked", await api.Database.ScalarAsync<string>("SELECT status FROM purpose_links WHERE id = $1", LinkOf(link)));
        Assert.Equal(HttpStatusCode.Gone, (await anybody.ReadAsync(Path(link))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await ThenAsync(anybody, link, "agree", "Nora")).Status);
    }

    private static Task<Answer> TryAsync(HttpClient client, Guid plan, object body) => client.PostAsync($"{PlanRequests.Url}/{plan}/signature-requests", body);

    private static async Task<Answer> AskAsync(HttpClient client, Guid plan, Guid? contact, string signatory = "parent")
    {
        var asked = await TryAsync(client, plan, new { @as = signatory, contactId = contact });
        Assert.True(asked.Status == HttpStatusCode.Created, asked.ToString());
        return asked;
    }

    private static Task<Answer> ThenAsync(HttpClient anybody, Answer link, string answer, string name, string words = "") =>
        anybody.PostFormAsync("/links", new Dictionary<string, string> { ["token"] = Path(link)["/links/".Length..], ["answer"] = answer, ["name"] = name, ["words"] = words });

    private static string Path(Answer link) => new Uri(link.Text("url")).PathAndQuery;

    private static Guid LinkOf(Answer link) => link.Json["linkId"]!.GetValue<Guid>();

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string? Said(JsonNode node, string member) => node[member]?.GetValue<string>();

    private static string Code(Answer answer) => $"{(int)answer.Status} {answer.Code} {answer.Json["errors"]?[0]?["pointer"]}".TrimEnd();
}
