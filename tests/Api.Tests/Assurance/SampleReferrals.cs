using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Referrals;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Referrals = "/v1/referrals";

    private static IEnumerable<Sample> ReferralSamples() =>
    [
        Write("draftReferral", "demo-pastoral", async w => Call.Post(Referrals, await ReferralBodyAsync(w, external: true))),
        Write("draftReferral", "demo-pastoral", async w =>
        {
            var body = await ReferralBodyAsync(w, external: false);
            body["recipientId"] = Me.ToString();
            return Call.Post(Referrals, body);
        }),
        Write("editReferral", "demo-pastoral", async w =>
        {
            var body = await ReferralBodyAsync(w, external: true);
            var draft = await w.DoneAsync("demo-pastoral", Call.Post(Referrals, body));
            var edit = new JsonObject { ["reason"] = w.Text("reason"), ["exceptionReason"] = w.Text("exception"), ["agencyId"] = body["agencyId"]!.DeepClone(), ["evidence"] = body["evidence"]!.DeepClone() };
            return Call.Patch($"{Referrals}/{draft.Id}", edit, "\"1\"");
        }),
        Write("editReferral", "demo-pastoral", async w => Call.Patch(await ReferralAsync(w, external: false), new { recipientId = Me }, "\"1\"")),
        Write("submitReferral", "demo-pastoral", async w =>
        {
            var url = await ReferralAsync(w);
            var file = await w.DoneAsync("demo-pastoral", Attach(w, Guid.Parse(url.Split('/')[^1]), "referral"));
            return Call.Post(url + "/submit", new { method = w.Text("method"), reference = w.Text("reference"), evidenceAttachmentId = file.Id }, "\"1\"");
        }, records: 3),
        ReferralStep("acknowledgeReferral", "acknowledge", Told, "submit", records: 2),
        Write("acceptReferral", "demo-thrive-lead", async w => Call.Post(await ReferralAsync(w, "submit", external: false) + "/accept", new { practitionerId = Me }, "\"2\""), records: 3),
        ReferralStep("declineReferral", "decline", w => new { reason = w.Text("reason"), answeredBy = w.Text("name") }, "submit", records: 2),
        ReferralStep("requestReferralInformation", "request-information", w => new { question = w.Text("question"), answeredBy = w.Text("name") }, "submit", records: 3),
        ReferralStep("provideReferralInformation", "provide-information", w => new { answer = w.Text("answer") }, "submit request-information", records: 3),
        Write("allocateReferral", "demo-thrive-lead", async w =>
        {
            var url = await ReferralAsync(w, "submit", external: false);
            await w.DoneAsync("demo-thrive-lead", Call.Post(url + "/accept", new JsonObject(), "\"2\""));
            return Call.Post(url + "/allocate", new { practitionerId = Me }, "\"3\"");
        }, records: 2),
        ReferralStep("waitReferral", "wait", Told, "submit acknowledge accept"),
        ReferralStep("startReferral", "start", Told, "submit acknowledge accept"),
        ReferralStep("completeReferral", "complete", w => new { outcome = "partly_delivered", note = w.Text("note"), answeredBy = w.Text("name") }, "submit acknowledge accept start"),
        ReferralStep("withdrawReferral", "withdraw", w => new { reason = w.Text("reason") }),
        ReferralStep("reopenReferral", "reopen", null, "withdraw", records: 2),
        ReferralStep("voidReferral", "void", w => new { reason = w.Text("reason") }),
        Write("recordReferralConsent", "demo-pastoral", async w =>
        {
            var body = await ReferralBodyAsync(w, external: true);
            var draft = await w.DoneAsync("demo-pastoral", Call.Post(Referrals, body));
            var consent = body["consent"]!.DeepClone().AsObject();
            consent["method"] = w.Text("method");
            consent["reason"] = w.Text("reason");
            return Call.Post($"{Referrals}/{draft.Id}/record-consent", consent, "\"1\"");
        }),
        Write("overrideReferralConsent", "demo-dsl", async w => Call.Post(
            await ReferralAsync(w) + "/override-consent", new { reason = w.Text("reason"), article6 = "public_task", article9 = "substantial_public_interest", schedule1 = "safeguarding" }, "\"1\"")),
        Write("recordReferralContact", "demo-pastoral", async w => Call.Post(
            await ReferralAsync(w, "submit") + "/contacts", new { at = "2026-11-23T09:00:00Z", method = "phone", direction = "outgoing", reached = false, note = w.Text("note") })),
        Write("issueReferralLink", "demo-pastoral", async w => Call.Post(await ReferralAsync(w, "submit") + "/links", new { })),
        Write("issueReferralPack", "demo-pastoral", PackAsync, records: 2),
        Read("listReferrals", "demo-pastoral", Referrals, sensitive: true),
        new("getReferral", "demo-pastoral", async w => Call.Get(await ReferralAsync(w))) { IsSensitive = true },
        new("listReferralContacts", "demo-pastoral", async w => Call.Get(await ReferralAsync(w) + "/contacts")) { IsSensitive = true },
        Read("getReferralWaitingReport", "demo-pastoral", $"/v1/reports/referral-waiting?schoolId={TestData.Oak}", sensitive: true),
    ];

    private static object Told(World world) => new { answeredBy = world.Text("name"), method = world.Text("method"), reference = world.Text("reference") };

    /// <summary>Of one to an agency, whose answers its sender records.</summary>
    /// <param name="before">What was done to it first.</param>
    private static Sample ReferralStep(string operation, string verb, Func<World, object>? body, string before = "", int records = 1) =>
        Write(operation, "demo-pastoral", async w =>
        {
            var url = await ReferralAsync(w, before);
            return Call.Post($"{url}/{verb}", body?.Invoke(w) ?? new JsonObject(), $"\"{before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length + 1}\"");
        }, records);

    /// <summary>The address of a new referral of a new pupil by demo-pastoral, after these steps.</summary>
    private static async Task<string> ReferralAsync(World world, string steps = "", bool external = true)
    {
        var url = $"{Referrals}/{(await world.DoneAsync("demo-pastoral", Call.Post(Referrals, await ReferralBodyAsync(world, external)))).Id}";
        foreach (var (index, step) in steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            object body = step switch { "request-information" => new { question = world.Text("question") }, "withdraw" => new { reason = world.Text("reason") }, _ => new JsonObject() };
            await world.DoneAsync("demo-pastoral", Call.Post($"{url}/{step}", body, $"\"{index + 1}\""));
        }

        return url;
    }

    /// <summary>With a record of each kind that a pack can hold.</summary>
    private static async Task<Call> PackAsync(World world)
    {
        var body = Bodies.Referral(world, Oak, TestData.OakPupils[0]);
        (body["direction"], body["service"], body["agencyId"]) = ("external", "camhs", (await world.Database.NewAgencyAsync()).ToString());
        body["consent"] = Bodies.Node(new { state = "given", byPupil = true, method = world.Text("method"), reason = world.Text("reason") });
        var referral = await world.DoneAsync("demo-pastoral", Call.Post(Referrals, body));
        var seen = await world.DoneAsync("demo-pastoral", Call.Post(Observations, Bodies.Observation(world, Oak, TestData.OakPupils[0])));
        return Call.Post($"{Referrals}/{referral.Id}/packs", new
        {
            format = "json",
            records = new
            {
                plans = new[] { new { planId = await InPlanAsync(world, "request-approval") } },
                programmeIds = new[] { await ProgrammeIdAsync(world) },
                assessmentIds = new[] { Guid.Parse((await AssessmentAsync(world, "submit")).Split('/')[^1]) },
                observationIds = new[] { seen.Id },
            },
            redact = new[] { world.Text("word") },
            sharing = new { to = world.Text("to"), reason = world.Text("reason"), article6 = "public_task", article9 = "substantial_public_interest", schedule1 = "statutory_and_government_purposes" },
        });
    }

    /// <summary>With everybody and everything that a referral of its direction can name.</summary>
    private static async Task<JsonObject> ReferralBodyAsync(World world, bool external)
    {
        var pupil = (await PupilAsync(world)).Id;
        var contact = await world.DoneAsync("demo-pastoral", Call.Post($"/v1/pupils/{pupil}/contacts", Bodies.Contact(world)));
        var plan = await world.DoneAsync("demo-pastoral", Call.Post(Plans, Bodies.Plan(world, Oak, pupil)));
        var body = Bodies.Referral(world, Oak, pupil);
        body["consent"] = Bodies.Node(new { state = "given", givenByContactId = contact.Id, method = world.Text("method"), at = "2026-11-20T15:00:00Z" });
        body["evidence"] = new JsonArray(Bodies.Node(new { planId = plan.Id }));
        if (external)
        {
            body["direction"] = "external";
            body["service"] = "camhs";
            body["agencyId"] = (await world.Database.NewAgencyAsync()).ToString();
            body["exceptionReason"] = world.Text("exception");
        }

        return body;
    }
}
