using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Documents;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Domain.Plans;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Referrals.ReferralRequests;

namespace PupilSupport.Api.Tests.Referrals;

/// <summary>What an agency gets of a referral.</summary>
public class ReferralPackTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Shares = "/v1/information-shares";

    [Fact]
    public async Task It_holds_the_chosen_records_without_third_parties_and_is_entered_in_the_log()
    {
        var pupil = TestData.OakPupils[1];
        using var senco = await api.ClientAsync("demo-senco");
        var mother = await ContactAsync(pupil, "Noor", "Khan");
        await ContactAsync(TestData.OakPupils[0], "Gwen", "Vale");
        var plan = await api.Database.InsertAsync(PlanRows.Active(PlanType.Individual, pupil, PlanRows.Content(PlanType.Individual, new(Guid.NewGuid())) with
        {
            Summary = "Bilal pushed Amber’s tray. Gwen Vale rang Test head; Noor Khan came. Calls himself Bibi.",
        }));
        var seen = await senco.PostAsync("/v1/observations", new
        {
            schoolId = TestData.Oak,
            pupilIds = new[] { pupil, TestData.OakPupils[3] },
            kind = "positive",
            text = "He helped DYLAN JONES and Dylan, in May.",
            observedAt = "2026-11-20T10:00:00Z",
        });
        var referral = await ExternalAsync(senco, pupil);
        var issued = await senco.PostAsync($"{Url}/{referral.Id}/packs", Order(new { plans = new[] { new { planId = plan } }, observationIds = new[] { seen.Id } }, "bibi"));
        Assert.True(issued.Status == HttpStatusCode.Created, issued.ToString());
        Assert.Equal(("referral_pack", referral.Id, "pastoral"), (issued.Text("kind"), issued.Json["recordId"]!.GetValue<Guid>(), issued.Text("label")));
        var content = JsonNode.Parse(await senco.GetStringAsync($"/v1/documents/{issued.Id}/content"))!["content"]!;
        var all = content["blocks"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains("Bilal pushed [another pupil]’s tray. [another adult] rang [headteacher]; Noor Khan came. Calls himself [left out].", all, StringComparison.Ordinal);
        Assert.Contains("He helped [another pupil] and [another pupil], in May.", all, StringComparison.Ordinal);
        Assert.Contains("Worries every morning", all, StringComparison.Ordinal);
        Assert.DoesNotContain(mother.ToString(), all, StringComparison.Ordinal);

        // The manifest's hashes are those of what stands in the parts, and its counts those of what does not.
        JsonNode[] blocks = [.. content["blocks"]!.AsArray().Select(b => b!)];
        var manifest = blocks[^1]["rows"]!.AsArray().Select(r => r!.AsArray().Select(c => c!.GetValue<string>()).ToArray()).ToArray();
        Assert.Equal([("Referral", referral.Id), ("Individual plan, version 1", plan), ("Observation", seen.Id)], manifest.Select(r => (r[0], Guid.Parse(r[1]))));
        Assert.Equal(["2", "0", "0", "0"], manifest[2][3..7]);
        Assert.Equal(["1", "1", "1"], new[] { manifest[1][3], manifest[1][4], manifest[1][6] });
        Assert.Equal(Hash(blocks[^5..^2]), manifest[2][7]);

        var entry = Assert.Single((await senco.ReadAsync($"{Shares}?referralId={referral.Id}")).Data)!;
        Assert.Equal(
            ("An agency", "consent", "explicit_consent", issued.Id, "Referral pack: Referral, Individual plan, version 1, Observation"),
            (Text(entry, "to"), Text(entry, "article6"), Text(entry, "article9"), entry["documentId"]!.GetValue<Guid>(), Text(entry, "what")));
        Assert.Equal([referral.Id, plan, seen.Id], entry["recordIds"]!.AsArray().Select(i => i!.GetValue<Guid>()));
        Assert.Equal([entry["id"]!.GetValue<Guid>()], (await senco.ReadAsync($"{Shares}?agencyId={entry["agencyId"]}")).Ids());
        foreach (var format in new[] { "html", "docx" })
        {
            Assert.Equal(HttpStatusCode.Created, (await senco.PostAsync($"{Url}/{referral.Id}/packs", Order(new { }, format: format))).Status);
        }
    }

    [Fact]
    public async Task Nothing_leaves_that_the_caller_does_not_read_or_that_is_of_another_pupil()
    {
        var pupil = await api.Database.NewPupilAsync();
        using var thrive = await api.ClientAsync("demo-thrive-lead");
        var referral = await ExternalAsync(thrive, pupil);
        var health = await api.Database.InsertAsync(PlanRows.Active(PlanType.Healthcare, pupil));
        var other = await api.Database.InsertAsync(PlanRows.Active(PlanType.Behaviour, TestData.OakPupils[4]));
        var draft = await api.Database.InsertAsync(PlanRows.Draft(PlanType.Individual, pupil));
        var seen = await thrive.PostAsync("/v1/observations", new { schoolId = TestData.Oak, pupilIds = new[] { TestData.OakPupils[4] }, kind = "positive", text = "x", observedAt = "2026-11-20T10:00:00Z" });
        foreach (var (records, pointer) in new (object, string)[]
        {
            (new { plans = new[] { new { planId = health } } }, "/records/plans/0/planId"), (new { plans = new[] { new { planId = other } } }, "/records/plans/0/planId"),
            (new { plans = new[] { new { planId = draft, versionNumber = 1 } } }, "/records/plans/0/versionNumber"), (new { observationIds = new[] { seen.Id } }, "/records/observationIds/0"),
            (new { programmeIds = new[] { Guid.CreateVersion7() } }, "/records/programmeIds/0"), (new { assessmentIds = new[] { Guid.CreateVersion7() } }, "/records/assessmentIds/0"),
        })
        {
            var answer = await thrive.PostAsync($"{Url}/{referral.Id}/packs", Order(records));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference", pointer), (answer.Status, answer.Code, Text(answer.Json["errors"]![0]!, "pointer")));
        }

        // Whoever does not reach the referral does not learn of it; whoever reads it only, sends nothing.
        using var far = await api.ClientAsync("far-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync($"{Url}/{referral.Id}/packs", Order(new { }))).Status);
        using var phase = await api.ClientAsync("demo-phase-lead");
        Assert.Equal(HttpStatusCode.Forbidden, (await phase.PostAsync($"{Url}/{referral.Id}/packs", Order(new { }))).Status);
        Assert.Empty((await thrive.ReadAsync($"{Shares}?referralId={referral.Id}")).Ids());
    }

    [Fact]
    public async Task Consent_comes_first_whatever_the_basis_and_the_end_of_the_referral_ends_it()
    {
        var pupil = await api.Database.NewPupilAsync();
        using var senco = await api.ClientAsync("demo-senco");
        async Task RefusedAsync(Answer referral, JsonObject order, HttpStatusCode status, string code)
        {
            var answer = await senco.PostAsync($"{Url}/{referral.Id}/packs", order);
            Assert.Equal((status, code), (answer.Status, answer.Code));
        }

        var inside = await senco.ReferredAsync(pupil);
        await RefusedAsync(inside, Order(new { }), HttpStatusCode.UnprocessableEntity, "pack-without-agency");
        var silent = await ExternalAsync(senco, pupil, "speech_language", isConsented: false);
        await RefusedAsync(silent, Order(new { }), HttpStatusCode.UnprocessableEntity, "consent-required");
        await RefusedAsync(silent, Basis("health_or_social_care", "health_or_social_care"), HttpStatusCode.UnprocessableEntity, "consent-required");
        var other = await senco.PatchAsync($"{Url}/{(await ExternalAsync(senco, pupil, "mhst")).Id}", new { agencyId = await api.Database.NewAgencyAsync("mhst") }, "\"1\"");
        await RefusedAsync(other, Order(new { }), HttpStatusCode.UnprocessableEntity, "consent-required");

        var refused = await senco.DoneAsync(silent, "record-consent", new { state = "refused", byPupil = true, method = "in person", at = "2026-11-20T15:00:00Z" });
        await RefusedAsync(refused, Basis("health_or_social_care", "health_or_social_care"), HttpStatusCode.UnprocessableEntity, "consent-refused");
        var given = await ExternalAsync(senco, pupil);
        await RefusedAsync(given, Basis("health_or_social_care", null), HttpStatusCode.UnprocessableEntity, "schedule-1-condition-missing");
        Assert.Equal(HttpStatusCode.Created, (await senco.PostAsync($"{Url}/{given.Id}/packs", Basis("health_or_social_care", "health_or_social_care"))).Status);
        await senco.DoneAsync(given, "withdraw", new { reason = "Moved" });
        await RefusedAsync(given, Order(new { }), HttpStatusCode.Conflict, "pack-of-ended-referral");
    }

    private async Task<Guid> ContactAsync(Guid pupil, string given, string family)
    {
        using var office = await api.ClientAsync("demo-office");
        return (await office.PostAsync(
            $"/v1/pupils/{pupil}/contacts", new { givenName = given, familyName = family, relationship = "mother", priority = 1, parentalResponsibility = "person" })).Id;
    }

    private async Task<Answer> ExternalAsync(HttpClient client, Guid pupil, string service = "camhs", bool isConsented = true)
    {
        var body = Body(pupil, External(service)).With("agencyId", await api.Database.NewAgencyAsync(service));
        if (!isConsented)
        {
            body.Remove("consent");
        }

        var made = await client.PostAsync(Url, body);
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return made;
    }

    private static JsonObject Order(object records, string? redact = null, string format = "json")
    {
        var order = new JsonObject { ["format"] = format, ["records"] = System.Text.Json.JsonSerializer.SerializeToNode(records) };
        if (redact is not null)
        {
            order["redact"] = new JsonArray(redact);
        }

        return order;
    }

    private static JsonObject Basis(string article9, string? schedule1)
    {
        var order = Order(new { });
        order["sharing"] = new JsonObject { ["article6"] = "public_task", ["article9"] = article9 };
        if (schedule1 is not null)
        {
            order["sharing"]!["schedule1"] = schedule1;
        }

        return order;
    }

    /// <summary>As docs/documents.md tells a receiver to do it, of a heading, facts and a text.</summary>
    private static string Hash(IEnumerable<JsonNode> blocks) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', blocks.SelectMany(b =>
        b["facts"] is JsonObject facts ? facts.Select(f => $"{f.Key}: {f.Value}") : [b["heading"]?.GetValue<string>() ?? b["text"]!.GetValue<string>()])))));

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
