using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private static IEnumerable<Sample> PlanReviewSamples() =>
    [
        Write("recordPlanReview", "demo-pastoral", async w =>
        {
            var plan = await InForceAsync(w);
            var file = await w.DoneAsync("demo-pastoral", Attach(w, plan.Id, "plan"));
            return Call.Post(
                $"{Plans}/{plan.Id}/reviews",
                new
                {
                    reviewedOn = "2026-11-23",
                    attendees = new[] { w.Text("attendee") },
                    parentContact = true,
                    targetOutcomes = new[] { new { targetId = plan.Target, outcome = -1 } },
                    decision = "continue",
                    note = w.Text("note"),
                    evidenceAttachmentIds = new[] { file.Id },
                },
                "\"3\"");
        }, records: 2),
        Write("triggerPlanReview", "demo-pastoral", async w => Call.Post(
            $"{Plans}/{(await InForceAsync(w)).Id}/review-triggers", new { kind = "injury", occurredOn = "2026-11-23", note = w.Text("note") }, "\"3\""), records: 2),
        Write("recordPlanEntry", "demo-pastoral", async w =>
        {
            var plan = await InForceAsync(w);
            var file = await w.DoneAsync("demo-pastoral", Attach(w, plan.Id, "plan"));
            return Call.Post(
                $"{Plans}/{plan.Id}/entries",
                new { kind = "progress", on = "2026-11-23", text = w.Text("text"), targetId = plan.Target, measure = w.Text("measure"), evidenceAttachmentIds = new[] { file.Id } });
        }),
        Write("recordPlanDrill", "demo-pastoral", async w =>
        {
            var plan = await PeepAsync(w);
            var first = await w.DoneAsync("demo-pastoral", Call.Post($"{Plans}/{plan}/drills", Drill(w)));
            var again = Drill(w);
            again["correctsId"] = first.Id.ToString();
            return Call.Post($"{Plans}/{plan}/drills", again);
        }),
        new("listPlanDrills", "demo-pastoral", async w => Call.Get($"{Plans}/{await PeepAsync(w)}/drills")) { IsSensitive = true },
        InForce("listPlanCycles", "/cycles"),
        InForce("getPlanCycle", "/cycles/1"),
        InForce("listPlanEntries", "/entries"),
        Read("getPlanReviewReport", "demo-pastoral", "/v1/reports/plan-reviews", sensitive: true),
        Read("listExpectedMarks", "demo-pastoral", $"/v1/reports/expected-c2-marks?schoolId={Oak}&from=2026-11-23&to=2026-11-27&pupilId={TestData.OakPupils[0]}", sensitive: true),
        Read("getProvisionMap", "demo-pastoral", $"/v1/reports/provision-map?schoolId={Oak}&classId={TestData.OakClass}", sensitive: true),
        Read("getProvisionMapTotals", "demo-pastoral", $"/v1/reports/provision-map/totals?schoolId={Oak}&classId={TestData.OakClass}", sensitive: true),
    ];

    private static Sample InForce(string operation, string under) =>
        new(operation, "demo-pastoral", async w => Call.Get($"{Plans}/{(await InForceAsync(w)).Id}{under}")) { IsSensitive = true };

    private static async Task<(Guid Id, Guid Target)> InForceAsync(World world)
    {
        var plan = await world.DoneAsync("demo-pastoral", Call.Post(Plans, RiskPlan(world)));
        await world.DoneAsync("demo-pastoral", Call.Post($"{Plans}/{plan.Id}/request-approval", new JsonObject(), "\"1\""));
        await world.DoneAsync("demo-senco", Call.Post($"{Plans}/{plan.Id}/approve", new JsonObject(), "\"2\""));
        return (plan.Id, plan.Json["targets"]![0]!["id"]!.GetValue<Guid>());
    }

    private static JsonObject Drill(World world) => Bodies.Node(new
    {
        heldOn = "2026-11-23",
        route = world.Text("route"),
        assistantIds = new[] { Me },
        minutes = 5,
        outcome = "worked_with_problems",
        problems = world.Text("problems"),
    });

    /// <summary>An evacuation plan in force, of a pupil of its own: each has one.</summary>
    private static async Task<Guid> PeepAsync(World world)
    {
        var body = Bodies.Plan(world, Oak, (await PupilAsync(world)).Id);
        body["type"] = "peep";
        body["details"] = Details(world, "peep", default);
        var plan = await world.DoneAsync("demo-pastoral", Call.Post(Plans, body));
        await world.DoneAsync("demo-pastoral", Call.Post($"{Plans}/{plan.Id}/request-approval", new JsonObject(), "\"1\""));
        await world.DoneAsync("demo-senco", Call.Post($"{Plans}/{plan.Id}/approve", new JsonObject(), "\"2\""));
        return plan.Id;
    }
}
