using System.Net;
using PupilSupport.Api.Tests.Attachments;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Training.TrainingRequests;

namespace PupilSupport.Api.Tests.Training;

public class TrainingAccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Everybody_sees_their_own_and_those_who_answer_for_it_everybodys()
    {
        Guid own, teachers;
        using (var lead = await api.ClientAsync("demo-medical-lead"))
        {
            own = (await lead.TrainedAsync(Completed("2026-09-01", "asthma"))).Id;
            teachers = (await lead.TrainedAsync(Completed("2026-09-01", "asthma", TestData.StaffOf("demo-teacher")))).Id;
        }

        using (var worker = await api.ClientAsync("demo-support"))
        {
            Assert.Equal([own], await IdsAsync(worker, $"?staffId={Worker}"));
            Assert.Equal([own], await IdsAsync(worker, ""));
            Assert.Equal(HttpStatusCode.NotFound, (await worker.ReadAsync($"{Url}/{teachers}")).Status);
            Assert.Equal("", string.Join(' ', (await worker.ReadAsync($"{Url}/{own}")).Json["allowedActions"]!.AsArray()));
            Assert.Equal(HttpStatusCode.Forbidden, (await worker.PostAsync(Url, Completed("2026-09-02"))).Status);
        }

        foreach (var client in (string[])["demo-pastoral", "demo-dsl", "demo-senco", "demo-head", "demo-admin", "demo-trust-dsl"])
        {
            using var reader = await api.ClientAsync(client);
            Assert.Equal(new[] { own, teachers }.Order(), (await IdsAsync(reader, "?type=asthma")).Order());
        }

        using var machine = await api.ClientAsync("demo-mis");
        Assert.Equal(HttpStatusCode.Forbidden, (await machine.ReadAsync(Url)).Status);
        using var far = await api.ClientAsync("far-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Url}/{own}")).Status);
        using var other = await api.ClientAsync("demo-other-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await other.ReadAsync($"{Url}/{own}")).Status);
    }

    [Fact]
    public async Task It_is_recorded_for_those_who_have_a_job_at_the_school()
    {
        using var lead = await api.ClientAsync("demo-medical-lead");
        Assert.Equal("unknown-reference", (await lead.PostAsync(Url, Completed("2026-09-02", school: TestData.Beech))).Code);
        Assert.Equal("unknown-reference", (await lead.PostAsync(Url, Completed("2026-09-02", staff: TestData.StaffOf("far-support")))).Code);
        using var admin = await api.ClientAsync("demo-admin");
        Assert.Equal("staff-not-at-school", (await admin.PostAsync(Url, Completed("2026-09-02", staff: TestData.StaffOf("far-support")))).Code);
        var far = await admin.TrainedAsync(Completed("2026-09-02", staff: TestData.StaffOf("far-support"), school: TestData.Beech));
        Assert.Equal(HttpStatusCode.NotFound, (await lead.TrainingDoAsync(far, "revoke", new { reason = "x" })).Status);
        await api.Database.ExecuteAsync(
            "INSERT INTO staff_assignments (trust_id, id, staff_id, school_id, job_role, starts_on) VALUES ($1, $2, $3, $4, 'cover', '2026-11-01')",
            TestData.Oakfield, Guid.NewGuid(), TestData.StaffOf("far-support"), TestData.Oak);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.TrainingDoAsync(far, "revoke", new { reason = "x" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await lead.ReadAsync($"{Url}/{far.Id}")).Status);
    }

    [Fact]
    public async Task Its_certificate_is_a_file_that_its_keeper_adds_and_its_owner_sees()
    {
        using var lead = await api.ClientAsync("demo-medical-lead");
        var record = await lead.TrainedAsync(Completed("2026-09-03", "first_aid_at_work"));
        var file = await lead.UploadAsync(record.Id, TestFiles.Pdf("certificate"), kind: "training_record");
        Assert.True((int)file.Status == 201, file.ToString());
        using var worker = await api.ClientAsync("demo-support");
        Assert.Single((await worker.ReadAsync($"/v1/attachments?recordKind=training_record&recordId={record.Id}")).Data);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.UploadAsync(record.Id, TestFiles.Pdf("own"), kind: "training_record")).Status);
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Empty((await teacher.ReadAsync($"/v1/attachments?recordKind=training_record&recordId={record.Id}")).Data);
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(HttpClient client, string query) =>
        [.. (await client.ReadAsync(Url + query)).Data.Select(r => r!["id"]!.GetValue<Guid>())];
}
