using System.Net;
using PupilSupport.Api.Tests.Links;
using PupilSupport.Api.Tests.MedicineStocks;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanRequests;

namespace PupilSupport.Api.Tests.Plans;

/// <summary>Who reads, writes, decides on and signs which plans. What each state allows stands in the domain's tests: a right comes before a state.</summary>
public class PlanAccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly (string Verb, object Body)[] Writes =
    [
        ("request-approval", new { }), ("revise", new { }), ("withdraw-revision", new { reason = "So" }), ("start-review", new { }), ("suspend", new { reason = "So" }),
        ("resume", new { }), ("close", new { reason = "So" }),
    ];

    private static readonly (string Verb, object Body)[] Decisions =
        [("approve", new { }), ("reject", new { comment = "So" }), ("activate-interim", new { reason = "So" })];

    /// <summary>For a closed risk assessment of the SENCo, where whoever has the right meets the state (409): what writing, deciding and signing come to.</summary>
    [Theory]
    [InlineData("demo-support", 404, 403, 404)]
    [InlineData("demo-thrive-lead", 409, 403, 409)]
    [InlineData("demo-phase-lead", 403, 409, 409)]
    [InlineData("demo-teacher", 403, 403, 404)]
    [InlineData("demo-pastoral", 409, 409, 409)]
    [InlineData("demo-dsl", 409, 409, 409)]
    [InlineData("demo-senco", 409, 409, 409)]
    [InlineData("demo-head", 403, 409, 409)]
    [InlineData("demo-attendance", 403, 403, 403)]
    [InlineData("demo-office", 403, 403, 403)]
    [InlineData("demo-medical-lead", 404, 404, 404)]
    [InlineData("demo-admin", 403, 403, 403)]
    [InlineData("demo-auditor", 403, 403, 403)]
    [InlineData("demo-trust-dsl", 403, 403, 403)]
    [InlineData("demo-mis", 403, 403, 403)]
    [InlineData("far-dsl", 404, 404, 404)]
    [InlineData("far-support", 404, 403, 404)]
    [InlineData("demo-other-dsl", 404, 404, 404)]
    public async Task Every_verb_asks_for_its_right(string client, int writes, int decides, int signs)
    {
        using var senco = await api.ClientAsync("demo-senco");
        var closed = await senco.ThenAsync(await senco.DraftedAsync(TestData.OakPupils[0], Risk(client)), "close", new { reason = "Not needed" });
        using var caller = await api.ClientAsync(client);
        async Task<int> TryAsync((string Verb, object Body) verb) => (int)(await caller.PostAsync($"{Url}/{closed.Id}/{verb.Verb}", verb.Body, closed.ETag)).Status;

        Assert.Equal(writes, (int)(await caller.PatchAsync($"{Url}/{closed.Id}", new { title = "Other" }, closed.ETag)).Status);
        foreach (var verb in Writes)
        {
            Assert.Equal((verb.Verb, writes), (verb.Verb, await TryAsync(verb)));
        }

        foreach (var verb in Decisions)
        {
            Assert.Equal((verb.Verb, decides), (verb.Verb, await TryAsync(verb)));
        }

        Assert.Equal(signs, await TryAsync(("signatures", new { @as = "pupil", method = "attested" })));
    }

    [Fact]
    public async Task Plans_of_the_body_are_for_those_who_answer_for_health()
    {
        using var medical = await api.ClientAsync("demo-medical-lead");
        using var thrive = await api.ClientAsync("demo-thrive-lead");
        var health = await medical.DraftedAsync(TestData.OakPupils[1], new { type = "healthcare", details = new { healthcare = new { condition = "Asthma" } } });
        var pastoral = await thrive.DraftedAsync(TestData.OakPupils[1]);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), ((await thrive.ReadAsync($"{Url}/{health.Id}")).Status, (await medical.ReadAsync($"{Url}/{pastoral.Id}")).Status));
        Assert.Equal("/pupilId", (await medical.PostAsync(Url, Body(TestData.OakPupils[1]))).Json["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.Equal(422, (int)(await thrive.PostAsync(Url, Body(TestData.OakPupils[1], new { type = "intimate_care" }))).Status);
        Assert.DoesNotContain((await thrive.ReadAsync($"{Url}?pupilId={TestData.OakPupils[1]}")).Data, p => p!["type"]!.GetValue<string>() == "healthcare");
        Assert.All((await medical.ReadAsync($"{Url}?limit=200")).Data, p => Assert.Contains(p!["type"]!.GetValue<string>(), new[] { "healthcare", "intimate_care" }));
    }

    [Fact]
    public async Task Whoever_supports_a_pupil_reads_all_and_drafts_and_whoever_contributes_reads_that_one()
    {
        using var support = await api.ClientAsync("demo-support");
        using var senco = await api.ClientAsync("demo-senco");
        using var teacher = await api.ClientAsync("demo-teacher");
        var plan = await senco.DraftedAsync(TestData.OakPupils[4], new { contributors = new[] { new { staffId = TestData.StaffOf("demo-teacher"), role = "Class teacher" } } });
        Assert.Equal((404, 200), ((int)(await support.ReadAsync($"{Url}/{plan.Id}")).Status, (int)(await teacher.ReadAsync($"{Url}/{plan.Id}")).Status));
        Assert.Equal((422, 403), ((int)(await support.PostAsync(Url, Body(TestData.OakPupils[4]))).Status, (int)(await teacher.PostAsync(Url, Body(TestData.OakPupils[4]))).Status));

        await ProgrammeRequests.ThenAsync(senco, await senco.ProposedAsync(new { pupilIds = new[] { TestData.OakPupils[4] } }), "wait");
        var seen = await support.ReadAsync($"{Url}/{plan.Id}");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Contains("edit", seen.Actions());
        var own = await support.DraftedAsync(TestData.OakPupils[4], new { type = "behaviour" });
        Assert.Equal(["edit", "request_approval", "close"], own.Actions());
        Assert.Equal("insufficient-scope", (await support.TryAsync(own, "approve")).Code);

        // What concerns the body is for those who answer for health, and for the plan's own team.
        foreach (var type in new[] { "healthcare", "intimate_care" })
        {
            Assert.Equal((422, "/pupilId"), await DraftOfAsync(support, type));
            var (others, theirs) = (await senco.DraftedAsync(TestData.OakPupils[4], new { type }), await senco.DraftedAsync(TestData.OakPupils[4], new { type, ownerId = TestData.StaffOf("demo-support") }));
            Assert.Equal((404, 200), ((int)(await support.ReadAsync($"{Url}/{others.Id}")).Status, (int)(await support.ReadAsync($"{Url}/{theirs.Id}")).Status));
            Assert.Equal(404, (int)(await support.PatchAsync($"{Url}/{others.Id}", new { title = "Other" }, others.ETag)).Status);
            Assert.Equal(200, (int)(await support.PatchAsync($"{Url}/{theirs.Id}", new { title = "Other" }, theirs.ETag)).Status);
            Assert.Equal([theirs.Id.ToString()], (await support.ReadAsync($"{Url}?type={type}")).Data.Select(p => p!["id"]!.GetValue<string>()));
        }
    }

    private static async Task<(int Status, string Pointer)> DraftOfAsync(HttpClient client, string type)
    {
        var answer = await client.PostAsync(Url, Body(TestData.OakPupils[4], new { type }));
        return ((int)answer.Status, answer.Pointer());
    }

    [Fact]
    public async Task Names_only_those_who_belong_to_school_and_pupil()
    {
        using var senco = await api.ClientAsync("demo-senco");
        async Task<string> PointerOfAsync(object with) => (await senco.PostAsync(Url, Body(TestData.OakPupils[5], with))).Json["errors"]![0]!["pointer"]!.GetValue<string>();
        Assert.Equal("/ownerId", await PointerOfAsync(new { ownerId = TestData.StaffOf("far-support") }));
        Assert.Equal("/contributors/0/contactId", await PointerOfAsync(new { contributors = new[] { new { contactId = Guid.NewGuid() } } }));
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var barred = await pastoral.ContactAsync(TestData.OakPupils[5], barred: true);
        var agreement = new { agreedOn = "2026-11-20", contactId = barred };
        Assert.Equal("/contributors/0/contactId", await PointerOfAsync(new { contributors = new[] { new { contactId = barred } } }));
        Assert.Equal("/details/intimateCare/parentAgreement/contactId", await PointerOfAsync(new { type = "intimate_care", details = new { intimateCare = new { parentAgreement = agreement } } }));
        Assert.Equal("/details/earlyHelp/consent/contactId", await PointerOfAsync(new { type = "early_help", details = new { earlyHelp = new { consent = agreement } } }));
        Assert.Equal("/provisions/0/programmeId", await PointerOfAsync(new { provisions = new[] { new { text = "ELSA", minutesPerWeek = 30, programmeId = Guid.NewGuid() } } }));
        Assert.Equal("/supersedesId", await PointerOfAsync(new { supersedesId = Guid.NewGuid() }));
        Assert.Equal("/schoolId", await PointerOfAsync(new { schoolId = TestData.Beech }));
        Assert.Equal("/details/peep", await PointerOfAsync(new { details = new { peep = new { needs = "A chair" } } }));
        Assert.Equal("/targets/0/strategies/0", await PointerOfAsync(new { targets = new[] { new { text = "T", strategies = new[] { new string('x', 301) } } } }));
    }

    [Fact]
    public async Task Whom_a_plan_names_already_keeps_nobody_from_editing_it()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var contact = await pastoral.ContactAsync(TestData.OakPupils[5]);
        var draft = await senco.DraftedAsync(TestData.OakPupils[5], new { type = "early_help", contributors = new[] { new { contactId = contact, role = "Mother" } } });
        await api.Database.ExecuteAsync("UPDATE contact_links SET is_barred = true WHERE contact_id = $1", contact);
        var edited = await senco.PatchAsync(
            $"{Url}/{draft.Id}", new { contributors = new object[] { new { name = "A. Worker", role = "Social worker" }, new { contactId = contact, role = "Mother" } } }, draft.ETag);
        Assert.True(edited.Status == HttpStatusCode.OK, edited.ToString());
        var consent = new { details = new { earlyHelp = new { consent = new { agreedOn = "2026-11-20", contactId = contact } } } };
        Assert.Equal("/details/earlyHelp/consent/contactId", (await senco.PatchAsync($"{Url}/{draft.Id}", consent, edited.ETag)).Pointer());
    }

    [Fact]
    public async Task After_a_move_the_present_schools_plan_takes_the_place_of_the_former_schools()
    {
        using var oak = await api.ClientAsync("demo-dsl");
        using var beech = await api.ClientAsync("far-dsl");
        var pupil = TestData.OakPupils[2];
        var former = await oak.ThenAsync(await oak.DraftedAsync(pupil, Risk("Moving")), "activate-interim", new { reason = "So" });
        var next = Body(pupil, Risk("Moving"));
        (next["schoolId"], next["supersedesId"]) = (TestData.Beech, former.Id);
        await api.Database.ExecuteAsync(
            "INSERT INTO pupil_enrolments (trust_id, id, pupil_id, school_id, kind, admitted_on) VALUES ($1, $2, $3, $4, 'subsidiary', '2026-11-23')",
            TestData.Oakfield, Guid.CreateVersion7(), pupil, TestData.Beech);
        var both = await beech.PostAsync(Url, next);
        Assert.Equal(("plan-not-superseding", "/supersedesId"), (both.Code, both.Pointer()));
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2026-11-20' WHERE pupil_id = $1 AND school_id = $2", pupil, TestData.Oak);
        var active = await beech.ThenAsync(await beech.PostAsync(Url, next), "activate-interim", new { reason = "So" });
        Assert.Equal(("active", "superseded"), (active.Text("status"), (await beech.ReadAsync($"{Url}/{former.Id}")).Text("status")));
    }

    [Fact]
    public async Task Staff_sign_as_what_they_are_and_attest_for_others()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var contact = (await (await api.ClientAsync("demo-pastoral")).PostAsync(
            $"/v1/pupils/{TestData.OakPupils[3]}/contacts", new { givenName = "Ada", familyName = "Jones", relationship = "mother", priority = 1, parentalResponsibility = "person" })).Id;
        var waiting = await senco.ThenAsync(await senco.DraftedAsync(TestData.OakPupils[3]), "request-approval");
        Task<Answer> SignAsync(HttpClient client, object body) => client.PostAsync($"{Url}/{waiting.Id}/signatures", body);

        // The mother had signed another text on paper, before it was sent back and changed under the same number.
        var hash = waiting.Text("contentHash");
        waiting = await head.ThenAsync(waiting, "reject", new { comment = "Shorter" });
        waiting = await senco.ThenAsync(await senco.PatchAsync($"{Url}/{waiting.Id}", new { title = "Back" }, waiting.ETag), "request-approval");
        Assert.Equal(1, (int)waiting.Json["versionNumber"]!);
        var stale = await SignAsync(senco, new { @as = "parent", contactId = contact, method = "attested", contentHash = hash });
        Assert.Equal((HttpStatusCode.Conflict, "plan-signed-other-text", "/contentHash"), (stale.Status, stale.Code, stale.Pointer()));

        var parent = await SignAsync(senco, new { @as = "parent", contactId = contact, method = "attested", contentHash = waiting.Text("contentHash").ToUpperInvariant() });
        Assert.Equal((HttpStatusCode.Created, true), (parent.Status, (bool)parent.Json["onCurrentVersion"]!));
        Assert.Equal(waiting.Text("contentHash"), parent.Text("contentHash"));
        Assert.Equal("plan-signed-already", (await SignAsync(head, new { @as = "parent", contactId = contact, method = "attested" })).Code);
        Assert.Equal("signatory-role", (await SignAsync(senco, new { @as = "head_teacher", method = "own_token" })).Code);
        Assert.Equal(HttpStatusCode.Created, (await SignAsync(head, new { @as = "head_teacher", method = "own_token" })).Status);
        Assert.Equal("signatory-contact", (await SignAsync(head, new { @as = "parent", contactId = Guid.NewGuid(), method = "attested" })).Code);
        Assert.Equal("signatory-method", (await SignAsync(head, new { @as = "parent", contactId = contact, method = "link" })).Code);
        Assert.Equal("signatory-evidence", (await SignAsync(head, new { @as = "pupil", method = "attested", evidenceAttachmentId = Guid.NewGuid() })).Code);

        var back = await head.ThenAsync(await head.ReadAsync($"{Url}/{waiting.Id}"), "reject", new { comment = "Which lessons?" });
        Assert.Equal((2, false), ((int)back.Json["versionNumber"]!, (bool)back.Json["signatures"]![0]!["onCurrentVersion"]!));
        Assert.Equal("withdrawn", (await head.ReadAsync($"{Url}/{waiting.Id}/versions/1")).Text("state"));
    }
}
