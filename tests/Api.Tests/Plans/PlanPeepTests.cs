using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanRequests;
using static PupilSupport.TestSupport.TestData;

namespace PupilSupport.Api.Tests.Plans;

/// <summary>Evacuation plans: whom they name, and what makes them due for review. The clock stands at Monday 23 November 2026.</summary>
public class PlanPeepTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Whoever_helps_a_pupil_out_signs_and_is_trained_or_the_plan_in_force_says_who_has_not()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        using var support = await api.ClientAsync("demo-support");
        using var teacher = await api.ClientAsync("demo-teacher");
        var own = new { @as = "evacuation_assistant", method = "own_token" };
        var (helper, deputy) = (StaffOf("demo-support"), StaffOf("demo-teacher"));
        var plan = await senco.DraftedAsync(OakPupils[3], Peep(helper, deputy));
        Assert.Empty(Findings(plan));
        plan = await senco.ThenAsync(plan, "request-approval");
        Assert.Equal("signatory-role", (await senco.PostAsync($"{Url}/{plan.Id}/signatures", own)).Code);
        Assert.Equal("signatory-method", (await senco.PostAsync($"{Url}/{plan.Id}/signatures", new { @as = "evacuation_assistant", method = "attested" })).Code);
        Assert.Equal(201, (int)(await support.PostAsync($"{Url}/{plan.Id}/signatures", own)).Status);

        // In force all the same, with a task for its key adult.
        plan = await head.ThenAsync(await senco.ReadAsync($"{Url}/{plan.Id}"), "approve");
        Assert.Equal([$"assistant-not-signed {deputy}", $"assistant-not-trained {helper}", $"assistant-not-trained {deputy}"], Findings(plan));
        Assert.Equal("open", await TaskAsync(plan.Id, "prepare_plan_assistants"));
        Assert.Equal(201, (int)(await teacher.PostAsync($"{Url}/{plan.Id}/signatures", own)).Status);
        Assert.Equal("open", await TaskAsync(plan.Id, "prepare_plan_assistants"));

        // Trained yesterday for the deputy; for the helper it ran out the day before.
        foreach (var (staff, from, until) in new[] { (deputy, "2026-11-22", "2027-11-22"), (helper, "2025-11-20", "2026-11-20") })
        {
            await api.Database.ExecuteAsync(
                """
                INSERT INTO training_records (trust_id, id, version, recorded_at, updated_at, school_id, staff_id, type, status, completed_on, expiring_from, expires_on)
                SELECT trust_id, gen_random_uuid(), 1, now(), now(), school_id, $2, 'evacuation', 'completed', $3::text::date, $3::text::date, $4::text::date FROM plans WHERE id = $1
                """, plan.Id, staff, from, until);
        }

        Assert.Equal([$"assistant-not-trained {helper}"], Findings(await senco.ReadAsync($"{Url}/{plan.Id}")));
        await api.Database.ExecuteAsync("UPDATE training_records SET expires_on = '2026-11-23' WHERE type = 'evacuation' AND staff_id = $1", helper);
        Assert.Empty(Findings(await senco.ReadAsync($"{Url}/{plan.Id}")));
    }

    [Fact]
    public async Task An_evacuation_plan_is_reviewed_again_when_class_staff_or_condition_change()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var helper = StaffOf("demo-support");
        var (told, moved) = (await senco.ActiveAsync(head, OakPupils[4], Peep(helper)), await senco.ActiveAsync(head, OakPupils[5], Peep(helper)));
        object Change(string kind) => new { kind, occurredOn = "2026-11-23", note = "A cast on her leg" };
        Assert.Equal("review-trigger-not-applicable", (await senco.TryAsync(told, "review-triggers", Change("injury"))).Code);
        Assert.Equal("review-trigger-not-applicable", (await senco.TryAsync(await senco.ActiveAsync(head, OakPupils[4], Risk("Swimming")), "review-triggers", Change("room_change"))).Code);
        var trigger = await senco.TryAsync(told, "review-triggers", Change("condition_change"));
        Assert.Equal(("2026-11-30", StaffOf("demo-senco").ToString()), (trigger.Text("reviewDueOn"), trigger.Text("reportedById")));

        // The roster tells of another class, once; and of whoever has left, and that is a finding too.
        await api.Database.ExecuteAsync("UPDATE plan_cycles SET started_on = '2026-11-02' WHERE plan_id = $1", moved.Id);
        await api.Database.ExecuteAsync("UPDATE plans SET cycle_started_on = '2026-11-02' WHERE id = $1", moved.Id);
        await api.Database.ExecuteAsync("INSERT INTO class_members (trust_id, class_id, pupil_id, starts_on) VALUES ($1, $2, $3, '2026-11-16')", Oakfield, OakClass, OakPupils[5]);
        await api.SweepTasksAsync("2026-11-23T12:10:00Z");
        await api.SweepTasksAsync("2026-11-23T13:10:00Z");
        using var again = await api.ClientAsync("demo-senco");
        Assert.Equal("2026-11-30", (await again.ReadAsync($"{Url}/{moved.Id}")).Text("reviewDueOn"));
        Assert.Equal("room_change 2026-11-23", await TriggersAsync(moved.Id));
        Assert.Equal("condition_change 2026-11-23", await TriggersAsync(told.Id));
        Assert.Equal("open", await TaskAsync(moved.Id, "review_plan"));
        Assert.Equal("open", await TaskAsync(moved.Id, "prepare_plan_assistants"));

        // Whoever has left since is a change of its own.
        await api.Database.ExecuteAsync("UPDATE staff_assignments SET ends_on = '2026-11-20' WHERE staff_id = $1", helper);
        await api.SweepTasksAsync("2026-11-23T14:10:00Z");
        Assert.Equal("room_change 2026-11-23, staff_change 2026-11-23", await TriggersAsync(moved.Id));
        Assert.Equal("condition_change 2026-11-23", await TriggersAsync(told.Id));
        using var later = await api.ClientAsync("demo-senco");
        Assert.Contains($"assistant-left {helper}", Findings(await later.ReadAsync($"{Url}/{moved.Id}")));
        await api.Database.ExecuteAsync("UPDATE staff_assignments SET ends_on = NULL WHERE staff_id = $1", helper);
    }

    private static object Peep(params Guid[] assistants) => new
    {
        type = "peep",
        details = new { peep = new { needs = "Wheelchair", assistants = assistants.Select(a => new { staffId = a }), routes = new[] { new { fromPlace = "Hall", way = "By the ramp" } } } },
    };

    private static IEnumerable<string> Findings(Answer plan) => plan.Json["findings"]!.AsArray().Select(f => $"{f!["code"]} {f["staffId"]}");

    private Task<string?> TriggersAsync(Guid plan) => api.Database.ScalarAsync<string>(
        "SELECT string_agg(kind || ' ' || occurred_on, ', ' ORDER BY kind) FROM plan_review_triggers WHERE plan_id = $1", plan);

    private Task<string?> TaskAsync(Guid plan, string kind) => api.Database.ScalarAsync<string>(
        "SELECT string_agg(status, ' ') FROM work_tasks WHERE source_id = $1 AND kind = $2", plan, kind);
}
