using System.Net;
using PupilSupport.Api.Tests.Medication;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.MedicineErrors.MedicineErrorRequests;

namespace PupilSupport.Api.Tests.MedicineErrors;

public class MedicineErrorLifeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static Guid Pupil => TestData.OakPupils[0];

    [Fact]
    public async Task An_error_is_reported_told_reviewed_closed_and_taken_up_again()
    {
        using var worker = await api.ClientAsync("demo-support");
        var error = await worker.ReportedAsync(new { pupilId = Pupil, description = "canary-of-the-error" });
        Assert.Equal(("open", "not_known", "record_parent_contact"), (error.Text("status"), error.Text("harm"), error.Json.Actions()));
        Assert.Equal($"{Url}/{error.Id}", error.Raw.Headers.Location!.ToString());
        Assert.Equal(
            "review_medicine_error open 2026-11-30 high health medical_lead,tell_parent_of_medicine_error open 2026-11-23 urgent health medical_lead",
            await TextAsync("SELECT string_agg(concat_ws(' ', kind, status, due_on, priority, label, team), ',' ORDER BY kind) FROM work_tasks WHERE source_id = $1", error.Id));
        Assert.Equal(
            $"medicine_error_reported urgent {TestData.StaffOf("demo-medical-lead")}",
            await TextAsync("SELECT string_agg(concat_ws(' ', kind, urgency, staff_id), ',') FROM notices WHERE record_id = $1", error.Id));

        error = await worker.ErrorDoneAsync(error, "parent-contact", new { toldAt = "2026-11-23T09:20:00Z", how = "phone" });
        Assert.Equal("done", await TaskAsync(error, "tell_parent_of_medicine_error"));
        using var lead = await api.ClientAsync("demo-medical-lead");
        error = await lead.ErrorDoneAsync(error, "start-review");
        Assert.Equal(("root-cause-missing", HttpStatusCode.UnprocessableEntity), await RefusalAsync(lead, error, "close"));
        error = Done(await lead.PatchAsync($"{Url}/{error.Id}", new { harm = "low", rootCause = "labelling", actions = (string[])["New labels"], notified = (string[])["nhs_111"] }, error.ETag), 200);
        error = await lead.ErrorDoneAsync(error, "close");
        Assert.Equal(("closed", "reopen", "done"), (error.Text("status"), error.Json.Actions(), await TaskAsync(error, "review_medicine_error")));
        Assert.Equal(("invalid-transition", HttpStatusCode.Conflict), await RefusalAsync(lead, error, "start-review"));
        error = await lead.ErrorDoneAsync(error, "reopen", new { reason = "A letter came" });
        Assert.Equal(("under_review", "done,open"), (error.Text("status"), await TaskAsync(error, "review_medicine_error")));
        Assert.Equal(
            "medicine_error.report,medicine_error.record_parent_contact,medicine_error.start_review,medicine_error.review,medicine_error.close,medicine_error.reopen A letter came",
            await TextAsync("SELECT string_agg(concat_ws(' ', action, reason), ',' ORDER BY record_version) FROM audit_entries WHERE record_id = $1", error.Id));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries a WHERE a::text LIKE '%canary-of-the-error%'"));
        Assert.False(api.Logs.Contain("canary-of-the-error"));
    }

    [Fact]
    public async Task Whoever_gave_the_dose_does_not_review_it()
    {
        var planted = new PlantedMedicines(api.Database);
        var order = await planted.OrderAsync(Pupil, "2026-09-02T08:00Z");
        var dose = await planted.SayAsync(order, Pupil, "given", "2026-11-19T12:00Z");
        using var worker = await api.ClientAsync("demo-support");
        var error = await worker.ReportedAsync(new { administrationId = dose });
        Assert.Equal((Pupil.ToString(), order.ToString(), PlantedMedicines.Lead.ToString()), (error.Text("pupilId"), error.Text("orderId"), error.Text("givenById")));
        using var lead = await api.ClientAsync("demo-medical-lead");
        Assert.Equal(("reviewer-is-giver", HttpStatusCode.UnprocessableEntity), await RefusalAsync(lead, error, "start-review"));
        using var head = await api.ClientAsync("demo-head");
        error = await head.ErrorDoneAsync(error, "start-review");
        Assert.Equal(TestData.StaffOf("demo-head").ToString(), error.Text("reviewedById"));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.PatchAsync($"{Url}/{error.Id}", new { harm = "low" }, error.ETag)).Status);
    }

    [Fact]
    public async Task What_a_report_names_belongs_together()
    {
        var planted = new PlantedMedicines(api.Database);
        var (one, other) = (await planted.OrderAsync(Pupil, "2026-09-02T08:00Z"), await planted.OrderAsync(TestData.OakPupils[1], "2026-09-02T08:00Z"));
        var (dose, stock, far) = (await planted.SayAsync(one, Pupil, "given", "2026-11-18T12:00Z"), await planted.StockAsync(null, null, 100, "2027-01-31"),
            await planted.OrderAsync(TestData.BeechPupils[0], "2026-09-02T08:00Z", school: TestData.Beech));
        using var client = await api.ClientAsync("demo-medical-lead");
        Assert.Equal(("links-disagree", "/orderId"), await FaultAsync(client, new { administrationId = dose, orderId = other }));
        Assert.Equal(("links-disagree", "/orderId"), await FaultAsync(client, new { pupilId = Pupil, orderId = other }));
        Assert.Equal(("links-disagree", "/administrationId"), await FaultAsync(client, new { pupilId = TestData.OakPupils[1], administrationId = dose }));
        Assert.Equal(("unknown-reference", "/orderId"), await FaultAsync(client, new { orderId = far }));
        Assert.Equal(("unknown-reference", "/pupilId"), await FaultAsync(client, new { pupilId = TestData.BeechPupils[0] }));
        Assert.Equal(("unknown-reference", "/schoolId"), await FaultAsync(client, new { schoolId = TestData.Beech }));
        Assert.Equal(("unknown-reference", "/givenById"), await FaultAsync(client, new { givenById = TestData.StaffOf("far-support") }));
        Assert.Equal(("error-in-the-future", "/occurredAt"), await FaultAsync(client, new { occurredAt = "2026-11-23T09:36:00Z" }));
        var ofStock = await client.ReportedAsync(new { stockId = stock, kind = "stock_discrepancy" });
        Assert.Null(ofStock.Json["pupilId"]);
        Assert.Equal("review_medicine_error", await TextAsync("SELECT string_agg(kind, ',') FROM work_tasks WHERE source_id = $1", ofStock.Id));
        Assert.Equal(("no-pupil-named", HttpStatusCode.UnprocessableEntity), await RefusalAsync(client, ofStock, "parent-contact", new { notToldReason = "No" }));
        Assert.Equal("closed", (await client.ClosedAsync(ofStock, "not_an_error")).Text("status"));
    }

    [Fact]
    public async Task A_parent_was_told_or_there_is_a_reason()
    {
        using var client = await api.ClientAsync("demo-medical-lead");
        var error = await client.ReportedAsync(new { pupilId = Pupil, isNearMiss = true });
        Assert.Null(await TaskAsync(error, "tell_parent_of_medicine_error"));
        Assert.Equal(("told-or-reason", HttpStatusCode.UnprocessableEntity), await RefusalAsync(client, error, "parent-contact", new { toldAt = "2026-11-23T09:20:00Z" }));
        Assert.Equal(("told-before-the-error", HttpStatusCode.UnprocessableEntity), await RefusalAsync(client, error, "parent-contact", new { toldAt = "2026-11-23T08:20:00Z", how = "phone" }));
        Assert.Equal("It reached nobody.", (await client.ErrorDoneAsync(error, "parent-contact", new { notToldReason = "It reached nobody." })).Text("parentNotToldReason"));
    }

    [Fact]
    public async Task Versions_and_preconditions_hold_and_a_key_makes_one_report()
    {
        using var client = await api.ClientAsync("demo-medical-lead");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsync(Url, Report(new { pupilId = Pupil }), key: "one-report")));
        Assert.Single(answers.Select(a => a.Text("id")).Distinct());
        Assert.Equal(2L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_id = $1", answers[0].Id));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.PostAsync($"{Url}/{answers[0].Id}/start-review", new { })).Status);
        await client.ErrorDoneAsync(answers[0], "start-review");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.ErrorDoAsync(answers[0], "start-review", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"{Url}/{Guid.NewGuid()}/close", new { }, "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Url, Report(new { kind = "my_fault" }))).Status);
    }

    private static async Task<(string?, HttpStatusCode)> RefusalAsync(HttpClient client, Answer error, string action, object? body = null)
    {
        var answer = await client.ErrorDoAsync(error, action, body ?? new { });
        return (answer.Code, answer.Status);
    }

    private static async Task<(string?, string)> FaultAsync(HttpClient client, object with)
    {
        var answer = Done(await client.PostAsync(Url, Report(with)), 422);
        return (answer.Code, answer.Json["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    private Task<string?> TaskAsync(Answer error, string kind) =>
        api.Database.ScalarAsync<string>("SELECT string_agg(status, ',' ORDER BY recorded_at) FROM work_tasks WHERE source_id = $1 AND kind = $2", error.Id, kind);

    private Task<string?> TextAsync(string sql, Guid id) => api.Database.ScalarAsync<string>(sql, id);
}
