using System.Net;
using PupilSupport.Api.Tests.Attachments;
using PupilSupport.Api.Tests.Medication;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.MedicineErrors.MedicineErrorRequests;

namespace PupilSupport.Api.Tests.MedicineErrors;

public class MedicineErrorAccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Everybody_sees_their_own_reports_and_those_who_answer_for_medicines_all()
    {
        using var worker = await api.ClientAsync("demo-support");
        var own = await worker.ReportedAsync(new { pupilId = TestData.OakPupils[2], kind = "storage" });
        using var teacher = await api.ClientAsync("demo-teacher");
        var teachers = await teacher.ReportedAsync(new { pupilId = TestData.OakPupils[0], kind = "storage" });
        Assert.Equal([own.Id], await IdsAsync(worker, ""));
        Assert.Equal(HttpStatusCode.NotFound, (await worker.ReadAsync($"{Url}/{teachers.Id}")).Status);
        Assert.Equal("unknown-reference", (await teacher.PostAsync(Url, Report(new { pupilId = TestData.OakPupils[5] }))).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.ErrorDoAsync(own, "start-review", new { })).Status);
        foreach (var client in (string[])["demo-medical-lead", "demo-dsl", "demo-head", "demo-pastoral", "demo-senco", "demo-trust-dsl"])
        {
            using var reader = await api.ClientAsync(client);
            Assert.Equal(new[] { own.Id, teachers.Id }.Order(), (await IdsAsync(reader, $"?schoolId={TestData.Oak}&status=open&kind=storage&from=2026-11-23&to=2026-11-23")).Order());
        }

        using var trust = await api.ClientAsync("demo-trust-dsl");
        Assert.Equal(HttpStatusCode.Forbidden, (await trust.ErrorDoAsync(own, "parent-contact", new { notToldReason = "x" })).Status);
        using var far = await api.ClientAsync("far-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Url}/{own.Id}")).Status);
        using var other = await api.ClientAsync("demo-other-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await other.ReadAsync($"{Url}/{own.Id}")).Status);
        using var machine = await api.ClientAsync("demo-mis");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), ((await machine.ReadAsync(Url)).Status, (await machine.PostAsync(Url, Report())).Status));
    }

    [Fact]
    public async Task What_is_confidential_is_there_for_the_medical_lead_and_the_safeguarding_lead_alone()
    {
        var (planted, pupil) = (new PlantedMedicines(api.Database), TestData.OakPupils[3]);
        var dose = await planted.SayAsync(await planted.OrderAsync(pupil, "2026-09-02T08:00Z"), pupil, "given", "2026-11-20T12:00Z");
        await api.Database.ExecuteAsync("UPDATE medication_administrations SET is_confidential = true WHERE id = $1", dose);
        using var lead = await api.ClientAsync("demo-medical-lead");
        var error = await lead.ReportedAsync(new { administrationId = dose, description = "canary-of-the-secret" });
        Assert.True(error.Json["isConfidential"]!.GetValue<bool>());
        Assert.Equal(
            "review_medicine_error ",
            await api.Database.ScalarAsync<string>("SELECT string_agg(concat(kind, ' ', pupil_id), ',') FROM work_tasks WHERE source_id = $1", error.Id));
        using var dsl = await api.ClientAsync("demo-dsl");
        Assert.Equal([error.Id], await IdsAsync(dsl, $"?pupilId={pupil}"));
        Assert.Contains("canary-of-the-secret", (await dsl.ReadAsync($"/v1/pupils/{pupil}/chronology")).BodyText, StringComparison.Ordinal);
        foreach (var client in (string[])["demo-head", "demo-pastoral", "demo-senco"])
        {
            using var reader = await api.ClientAsync(client);
            Assert.Empty(await IdsAsync(reader, $"?pupilId={pupil}"));
            Assert.Equal(HttpStatusCode.NotFound, (await reader.ReadAsync($"{Url}/{error.Id}")).Status);
            Assert.Equal("unknown-reference", (await reader.PostAsync(Url, Report(new { administrationId = dose }))).Code);
            Assert.DoesNotContain("canary-of-the-secret", (await reader.ReadAsync($"/v1/pupils/{pupil}/chronology")).BodyText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_stands_in_the_pupils_chronology_and_holds_files()
    {
        var pupil = TestData.OakPupils[4];
        using var lead = await api.ClientAsync("demo-medical-lead");
        var error = await lead.ReportedAsync(new { pupilId = pupil, kind = "wrong_dose", isNearMiss = true });
        using (var senco = await api.ClientAsync("demo-senco"))
        {
            Assert.Contains("Medicine near miss: wrong dose, open", (await senco.ReadAsync($"/v1/pupils/{pupil}/chronology")).BodyText, StringComparison.Ordinal);
        }

        using (var worker = await api.ClientAsync("demo-support"))
        {
            Assert.DoesNotContain("near miss", (await worker.ReadAsync($"/v1/pupils/{pupil}/chronology")).BodyText, StringComparison.Ordinal);
        }

        Done(await lead.UploadAsync(error.Id, TestFiles.Pdf("label"), kind: "medicine_error"), 201);
        Assert.Single((await lead.ReadAsync($"/v1/attachments?recordKind=medicine_error&recordId={error.Id}")).Data);
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(HttpClient client, string query) =>
        [.. (await client.ReadAsync(Url + query)).Data.Select(r => r!["id"]!.GetValue<Guid>())];
}
