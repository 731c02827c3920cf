using PupilSupport.Api.Tests.Attachments;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medicines.MedicineRequests;

namespace PupilSupport.Api.Tests.Medicines;

/// <summary>A pupil's own confidential consent, and what rests on it, exists for the medical lead and the DSL and for nobody else.</summary>
public class ConfidentialTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Pupil = TestData.OakPupils[0];

    [Theory]
    [InlineData("demo-medical-lead", true)]
    [InlineData("demo-dsl", true)]
    [InlineData("demo-support", false)]
    [InlineData("demo-thrive-lead", false)]
    [InlineData("demo-head", false)]
    [InlineData("demo-senco", false)]
    [InlineData("demo-pastoral", false)]
    [InlineData("demo-office", false)]
    [InlineData("demo-trust-dsl", false)]
    [InlineData("demo-teacher", false)]
    [InlineData("far-dsl", false)]
    public async Task Nobody_else_learns_that_it_exists(string who, bool sees)
    {
        using var lead = await api.ClientAsync(Lead);
        var (consent, order, file) = await PlantAsync(lead);
        using var client = await api.ClientAsync(who);
        var reads = new (string Url, Guid Id)[]
        {
            ($"{Consents}?limit=200", consent.Id), ($"{Consents}?pupilId={Pupil}&limit=200", consent.Id), ($"{Consents}?status=given&limit=200", consent.Id),
            ($"{Orders}?limit=200", order.Id), ($"{Orders}?pupilId={Pupil}&limit=200", order.Id), ($"{Orders}?consentId={consent.Id}", order.Id),
            ($"/v1/pupils/{Pupil}/chronology?limit=200", consent.Id), ($"/v1/pupils/{Pupil}/chronology?limit=200", order.Id),
            ($"{Alerts}?limit=200", order.Id), ($"{Alerts}?pupilId={Pupil}", order.Id),
        };
        foreach (var (url, id) in reads)
        {
            var answer = await client.ReadAsync(url);
            Assert.True(!sees || answer.BodyText.Contains(id.ToString(), StringComparison.Ordinal), $"{who} misses {id} in {url}: {answer}");
            Assert.True(sees || !answer.BodyText.Contains(id.ToString(), StringComparison.Ordinal), $"{who} sees {id} in {url}");
            Assert.True(sees || !answer.BodyText.Contains("Levonorgestrel", StringComparison.Ordinal), $"{who} reads its name in {url}");
        }

        foreach (var url in new[] { $"{Consents}/{consent.Id}", $"{Orders}/{order.Id}", $"/v1/attachments/{file}", $"/v1/attachments?recordKind=medicine_consent&recordId={consent.Id}" })
        {
            var answer = await client.ReadAsync(url);
            Assert.True(sees ? (int)answer.Status == 200 : (int)answer.Status is 403 or 404 or 422 || answer.BodyText.Contains("\"data\":[]", StringComparison.Ordinal), $"{who} {url}: {answer}");
        }

        var total = await client.ReadAsync($"{Consents}?pupilId={Pupil}&includeTotal=true");
        Assert.True(sees || total.Json["total"] is not { } count || count.GetValue<int>() == 0, $"{who} counts it: {total}");
    }

    [Theory]
    [InlineData("demo-support")]
    [InlineData("demo-office")]
    [InlineData("demo-head")]
    public async Task Whoever_must_not_know_acts_on_nothing(string who)
    {
        using var lead = await api.ClientAsync(Lead);
        var (consent, order, _) = await PlantAsync(lead);
        using var client = await api.ClientAsync(who);
        foreach (var (record, action, body) in new (Answer, string, object)[] { (consent, "withdraw", new { reason = "x" }), (order, "confirm", new { }), (order, "stop", new { reason = "x" }) })
        {
            Assert.True((int)(await client.ActAsync(record, action, body)).Status is 403 or 404, $"{who} {action}");
        }

        // The same answer as for a record that is not there.
        var (hidden, absent) = (await client.ReadAsync($"{Consents}/{consent.Id}"), await client.ReadAsync($"{Consents}/{Guid.CreateVersion7()}"));
        Assert.Equal((absent.Status, absent.Code), (hidden.Status, hidden.Code));
    }

    [Fact]
    public async Task Nobody_records_what_they_could_not_read()
    {
        using var office = await api.ClientAsync("demo-office");
        var body = Consent(null, with: new { selfConsent = new { assessedNote = "Understands it", confidential = true } });
        Assert.Equal((403, "insufficient-scope", ""), (await office.PostAsync(Consents, body)).Refusal());
        body["selfConsent"]!["confidential"] = false;
        Done(await office.PostAsync(Consents, body), 201);
    }

    [Fact]
    public async Task It_warns_nobody_of_the_same_medicine()
    {
        using var lead = await api.ClientAsync(Lead);
        await PlantAsync(lead);
        var open = await lead.DraftedAsync(Order(null, with: new { medicineName = "Levonorgestrel" }));
        Assert.Equal("[\"same_medicine\"]", open.Json["warnings"]!.ToJsonString());
        using var support = await api.ClientAsync("demo-support");
        Assert.Equal("[]", (await support.ReadAsync($"{Orders}/{open.Id}")).Json["warnings"]!.ToJsonString());
        Done(await lead.ActAsync(open, "stop", new { reason = "x" }), 200);
    }

    [Fact]
    public async Task An_order_keeps_to_the_confidentiality_of_its_draft()
    {
        using var lead = await api.ClientAsync(Lead);
        var (consent, order, _) = await PlantAsync(lead);
        var open = await lead.DraftedAsync(Order(null, with: new { medicineName = "Levonorgestrel", doseMin = 1, doseMax = 1, doseUnit = "tablet" }));
        Assert.Equal((422, "confidential-from-the-start", "/consentId"), (await lead.PatchAsync($"{Orders}/{open.Id}", new { consentId = consent.Id }, open.ETag)).Refusal());
        Assert.True(order.Json["isConfidential"]!.GetValue<bool>());
        Done(await lead.ActAsync(open, "stop", new { reason = "x" }), 200);
    }

    [Fact]
    public async Task A_second_person_who_must_not_know_is_not_asked()
    {
        using var lead = await api.ClientAsync(Lead);
        var consent = await ConsentedAsync(lead);
        var draft = await lead.DraftedAsync(Order(consent.Id, with: new { medicineName = "Levonorgestrel", doseMin = 1, doseMax = 1, doseUnit = "tablet", controlled = true }));
        var asked = await lead.ActAsync(draft, "verify", new { labelChecked = true, confirmerId = TestData.StaffOf("demo-support") });
        Assert.Equal((422, "unknown-reference", "/confirmerId"), asked.Refusal());
        Done(await lead.ActAsync(draft, "verify", new { labelChecked = true }), 200);
    }

    private static async Task<Answer> ConsentedAsync(HttpClient lead) => Done(await lead.PostAsync(Consents, Consent(null, with: new
    {
        medicineName = "Levonorgestrel",
        dose = 1,
        doseUnit = "tablet",
        selfConsent = new { assessedNote = "Understands what it does.", confidential = true },
    })), 201);

    /// <summary>A confidential consent with a file, and a rescue medicine in force on it with an allergy: what shows most widely.</summary>
    private static async Task<(Answer Consent, Answer Order, Guid File)> PlantAsync(HttpClient lead)
    {
        var consent = await ConsentedAsync(lead);
        var draft = await lead.DraftedAsync(Order(consent.Id, with: new
        {
            medicineName = "Levonorgestrel",
            doseMin = 1,
            doseMax = 1,
            doseUnit = "tablet",
            schedule = "emergency",
            allergies = new[] { "Latex" },
        }));
        var order = Done(await lead.ActAsync(Done(await lead.ActAsync(draft, "verify", new { labelChecked = true }), 200), "activate", new { }), 200);
        return (consent, order, await FileOfAsync(lead, consent));
    }

    private static async Task<Guid> FileOfAsync(HttpClient lead, Answer consent) =>
        Done(await lead.UploadAsync(consent.Id, TestFiles.Pdf($"{consent.Id}"), kind: "medicine_consent"), 201).Id;
}
