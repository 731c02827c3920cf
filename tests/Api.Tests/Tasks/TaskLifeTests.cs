using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Tasks.TaskRequests;

namespace PupilSupport.Api.Tests.Tasks;

public class TaskLifeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_task_is_made_started_completed_and_reopened()
    {
        using var client = await api.ClientAsync("demo-support");
        var task = await client.TaskAsync(Draft(pupil: TestData.OakPupils[0]));
        Assert.Equal(("manual", "open", "2026-11-26", "pastoral"), (task.Text("kind"), task.Text("status"), task.Text("dueOn"), task.Text("label")));
        Assert.Equal("revise start reassign snooze complete cancel", task.Json.Actions());
        Assert.Equal($"/v1/tasks/{task.Id}", task.Raw.Headers.Location!.ToString());
        task = await client.TaskDoneAsync(task, "start");
        task = await client.TaskDoneAsync(task, "complete");
        Assert.Equal(("done", "reopen", Worker.ToString()), (task.Text("status"), task.Json.Actions(), task.Text("endedById")));
        task = await client.TaskDoneAsync(task, "reopen", new { reason = "It is not settled" });
        Assert.Equal(("open", 4), (task.Text("status"), task.Json["version"]!.GetValue<int>()));
        Assert.Equal(
            "work_task.create,work_task.start,work_task.complete,work_task.reopen It is not settled",
            await api.Database.ScalarAsync<string>(
                "SELECT string_agg(concat_ws(' ', action, reason), ',' ORDER BY record_version) FROM audit_entries WHERE record_id = $1", task.Id));
        Assert.Equal(4L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1 AND type = 'work_task'", task.Id));
    }

    [Fact]
    public async Task A_title_stays_out_of_audit_events_notices_and_logs()
    {
        using var client = await api.ClientAsync("demo-pastoral");
        var task = await client.TaskAsync(Draft(title: "canary-of-the-title"));
        await client.PatchAsync($"{Url}/{task.Id}", new { title = "canary-of-the-title again" }, task.ETag);
        foreach (var table in (string[])["audit_entries", "events", "notices", "accepted_requests"])
        {
            Assert.Equal(0L, await api.Database.ScalarAsync<long>($"SELECT count(*) FROM {table} t WHERE t::text LIKE '%canary-of-the-title%'"));
        }

        Assert.False(api.Logs.Contain("canary-of-the-title"));
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM notices WHERE record_id = $1 AND staff_id = $2 AND kind = 'task_assigned'", task.Id, Worker));
    }

    [Fact]
    public async Task What_the_state_does_not_allow_is_409_with_what_it_does()
    {
        using var client = await api.ClientAsync("demo-support");
        var task = await client.TaskDoneAsync(await client.TaskAsync(Draft()), "complete");
        var answer = await client.TaskDoAsync(task, "start", new { });
        Assert.Equal((HttpStatusCode.Conflict, "invalid-transition", "reopen"), (answer.Status, answer.Code, answer.Json.Actions()));
    }

    [Fact]
    public async Task Versions_and_preconditions_hold()
    {
        using var client = await api.ClientAsync("demo-support");
        var task = await client.TaskAsync(Draft());
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.PostAsync($"{Url}/{task.Id}/start", new { })).Status);
        await client.TaskDoneAsync(task, "start");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.TaskDoAsync(task, "complete", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"{Url}/{Guid.NewGuid()}/start", new { }, "\"1\"")).Status);
    }

    [Fact]
    public async Task The_same_key_makes_one_task()
    {
        using var client = await api.ClientAsync("demo-support");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.PostAsync(Url, Draft(), key: "one-task")));
        Assert.All(answers, a => Assert.Equal(answers[0].Text("id"), a.Text("id")));
    }

    [Theory]
    [InlineData("""{"ownerId":null}""", "task-needs-one-assignee", null)]
    [InlineData("""{"team":"dsl"}""", "task-needs-one-assignee", null)]
    [InlineData("""{"ownerId":null,"team":"auditor"}""", "task-team-has-no-tasks", "/team")]
    [InlineData("""{"ownerId":"01997000-0000-7000-8000-00000000a40f"}""", "task-owner-not-at-school", "/ownerId")]
    [InlineData("""{"dueOn":"2026-11-27"}""", "task-needs-one-due", null)]
    [InlineData("""{"dueInSchoolDays":null}""", "task-needs-one-due", null)]
    [InlineData("""{"dueInSchoolDays":200}""", "calendar-not-configured", "/dueInSchoolDays")]
    [InlineData("""{"dueInSchoolDays":null,"dueOn":"2026-11-22"}""", "task-due-in-the-past", "/dueOn")]
    [InlineData("""{"dueInSchoolDays":null,"dueOn":"2028-12-22"}""", "task-due-too-far", "/dueOn")]
    [InlineData("""{"label":"standard"}""", "task-label-too-low", "/label")]
    [InlineData("""{"pupilId":"01997000-0000-7000-8000-00000000a200"}""", "unknown-reference", "/pupilId")]
    [InlineData("""{"source":{"kind":"support_session","id":"01997000-0000-7000-8000-00000000a200"}}""", "unknown-reference", "/source/id")]
    [InlineData("""{"source":{"kind":"dream","id":"01997000-0000-7000-8000-00000000a200"}}""", "unknown-reference", "/source/id")]
    [InlineData("""{"schoolId":"01997000-0000-7000-8000-00000000a002"}""", "unknown-reference", "/schoolId")]
    public async Task What_the_domain_refuses_is_422(string with, string code, string? pointer)
    {
        using var client = await api.ClientAsync("demo-support");
        var body = System.Text.Json.JsonSerializer.SerializeToNode(Draft())!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(with)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        foreach (var name in body.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            body.Remove(name);
        }

        var answer = await client.PostAsync(Url, body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
        Assert.Equal(pointer, (string?)answer.Json["errors"]?[0]?["pointer"]);
    }

    [Theory]
    [InlineData("snooze", "2026-11-23", "task-pause-ends-too-soon")]
    [InlineData("snooze", "2027-02-22", "task-pause-too-long")]
    [InlineData("exempt", "2028-01-01", "task-pause-too-long")]
    public async Task A_pause_has_its_bounds(string action, string until, string code)
    {
        using var client = await api.ClientAsync("demo-pastoral");
        var answer = await client.TaskDoAsync(await client.TaskAsync(Draft()), action, new { until, reason = "x" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("2026-11-28", "2026-11-27")]
    [InlineData("2027-01-01", "2026-12-18")]
    [InlineData("2026-12-18", "2026-12-18")]
    public async Task A_date_that_is_no_school_day_moves_back(string asked, string due)
    {
        using var client = await api.ClientAsync("demo-support");
        var answer = await client.TaskAsync(new { schoolId = TestData.Oak, title = "x", team = "thrive_lead", dueOn = asked });
        Assert.Equal(due, answer.Text("dueOn"));
        Assert.False(answer.Json["dueIsProvisional"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Revising_counts_the_due_day_anew()
    {
        using var client = await api.ClientAsync("demo-pastoral");
        var task = await client.TaskAsync(Draft());
        task = await client.PatchAsync($"{Url}/{task.Id}", new { priority = "urgent", dueOn = "2026-12-06" }, task.ETag);
        Assert.Equal(("urgent", "2026-12-04", "Ring home"), (task.Text("priority"), task.Text("dueOn"), task.Text("title")));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PatchAsync($"{Url}/{task.Id}", new { title = (string?)null }, task.ETag)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PatchAsync($"{Url}/{task.Id}", new { status = "done" }, task.ETag)).Status);
    }
}
