using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanRequests;
using static PupilSupport.TestSupport.TestData;

namespace PupilSupport.Api.Tests.Plans;

/// <summary>Plans of one type alone. The clock stands at Monday 23 November 2026.</summary>
public class PlanKindsTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly string Marks = $"/v1/reports/expected-c2-marks?schoolId={Oak}";

    [Fact]
    public async Task A_part_time_timetable_tells_the_register_which_sessions_it_leaves_out()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        using var head = await api.ClientAsync("demo-head");
        using var register = await api.ClientAsync("demo-mis");
        var contact = await ContactAsync(OakPupils[0]);
        var plan = await pastoral.ActiveAsync(head, OakPupils[0], new
        {
            type = "part_time_timetable",
            endsOn = "2026-11-30",
            targets = new[] { new { text = "Full days", measure = "Days", baseline = "None", dueOn = "2026-11-30" } },
            details = new
            {
                partTimeTimetable = new
                {
                    reason = "medical",
                    explanation = "After surgery",
                    parentAgreement = new { agreedOn = "2026-11-20", contactId = contact },
                    days = new[] { new { weekday = "monday", morning = true, afternoon = false }, new { weekday = "friday", morning = true, afternoon = true } },
                },
            },
        });
        var week = $"{Marks}&from=2026-11-23&to=2026-12-06";
        var told = (await register.ReadAsync(week)).Json["data"]!.AsArray().Single()!;
        Assert.Equal((OakPupils[0], plan.Id, "C2"), (told["pupilId"]!.GetValue<Guid>(), told["planId"]!.GetValue<Guid>(), told["code"]!.GetValue<string>()));
        Assert.Equal(
            ["2026-11-23 pm", "2026-11-24 am", "2026-11-24 pm", "2026-11-25 am", "2026-11-25 pm", "2026-11-26 am", "2026-11-26 pm", "2026-11-30 pm"],
            told["marks"]!.AsArray().Select(m => $"{m!["on"]} {m["session"]}"));
        Assert.Empty((await register.ReadAsync($"{week}&pupilId={OakPupils[1]}")).Json["data"]!.AsArray());
        foreach (var (client, url, status) in new[]
        {
            ("demo-attendance", week, 200), ("demo-support", week, 403), ("demo-medical-lead", week, 403), ("demo-other-dsl", week, 404), ("far-dsl", week, 404),
            ("demo-mis", $"{Marks}&from=2026-11-23&to=2026-11-22", 400), ("demo-mis", $"{Marks}&from=2026-09-01&to=2026-11-23", 400),
            ("demo-mis", $"{Marks}&from=2027-09-01&to=2027-09-03", 422), ("demo-mis", $"{Marks}&from=2026-11-23", 400),
        })
        {
            using var reader = await api.ClientAsync(client);
            Assert.Equal((client, url, status), (client, url, (int)(await reader.ReadAsync(url)).Status));
        }

        // A revision that is approved early leaves what is in force to its last day.
        var targets = new[] { new { text = "Full days", measure = "Days", baseline = "None", dueOn = "2026-12-18" } };
        plan = await pastoral.ThenAsync(plan, "revise");
        plan = await pastoral.PatchAsync($"{Url}/{plan.Id}", new { startsOn = "2026-12-01", endsOn = "2026-12-18", targets }, plan.ETag);
        plan = await head.ThenAsync(await pastoral.ThenAsync(plan, "request-approval"), "approve");
        Assert.Equal(["2026-11-30 pm", "2026-12-01 am"], (await register.ReadAsync(week)).Json["data"]![0]!["marks"]!.AsArray().Select(m => $"{m!["on"]} {m["session"]}").Skip(7).Take(2));

        // One that takes its place counts its six weeks from 23 November.
        var next = new { type = "part_time_timetable", startsOn = "2026-12-14", supersedesId = plan.Id, targets, details = plan.Json["details"] };
        foreach (var (end, status) in new[] { ("2027-01-04", 422), ("2027-01-03", 201) })
        {
            var body = Body(OakPupils[0], next);
            body["endsOn"] = end;
            Assert.Equal(status, (int)(await pastoral.PostAsync(Url, body)).Status);
        }

        // Whoever asks for approval learns that a day is missing, and no status.
        await api.Database.ExecuteAsync("UPDATE pupils SET sen_provision = 'E' WHERE id = $1", OakPupils[0]);
        using (var dsl = await api.ClientAsync("demo-dsl"))
        {
            var recorded = await dsl.PostAsync("/v1/vulnerability-statuses", new { pupilId = OakPupils[0], kind = "child_in_need", startsOn = "2026-11-01" });
            Assert.True((int)recorded.Status == 201, recorded.ToString());
        }

        var unasked = await pastoral.TryAsync(await pastoral.DraftedAsync(OakPupils[0], Node(next)), "request-approval");
        Assert.Equal("plan-incomplete", unasked.Code);
        Assert.Superset(
            new HashSet<string> { "/details/partTimeTimetable/localAuthorityConsultedOn", "/details/partTimeTimetable/socialWorkerConsultedOn" },
            unasked.Json["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).ToHashSet());
        Assert.DoesNotContain("in_need", unasked.ToString(), StringComparison.Ordinal);

        // What was suspended for days leaves these days out, before and after a resumption.
        plan = await pastoral.ThenAsync(plan, "suspend", new { reason = "In hospital" });
        Assert.NotNull(plan.Json["suspendedAt"]);
        Assert.Empty((await register.ReadAsync(week)).Json["data"]!.AsArray());
        await api.Database.ExecuteAsync("UPDATE plans SET suspended_at = '2026-11-25T10:00:00Z' WHERE id = $1", plan.Id);
        Assert.Equal(["2026-11-23", "2026-11-24"], await DaysAsync(register, week));
        await pastoral.ThenAsync(await pastoral.ReadAsync($"{Url}/{plan.Id}"), "resume");
        await api.Database.ExecuteAsync("UPDATE plan_suspensions SET suspended_at = '2026-11-24T10:00:00Z', ended_at = '2026-11-26T10:00:00Z' WHERE plan_id = $1", plan.Id);
        Assert.Equal(["2026-11-23", "2026-11-26", "2026-11-30"], (await DaysAsync(register, week)).Take(3));
        Assert.Empty(await DaysAsync(register, $"{Marks}&from=2026-11-24&to=2026-11-25"));
    }

    [Fact]
    public async Task The_designated_teacher_signs_a_personal_education_plan_before_its_approval_and_each_review()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var teacher = await api.ClientAsync("demo-teacher");
        using var head = await api.ClientAsync("demo-head");
        var details = new { lacPep = new { designatedTeacherId = StaffOf("demo-teacher") } };
        var silent = await senco.DraftedAsync(OakPupils[1], new { type = "lac_pep", details, views = new { pupilNotGiven = new { kind = "declined", reason = "Did not want to" }, parent = "Yes" } });
        Assert.Equal(("plan-incomplete", "/views/pupil"), Fault(await senco.TryAsync(silent, "request-approval")));
        var plan = await senco.ThenAsync(await senco.DraftedAsync(OakPupils[1], new { type = "lac_pep", details }), "request-approval");
        var refused = await head.TryAsync(plan, "approve");
        Assert.Equal((422, "plan-sign-off-missing", "designated_teacher"), ((int)refused.Status, refused.Code, refused.Text("signatory")));
        var own = new { @as = "designated_teacher", method = "own_token" };
        Assert.Equal("signatory-role", (await senco.PostAsync($"{Url}/{plan.Id}/signatures", own)).Code);
        Assert.Equal(201, (int)(await teacher.PostAsync($"{Url}/{plan.Id}/signatures", own)).Status);
        plan = await head.ThenAsync(await senco.ReadAsync($"{Url}/{plan.Id}"), "approve");
        Assert.Equal("plan-sign-off-missing", (await senco.TryAsync(plan, "reviews", PlanReviewTests.Review(plan, "2026-11-23"))).Code);
        Assert.Equal(201, (int)(await teacher.PostAsync($"{Url}/{plan.Id}/signatures", own)).Status);
        Assert.Equal(409, (int)(await teacher.PostAsync($"{Url}/{plan.Id}/signatures", own)).Status);
        plan = await senco.ReadAsync($"{Url}/{plan.Id}");
        Assert.Equal(201, (int)(await senco.TryAsync(plan, "reviews", PlanReviewTests.Review(plan, "2026-11-23"))).Status);
    }

    [Fact]
    public async Task Drills_are_kept_corrected_once_and_asked_for_when_they_are_due()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        using var teacher = await api.ClientAsync("demo-teacher");
        var plan = await senco.ActiveAsync(head, OakPupils[2], new
        {
            type = "peep",
            details = new { peep = new { needs = "Wheelchair", assistants = new[] { new { staffId = StaffOf("demo-support") } }, routes = new[] { new { fromPlace = "Hall", way = "By the ramp" } } } },
        });
        Assert.Equal("2027-01-04", plan.Text("drillDueOn"));
        var drills = $"{Url}/{plan.Id}/drills";
        var first = await senco.PostAsync(drills, Drill());
        Assert.True((int)first.Status == 201, first.ToString());
        Assert.Equal("2027-11-22", (await senco.ReadAsync($"{Url}/{plan.Id}")).Text("drillDueOn"));
        var wrong = await senco.PostAsync(drills, Drill(new { outcome = "not_held", problems = "Another class", correctsId = first.Id }));
        Assert.Equal(201, (int)wrong.Status);
        Assert.Equal(2, (await senco.ReadAsync(drills)).Json["data"]!.AsArray().Count);
        foreach (var (told, status, fault) in new[]
        {
            (Drill(new { correctsId = first.Id }), 409, ("drill-corrected-already", (string?)null)),
            (Drill(new { heldOn = "2026-11-24" }), 422, ("drill-outside-plan", "/heldOn")),
            (Drill(new { outcome = "failed" }), 422, ("drill-problems-missing", "/problems")),
            (Drill(new { assistantIds = new[] { StaffOf("far-support") } }), 422, ("unknown-reference", "/assistantIds/0")),
        })
        {
            var answer = await senco.PostAsync(drills, told);
            Assert.Equal((status, fault), ((int)answer.Status, (answer.Code!, At(answer))));
        }

        Assert.Equal(400, (int)(await senco.PostAsync(drills, Drill(new { outcome = "perfect" }))).Status);
        Assert.Equal(403, (int)(await teacher.PostAsync(drills, Drill())).Status);
        Assert.Equal(404, (int)(await senco.PostAsync($"{Url}/{Guid.NewGuid()}/drills", Drill())).Status);
        var chronology = await senco.ReadAsync($"/v1/pupils/{OakPupils[2]}/chronology");
        Assert.Contains(chronology.Json["data"]!.AsArray(), e => e!["kind"]!.GetValue<string>() == "plan_drill");

        // Two weeks before it is due, once; a drill ends the task and moves the day.
        Assert.Empty((await senco.ReadAsync($"{Url}?isDrillOverdue=true")).Json["data"]!.AsArray());
        await api.Database.ExecuteAsync("UPDATE plans SET drill_due_on = '2026-11-20' WHERE id = $1", plan.Id);
        await api.SweepTasksAsync("2026-11-23T10:10:00Z");
        await api.SweepTasksAsync("2026-11-23T11:10:00Z");
        Assert.Equal("open", await TaskAsync(plan.Id));
        using var again = await api.ClientAsync("demo-senco");
        Assert.Equal([plan.Id], (await again.ReadAsync($"{Url}?isDrillOverdue=true")).Json["data"]!.AsArray().Select(p => p!["id"]!.GetValue<Guid>()));
        var report = (await again.ReadAsync($"/v1/reports/plan-reviews?schoolId={Oak}")).Json["data"]!.AsArray();
        var row = report.Single(r => r!["pupilId"]!.GetValue<Guid>() == OakPupils[2])!;
        Assert.Equal(("2026-11-20", true, 0), (row["drillDueOn"]!.GetValue<string>(), row["isDrillOverdue"]!.GetValue<bool>(), row["required"]!.GetValue<int>()));
        Assert.Equal(201, (int)(await again.PostAsync(drills, Drill())).Status);
        Assert.DoesNotContain((await again.ReadAsync("/v1/reports/plan-reviews")).Json["data"]!.AsArray(), r => r!["pupilId"]!.GetValue<Guid>() == OakPupils[2]);
        Assert.Equal("done", await TaskAsync(plan.Id));
        var after = await again.ReadAsync($"{Url}/{plan.Id}");
        Assert.Equal("2027-11-22", after.Text("drillDueOn"));
        Assert.Empty((await again.ReadAsync($"{Url}?isDrillOverdue=true")).Json["data"]!.AsArray());
    }

    private static async Task<IEnumerable<string>> DaysAsync(HttpClient register, string url) =>
        (await register.ReadAsync(url)).Json["data"]!.AsArray().SelectMany(p => p!["marks"]!.AsArray()).Select(m => m!["on"]!.GetValue<string>()).Distinct();

    private static JsonObject Drill(object? with = null)
    {
        var body = Node(new { heldOn = "2026-11-23", route = "Hall", assistantIds = new[] { StaffOf("demo-support") }, minutes = 4, outcome = "worked" });
        foreach (var (name, value) in with is null ? [] : Node(with))
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    private Task<string?> TaskAsync(Guid plan) => api.Database.ScalarAsync<string>(
        "SELECT string_agg(status, ' ') FROM work_tasks WHERE source_id = $1 AND kind = 'hold_plan_drill'", plan);

    private async Task<Guid> ContactAsync(Guid pupil)
    {
        using var office = await api.ClientAsync("demo-office");
        var made = await office.PostAsync($"/v1/pupils/{pupil}/contacts", new { givenName = "Nora", familyName = "Jones", relationship = "mother", priority = 1, parentalResponsibility = "person" });
        Assert.True((int)made.Status == 201, made.ToString());
        return made.Id;
    }

    private static string? At(Answer answer) => answer.Json["errors"]?[0]?["pointer"]?.GetValue<string>();

    private static (string?, string?) Fault(Answer answer) => (answer.Code, At(answer));
}
