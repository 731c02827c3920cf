using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medicines.MedicineRequests;

namespace PupilSupport.Api.Tests.Medicines;

public class ConsentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_consent_is_asked_for_given_and_withdrawn()
    {
        using var office = await api.ClientAsync("demo-office");
        var contact = await api.ContactAsync();
        var asked = Done(await office.PostAsync(Consents, Consent(contact, with: new { givenAt = (string?)null, method = (string?)null })), 201);
        Assert.Equal(("requested", null), (asked.Text("status"), asked.Json["giver"]?.ToString()));
        Assert.Equal(["give", "withdraw"], asked.Allowed());

        var given = Done(await office.ActAsync(asked, "give", new { givenAt = "2026-11-23T09:00:00Z", method = "verbal_confirmed_in_writing" }), 200);
        Assert.Equal(("given", "parental_responsibility", contact), (given.Text("status"), given.Text("giver"), given.Json["givenByContactId"]!.GetValue<Guid>()));
        Assert.Equal((409, "invalid-transition", ""), (await office.ActAsync(given, "give", new { givenAt = "2026-11-23T09:00:00Z", method = "paper" })).Refusal());

        var withdrawn = Done(await office.ActAsync(given, "withdraw", new { reason = "A new medicine", withdrawnByContactId = contact }), 200);
        Assert.Equal(("withdrawn", "A new medicine"), (withdrawn.Text("status"), withdrawn.Text("withdrawReason")));
        Assert.Empty(withdrawn.Allowed());
        var read = await office.ReadAsync($"{Consents}/{asked.Id}");
        Assert.Equal((withdrawn.BodyText, "\"3\""), (read.BodyText, read.ETag));
        Assert.Contains(asked.Id, (await office.ReadAsync($"{Consents}?pupilId={TestData.OakPupils[0]}&status=withdrawn&limit=200")).IdsOf());
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE record_id = $1 AND action = 'medicine_consent.withdraw'", asked.Id));
        Assert.Equal(3L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1 AND type = 'medicine_consent'", asked.Id));
    }

    [Fact]
    public async Task What_was_asked_for_can_be_refused()
    {
        using var lead = await api.ClientAsync(Lead);
        var asked = Done(await lead.PostAsync(Consents, Consent(await api.ContactAsync(), with: new { givenAt = (string?)null, method = (string?)null })), 201);
        Assert.Equal("withdrawn", Done(await lead.ActAsync(asked, "withdraw", new { reason = "Does not want it" }), 200).Text("status"));
    }

    [Theory]
    [InlineData("person", "parental_responsibility")]
    [InlineData("authority", "authority")]
    [InlineData("delegated", "delegated")]
    public async Task Whoever_holds_responsibility_gives_it(string responsibility, string giver)
    {
        using var lead = await api.ClientAsync(Lead);
        var given = await lead.PostAsync(Consents, Consent(await api.ContactAsync(responsibility: responsibility)));
        Assert.Equal(("given", giver), (Done(given, 201).Text("status"), given.Text("giver")));
    }

    [Fact]
    public async Task Nobody_else_gives_it()
    {
        using var lead = await api.ClientAsync(Lead);
        Assert.Equal((422, "no-parental-responsibility", "/givenByContactId"), await RefusedAsync(lead, Consent(await api.ContactAsync(responsibility: "none"))));
        Assert.Equal((422, "no-parental-responsibility", "/givenByContactId"), await RefusedAsync(lead, Consent(await api.ContactAsync(barred: true))));
        Assert.Equal((422, "unknown-reference", "/givenByContactId"), await RefusedAsync(lead, Consent(await api.ContactAsync(TestData.OakPupils[1]))));
        Assert.Equal((422, "consent-giver-required", "/givenByContactId"), await RefusedAsync(lead, Consent(null)));
        var both = Consent(await api.ContactAsync(), with: new { selfConsent = new { assessedNote = "Understands it" } });
        Assert.Equal((422, "consent-giver-required", "/givenByContactId"), await RefusedAsync(lead, both));
    }

    [Theory]
    [InlineData("""{"givenAt": null}""", 422, "consent-given-incomplete", "/givenAt")]
    [InlineData("""{"method": null}""", 422, "consent-given-incomplete", "/method")]
    [InlineData("""{"givenAt": "2026-11-23T09:36:00Z"}""", 422, "consent-given-in-future", "/givenAt")]
    [InlineData("""{"expiresOn": "2026-11-19"}""", 422, "consent-expires-before-given", "/expiresOn")]
    [InlineData("""{"medicineName": "…"}""", 422, "medicine-name-unreadable", "/medicineName")]
    [InlineData("""{"dose": 0}""", 400, "validation-failed", "/dose")]
    [InlineData("""{"dose": -1}""", 400, "validation-failed", "/dose")]
    [InlineData("""{"dose": 2.5001}""", 400, "validation-failed", "/dose")]
    [InlineData("""{"givenAt": "2026-11-20T15:00:00"}""", 400, "validation-failed", "/givenAt")]
    [InlineData("""{"doseUnit": "teaspoon"}""", 400, "validation-failed", "/doseUnit")]
    [InlineData("""{"medicineName": "  "}""", 400, "validation-failed", "/medicineName")]
    public async Task What_is_wrong_is_refused(string with, int status, string code, string pointer)
    {
        using var lead = await api.ClientAsync(Lead);
        var body = Consent(await api.ContactAsync(), with: System.Text.Json.Nodes.JsonNode.Parse(with));
        Assert.Equal((status, code, pointer), await RefusedAsync(lead, body));
    }

    [Fact]
    public async Task A_pupil_consents_at_16_or_when_found_competent()
    {
        using var lead = await api.ClientAsync(Lead);
        var pupil = TestData.OakPupils[5];
        await api.Database.ExecuteAsync("UPDATE pupils SET date_of_birth = '2010-11-21' WHERE id = $1", pupil);
        object self = new { confidential = false };

        // The eve of the sixteenth birthday, and the day.
        var early = Consent(null, pupil, new { selfConsent = self, givenAt = "2026-11-20T23:59:00Z" });
        Assert.Equal((422, "competence-note-required", "/selfConsent/assessedNote"), await RefusedAsync(lead, early));
        var given = Done(await lead.PostAsync(Consents, Consent(null, pupil, new { selfConsent = self, givenAt = "2026-11-21T00:00:00Z" })), 201);
        Assert.Equal(("pupil", null), (given.Text("giver"), given.Json["competenceAssessedById"]?.ToString()));

        var young = await lead.PostAsync(Consents, Consent(null, with: new { selfConsent = new { assessedNote = "Understands what it does and what it risks." } }));
        Assert.Equal(("pupil", TestData.StaffOf(Lead)), (Done(young, 201).Text("giver"), young.Json["competenceAssessedById"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task What_others_have_seen_does_not_become_confidential()
    {
        using var lead = await api.ClientAsync(Lead);
        var asked = Done(await lead.PostAsync(Consents, Consent(null, with: new { givenAt = (string?)null, method = (string?)null })), 201);
        var given = await lead.ActAsync(asked, "give", new { givenAt = "2026-11-23T09:00:00Z", method = "paper", selfConsent = new { assessedNote = "x", confidential = true } });
        Assert.Equal((422, "confidential-from-the-start", "/selfConsent/confidential"), given.Refusal());
    }

    [Fact]
    public async Task Withdrawal_stops_every_open_order_in_the_same_transaction()
    {
        using var lead = await api.ClientAsync(Lead);
        var consent = await api.ConsentedAsync(lead);
        var draft = await lead.DraftedAsync(Order(consent.Id));
        var verified = await api.VerifiedAsync(lead, Order(consent.Id));
        var active = Done(await lead.ActAsync(await api.VerifiedAsync(lead, Order(consent.Id)), "activate", new { }), 200);
        var held = Done(await lead.ActAsync(await api.VerifiedAsync(lead, Order(consent.Id)), "activate", new { }), 200);
        held = Done(await lead.ActAsync(held, "hold", new { reason = "In hospital" }), 200);
        var ended = Done(await lead.ActAsync(await api.VerifiedAsync(lead, Order(consent.Id)), "activate", new { }), 200);
        ended = Done(await lead.ActAsync(ended, "end", new { reason = "Well again" }), 200);

        using var office = await api.ClientAsync("demo-office");
        var withdrawn = Done(await office.ActAsync(consent, "withdraw", new { reason = "No longer wanted" }), 200);
        var orders = withdrawn.Json["orders"]!.AsArray().ToDictionary(o => o!["id"]!.GetValue<Guid>(), o => o!["status"]!.GetValue<string>());
        Assert.Equal("ended", orders[ended.Id]);
        foreach (var order in new[] { draft, verified, active, held })
        {
            var read = await lead.ReadAsync($"{Orders}/{order.Id}");
            Assert.Equal(("stopped", "The consent was withdrawn.", "stopped"), (read.Text("status"), read.Text("stateReason"), orders[order.Id]));
            Assert.Empty(read.Allowed());
        }

        // The lead is told of the two that were in force; whoever acts is not told of it.
        Assert.Equal(2L, await api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM notices WHERE kind = 'medication_order_interrupted' AND staff_id = $1 AND record_id = ANY ($2)",
            TestData.StaffOf(Lead), new[] { draft.Id, verified.Id, active.Id, held.Id }));
    }

    [Theory]
    [InlineData("demo-support")]
    [InlineData("demo-dsl")]
    [InlineData("demo-head")]
    [InlineData("demo-trust-dsl")]
    public async Task Whoever_only_reads_writes_none(string who)
    {
        using var lead = await api.ClientAsync(Lead);
        var consent = await api.ConsentedAsync(lead);
        using var client = await api.ClientAsync(who);
        Assert.Empty((await client.ReadAsync($"{Consents}/{consent.Id}")).Allowed());
        Assert.Equal((403, "insufficient-scope", ""), (await client.ActAsync(consent, "withdraw", new { reason = "x" })).Refusal());
    }

    [Theory]
    [InlineData("far-dsl")]
    [InlineData("far-support")]
    [InlineData("demo-other-dsl")]
    public async Task Out_of_reach_is_as_good_as_absent(string who)
    {
        using var lead = await api.ClientAsync(Lead);
        var order = await api.ActiveOrderAsync(lead);
        var consent = order.Json["consentId"]!.GetValue<Guid>();
        using var client = await api.ClientAsync(who);
        Assert.Equal(404, (int)(await client.ReadAsync($"{Consents}/{consent}")).Status);
        Assert.Equal(404, (int)(await client.ReadAsync($"{Orders}/{order.Id}")).Status);
        Assert.DoesNotContain(consent, (await client.ReadAsync(Consents + "?limit=200")).IdsOf());
        Assert.DoesNotContain(order.Id, (await client.ReadAsync(Orders + "?limit=200")).IdsOf());
    }

    private static async Task<(int, string?, string)> RefusedAsync(HttpClient client, System.Text.Json.Nodes.JsonObject body) =>
        (await client.PostAsync(Consents, body)).Refusal();
}
