using System.Net;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Training.TrainingRequests;

namespace PupilSupport.Api.Tests.Training;

public class TrainingLifeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Training_is_booked_revised_completed_and_revoked()
    {
        using var client = await api.ClientAsync("demo-medical-lead");
        var record = await client.TrainedAsync(Booking("2026-11-20"));
        Assert.Equal(("booked", "revise complete cancel", TestData.StaffOf("demo-medical-lead").ToString()), (record.Text("status"), record.Json.Actions(), record.Text("recordedById")));
        Assert.Equal($"{Url}/{record.Id}", record.Raw.Headers.Location!.ToString());
        record = await client.PatchAsync($"{Url}/{record.Id}", new { bookedFor = "2026-11-21", provider = "School nurses" }, record.ETag);
        Assert.Equal(("2026-11-21", "School nurses"), (record.Text("bookedFor"), record.Text("provider")));
        record = await client.TrainingDoAsync(record, "complete", new { completedOn = "2026-11-21", certificateNumber = "A-1" });
        Assert.Equal(("completed", "2027-11-21", "2027-09-22", "revoke"), (record.Text("status"), record.Text("expiresOn"), record.Text("expiringFrom"), record.Json.Actions()));
        record = await client.TrainingDoAsync(record, "revoke", new { reason = "canary-of-revocation" });
        Assert.Equal(("revoked", "2026-11-23", ""), (record.Text("status"), record.Text("revokedOn"), record.Json.Actions()));
        Assert.Equal(
            "training_record.record,training_record.revise,training_record.complete,training_record.revoke",
            await api.Database.ScalarAsync<string>("SELECT string_agg(action, ',' ORDER BY record_version) FROM audit_entries WHERE record_id = $1", record.Id));
        Assert.Equal(4L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1 AND type = 'training_record'", record.Id));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries a WHERE a.changes LIKE '%canary-of-revocation%'"));
    }

    [Theory]
    [InlineData("2026-11-20", "expiresOn", "2028-01-01", "expires-too-late")]
    [InlineData("2026-11-20", "expiresOn", "2026-11-19", "expires-before-completion")]
    [InlineData("2026-11-24", "note", "Tomorrow", "training-not-yet")]
    [InlineData("2026-11-20", "bookedFor", "2026-11-20", "booked-or-completed")]
    public async Task What_cannot_be_is_refused(string completedOn, string member, string value, string code)
    {
        using var client = await api.ClientAsync("demo-head");
        var body = new Dictionary<string, object> { ["schoolId"] = TestData.Oak, ["staffId"] = Worker, ["type"] = "asthma", ["completedOn"] = completedOn, [member] = value };
        var answer = await client.PostAsync(Url, body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_booking_has_neither_certificate_nor_end()
    {
        using var client = await api.ClientAsync("demo-head");
        var answer = await client.PostAsync(Url, new { schoolId = TestData.Oak, staffId = Worker, type = "prevent", bookedFor = "2026-12-01", certificateNumber = "1" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "only-when-completed", "/certificateNumber"), (answer.Status, answer.Code, answer.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Url, new { schoolId = TestData.Oak, staffId = Worker, type = "juggling", bookedFor = "2026-12-01" })).Status);
    }

    [Fact]
    public async Task The_same_course_is_recorded_once_however_many_do_so_at_once()
    {
        using var client = await api.ClientAsync("demo-medical-lead");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.PostAsync(Url, Completed("2026-10-01", "diabetes"))));
        Assert.Equal(1, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal((HttpStatusCode.Conflict, "training-exists"), (a.Status, a.Code)));
        var same = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.PostAsync(Url, Completed("2026-10-02", "diabetes"), key: "one-course")));
        Assert.Single(same.Select(a => a.Text("id")).Distinct());
    }

    [Fact]
    public async Task States_versions_and_preconditions_hold()
    {
        using var client = await api.ClientAsync("demo-medical-lead");
        var record = await client.TrainedAsync(Booking("2026-11-30", "epilepsy"));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.PostAsync($"{Url}/{record.Id}/cancel", new { reason = "x" })).Status);
        var cancelled = await client.TrainingDoAsync(record, "cancel", new { reason = "Called off" });
        Assert.Equal("cancelled", cancelled.Text("status"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.TrainingDoAsync(record, "complete", new { completedOn = "2026-11-23" })).Status);
        var refused = await client.TrainingDoAsync(cancelled, "complete", new { completedOn = "2026-11-23" });
        Assert.Equal((HttpStatusCode.Conflict, "invalid-transition"), (refused.Status, refused.Code));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"{Url}/{Guid.NewGuid()}/cancel", new { reason = "x" }, "\"1\"")).Status);
    }

    [Fact]
    public async Task The_policy_of_the_day_of_completion_holds_for_good()
    {
        using (var head = await api.ClientAsync("demo-head"))
        {
            var set = await head.PostAsync("/v1/policy-values", new
            {
                policy = "training",
                schoolId = TestData.Oak,
                effectiveFrom = "2026-12-01",
                value = new { fireWardenMonths = 6 },
                reason = "New insurer",
            });
            Assert.True((int)set.Status == 201, set.ToString());
        }

        using var client = await api.ClientAsync("demo-medical-lead");
        Assert.Equal("2029-11-20", (await client.TrainedAsync(Completed("2026-11-20", "fire_warden"))).Text("expiresOn"));
    }
}
