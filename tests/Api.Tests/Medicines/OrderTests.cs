using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medicines.MedicineRequests;

namespace PupilSupport.Api.Tests.Medicines;

public class OrderTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task An_order_is_drafted_verified_activated_held_resumed_and_ended()
    {
        using var lead = await api.ClientAsync(Lead);
        var consent = await api.ConsentedAsync(lead);
        var order = await lead.DraftedAsync(Order(consent.Id));
        Assert.Equal(("draft", "\"1\""), (order.Text("status"), order.ETag));
        Assert.Equal(["revise", "verify", "stop"], order.Allowed());

        Assert.Equal((422, "label-not-checked", "/labelChecked"), (await lead.ActAsync(order, "verify", new { labelChecked = false })).Refusal());
        order = Done(await lead.ActAsync(order, "verify", new { labelChecked = true }), 200);
        Assert.Equal(["activate", "stop"], order.Allowed());
        Assert.Equal((409, "invalid-transition", ""), (await lead.ActAsync(order, "confirm", new { })).Refusal());
        Assert.Equal((409, "invalid-transition", ""), (await lead.PatchAsync($"{Orders}/{order.Id}", new { doseMax = 7 }, order.ETag)).Refusal());

        order = Done(await lead.ActAsync(order, "activate", new { }), 200);
        Assert.Equal(["hold", "end", "stop"], order.Allowed());
        order = Done(await lead.ActAsync(order, "hold", new { reason = "In hospital" }), 200);
        Assert.Equal(("on_hold", "In hospital"), (order.Text("status"), order.Text("stateReason")));
        order = Done(await lead.ActAsync(order, "resume", new { reason = "Back" }), 200);
        Assert.Equal("active", order.Text("status"));
        order = Done(await lead.ActAsync(order, "end", new { reason = "Well again" }), 200);
        Assert.Equal("ended", order.Text("status"));
        Assert.Empty(order.Allowed());
        foreach (var (action, body) in new (string, object)[] { ("verify", new { labelChecked = true }), ("activate", new { }), ("hold", new { reason = "x" }), ("resume", new { reason = "x" }), ("end", new { reason = "x" }), ("stop", new { reason = "x" }) })
        {
            Assert.Equal((409, "invalid-transition", ""), (await lead.ActAsync(order, action, body)).Refusal());
        }

        var read = await lead.ReadAsync($"{Orders}/{order.Id}");
        Assert.Equal((order.BodyText, "\"6\""), (read.BodyText, read.ETag));
        var pupil = TestData.OakPupils[0];
        Assert.Contains(order.Id, (await lead.ReadAsync($"{Orders}?pupilId={pupil}&status=ended&schedule=prn&controlled=false&consentId={consent.Id}&runsOn=2026-12-18&limit=200")).IdsOf());
        Assert.DoesNotContain(order.Id, (await lead.ReadAsync($"{Orders}?runsOn=2026-12-19&limit=200")).IdsOf());
        var entry = (await lead.ReadAsync($"/v1/pupils/{pupil}/chronology?limit=200")).Data.Single(e => e!["id"]!.GetValue<Guid>() == order.Id)!;
        Assert.Equal(("medication_order", "Order for a medicine, ended", "Paracetamol, 250mg/5ml, 5 to 10 ml"),
            (entry["kind"]!.GetValue<string>(), entry["title"]!.GetValue<string>(), entry["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_draft_can_be_revised()
    {
        using var lead = await api.ClientAsync(Lead);
        var consent = await api.ConsentedAsync(lead);
        var order = await lead.DraftedAsync(Order(null, with: new { medicineName = "paracetamol " }));
        var revised = Done(await lead.PatchAsync($"{Orders}/{order.Id}", new
        {
            consentId = consent.Id,
            schedule = "fixed",
            times = new[] { "15:00", "12:30" },
            minIntervalMinutes = (int?)null,
            allergies = new[] { "Penicillin" },
            requiredTraining = new[] { "epilepsy" },
        }, order.ETag), 200);
        Assert.Equal(("[\"12:30\",\"15:00\"]", "[\"Penicillin\"]", "[\"epilepsy\"]"),
            (revised.Json["times"]!.ToJsonString(), revised.Json["allergies"]!.ToJsonString(), revised.Json["requiredTraining"]!.ToJsonString()));
        Assert.Equal(consent.Id, revised.Json["consentId"]!.GetValue<Guid>());
        Assert.Null(revised.Json["minIntervalMinutes"]);
        Assert.Equal(revised.BodyText, (await lead.ReadAsync($"{Orders}/{order.Id}")).BodyText);
        Assert.Equal((422, "prn-incomplete", "/minIntervalMinutes"), (await lead.PatchAsync($"{Orders}/{order.Id}", new { schedule = "prn", times = Array.Empty<string>() }, revised.ETag)).Refusal());
        Assert.Equal(412, (int)(await lead.PatchAsync($"{Orders}/{order.Id}", new { doseMax = 7 }, order.ETag)).Status);
        Assert.Equal(428, (int)(await lead.PatchAsync($"{Orders}/{order.Id}", new { doseMax = 7 })).Status);
    }

    [Theory]
    [InlineData("""{"doseMin": 11}""", 422, "dose-range", "/doseMax")]
    [InlineData("""{"maxQuantity24h": 4}""", 422, "limit-below-dose", "/maxQuantity24h")]
    [InlineData("""{"endsOn": "2026-11-22"}""", 422, "order-ends-before-start", "/endsOn")]
    [InlineData("""{"minIntervalMinutes": null, "maxDoses24h": null, "maxQuantity24h": null, "indication": null}""", 422, "prn-incomplete", "/minIntervalMinutes /maxDoses24h /maxQuantity24h /indication")]
    [InlineData("""{"schedule": "fixed"}""", 422, "times-required", "/times")]
    [InlineData("""{"schedule": "fixed", "times": ["12:00", "12:00"]}""", 422, "times-required", "/times")]
    [InlineData("""{"times": ["12:00"]}""", 422, "times-not-applicable", "/times")]
    [InlineData("""{"schedule": "emergency", "emergencyAccess": false}""", 422, "emergency-access-required", "/emergencyAccess")]
    [InlineData("""{"requiredTraining": ["asthma", "asthma"]}""", 422, "training-named-twice", "/requiredTraining")]
    [InlineData("""{"doseMax": 12}""", 422, "consent-does-not-cover", "/consentId")]
    [InlineData("""{"doseUnit": "tablet"}""", 422, "consent-does-not-cover", "/consentId")]
    [InlineData("""{"medicineName": "Ibuprofen"}""", 422, "consent-does-not-cover", "/consentId")]
    [InlineData("""{"doseMin": 0}""", 400, "validation-failed", "/doseMin")]
    [InlineData("""{"doseMin": 1.0001}""", 400, "validation-failed", "/doseMin")]
    [InlineData("""{"times": ["25:00"]}""", 400, "validation-failed", "/times/0")]
    [InlineData("""{"dmdCode": "12a"}""", 400, "validation-failed", "/dmdCode")]
    [InlineData("""{"allergies": [" "]}""", 400, "validation-failed", "/allergies/0")]
    [InlineData("""{"maxDoses24h": 49}""", 400, "validation-failed", "/maxDoses24h")]
    [InlineData("""{"witness": true}""", 400, "unknown-member", "/witness")]
    public async Task What_is_wrong_is_refused(string with, int status, string code, string pointers)
    {
        using var lead = await api.ClientAsync(Lead);
        var consent = await api.ConsentedAsync(lead);
        Assert.Equal((status, code, pointers), (await lead.PostAsync(Orders, Order(consent.Id, with: JsonNode.Parse(with)))).Refusal());
    }

    [Fact]
    public async Task Nothing_is_activated_without_a_consent_that_is_given()
    {
        using var lead = await api.ClientAsync(Lead);
        var without = await api.VerifiedAsync(lead, Order(null));
        Assert.Equal((422, "consent-not-given", ""), (await lead.ActAsync(without, "activate", new { })).Refusal());

        var asked = Done(await lead.PostAsync(Consents, Consent(await api.ContactAsync(), with: new { givenAt = (string?)null, method = (string?)null })), 201);
        var onAsked = await api.VerifiedAsync(lead, Order(asked.Id));
        Assert.Equal((422, "consent-not-given", ""), (await lead.ActAsync(onAsked, "activate", new { })).Refusal());
        Done(await lead.ActAsync(asked, "give", new { givenAt = "2026-11-23T09:00:00Z", method = "paper" }), 200);
        Assert.Equal("active", Done(await lead.ActAsync(onAsked, "activate", new { }), 200).Text("status"));

        var withdrawn = Done(await lead.ActAsync(await api.ConsentedAsync(lead), "withdraw", new { reason = "x" }), 200);
        Assert.Equal((422, "consent-not-given", "/consentId"), (await lead.PostAsync(Orders, Order(withdrawn.Id))).Refusal());
        var others = await api.ConsentedAsync(lead, TestData.OakPupils[1]);
        Assert.Equal((422, "unknown-reference", "/consentId"), (await lead.PostAsync(Orders, Order(others.Id))).Refusal());
    }

    [Fact]
    public async Task A_course_that_is_over_is_not_activated()
    {
        using var lead = await api.ClientAsync(Lead);
        var consent = await api.ConsentedAsync(lead);
        var over = await api.VerifiedAsync(lead, Order(consent.Id, with: new { startsOn = "2026-11-16", endsOn = "2026-11-22" }));
        Assert.Equal((422, "order-over", ""), (await lead.ActAsync(over, "activate", new { })).Refusal());
        var lastDay = await api.VerifiedAsync(lead, Order(consent.Id, with: new { startsOn = "2026-11-16", endsOn = "2026-11-23" }));
        Done(await lead.ActAsync(lastDay, "activate", new { }), 200);
    }

    [Fact]
    public async Task A_controlled_drug_needs_a_second_person_with_an_own_token()
    {
        using var lead = await api.ClientAsync(Lead);
        using var support = await api.ClientAsync("demo-support");
        var consent = await api.ConsentedAsync(lead, with: new { medicineName = "Methylphenidate" });
        var order = await lead.DraftedAsync(Order(consent.Id, with: new { medicineName = "methylphenidate", controlled = true }));
        Assert.Equal((422, "unknown-reference", "/confirmerId"), (await lead.ActAsync(order, "verify", new { labelChecked = true, confirmerId = TestData.StaffOf("demo-teacher") })).Refusal());
        Assert.Equal((422, "unknown-reference", "/confirmerId"), (await lead.ActAsync(order, "verify", new { labelChecked = true, confirmerId = TestData.StaffOf(Lead) })).Refusal());
        order = Done(await lead.ActAsync(order, "verify", new { labelChecked = true, confirmerId = TestData.StaffOf("demo-support") }), 200);
        Assert.Equal(["stop"], order.Allowed());
        Assert.Equal(1L, await api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM notices WHERE kind = 'medication_order_to_confirm' AND staff_id = $1 AND record_id = $2", TestData.StaffOf("demo-support"), order.Id));
        Assert.Equal((422, "confirmation-required", ""), (await lead.ActAsync(order, "activate", new { })).Refusal());
        Assert.Equal((422, "same-person", ""), (await lead.ActAsync(order, "confirm", new { })).Refusal());
        Assert.Equal((403, "insufficient-scope", ""), (await support.ActAsync(order, "verify", new { labelChecked = true })).Refusal());
        Assert.Equal(["confirm"], (await support.ReadAsync($"{Orders}/{order.Id}")).Allowed());
        order = Done(await support.ActAsync(order, "confirm", new { }), 200);
        Assert.Equal(TestData.StaffOf("demo-support"), order.Json["confirmedById"]!.GetValue<Guid>());
        Assert.Equal((409, "invalid-transition", ""), (await support.ActAsync(order, "confirm", new { })).Refusal());
        Assert.Equal((403, "insufficient-scope", ""), (await support.ActAsync(order, "activate", new { })).Refusal());
        Assert.Equal("active", Done(await lead.ActAsync(order, "activate", new { }), 200).Text("status"));
    }

    [Fact]
    public async Task Aspirin_for_a_pupil_under_16_is_taken_only_when_prescribed()
    {
        using var lead = await api.ClientAsync(Lead);
        var consent = await api.ConsentedAsync(lead, TestData.OakPupils[1], new { medicineName = "Aspirin (dispersible)" });
        var order = Order(consent.Id, TestData.OakPupils[1], new { medicineName = "ASPIRIN dispersible" });
        Assert.Equal((422, "aspirin-not-prescribed", "/prescribed"), (await lead.PostAsync(Orders, order)).Refusal());
        order["prescribed"] = true;
        Done(await lead.PostAsync(Orders, order), 201);

        var adult = TestData.OakPupils[4];
        await api.Database.ExecuteAsync("UPDATE pupils SET date_of_birth = '2010-11-23' WHERE id = $1", adult);
        Done(await lead.PostAsync(Orders, Order(null, adult, new { medicineName = "Aspirin" })), 201);
        await api.Database.ExecuteAsync("UPDATE pupils SET date_of_birth = NULL WHERE id = $1", adult);
        Assert.Equal("aspirin-not-prescribed", (await lead.PostAsync(Orders, Order(null, adult, new { medicineName = "Acetylsalicylic acid" }))).Code);
    }

    [Fact]
    public async Task Another_order_for_the_same_medicine_is_a_warning()
    {
        using var lead = await api.ClientAsync(Lead);
        var pupil = TestData.OakPupils[2];
        var first = await lead.DraftedAsync(Order(null, pupil, new { medicineName = "Piriton" }));
        Assert.Equal("[]", first.Json["warnings"]!.ToJsonString());
        var second = await lead.DraftedAsync(Order(null, pupil, new { medicineName = "piriton" }));
        Assert.Equal("[\"same_medicine\"]", second.Json["warnings"]!.ToJsonString());
        Assert.Equal("[\"same_medicine\"]", (await lead.ReadAsync($"{Orders}/{first.Id}")).Json["warnings"]!.ToJsonString());
        Done(await lead.ActAsync(second, "stop", new { reason = "Entered twice" }), 200);
        Assert.Equal("[]", (await lead.ReadAsync($"{Orders}/{first.Id}")).Json["warnings"]!.ToJsonString());
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        using var lead = await api.ClientAsync(Lead);
        var order = await api.ActiveOrderAsync(lead);
        Done(await lead.ActAsync(order, "hold", new { reason = "x" }), 200);
        Assert.Equal((412, "precondition-failed", ""), (await lead.ActAsync(order, "stop", new { reason = "x" })).Refusal());
        Assert.Equal(428, (int)(await lead.PostAsync($"{Orders}/{order.Id}/stop", new { reason = "x" })).Status);
    }

    [Theory]
    [InlineData("demo-teacher")]
    [InlineData("demo-office")]
    [InlineData("demo-attendance")]
    [InlineData("demo-phase-lead")]
    [InlineData("demo-mis")]
    [InlineData("demo-auditor")]
    public async Task Others_have_nothing_to_do_with_orders(string who)
    {
        using var client = await api.ClientAsync(who);
        Assert.Equal((403, "insufficient-scope"), ((int)(await client.ReadAsync(Orders)).Status, (await client.ReadAsync(Orders)).Code));
        Assert.Equal(403, (int)(await client.PostAsync(Orders, Order(null))).Status);
    }
}
