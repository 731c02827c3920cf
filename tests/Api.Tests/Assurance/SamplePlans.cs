using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Plans = "/v1/plans";

    private static IEnumerable<Sample> PlanSamples() =>
    [
        Write("draftPlan", "demo-pastoral", async w => Call.Post(Plans, await FullPlanAsync(w))),
        .. new[] { "healthcare", "intimate_care", "part_time_timetable", "lac_pep", "early_help", "transition", "peep" }.Select(type =>
            Write("draftPlan", "demo-pastoral", async w => Call.Post(Plans, TypedPlan(w, type, await GivingContactAsync(w))))),
        Write("editPlan", "demo-pastoral", async w =>
        {
            var plan = await PlanAsync(w);
            var edit = await FullPlanAsync(w);
            foreach (var fixedMember in new[] { "schoolId", "pupilId", "type", "supersedesId", "templateId", "templateVersion" })
            {
                edit.Remove(fixedMember);
            }

            edit["targets"]![0]!["id"] = plan.Json["targets"]![0]!["id"]!.DeepClone();
            return Call.Patch($"{Plans}/{plan.Id}", edit, "\"1\"");
        }),
        .. new[] { "healthcare", "intimate_care", "part_time_timetable", "lac_pep", "early_help", "transition", "peep" }.Select(type =>
            Write("editPlan", "demo-pastoral", async w =>
            {
                var plan = await w.DoneAsync("demo-pastoral", Call.Post(Plans, TypedPlan(w, type, await GivingContactAsync(w))));
                var contact = await GivingContactAsync(w);
                var edit = new JsonObject
                {
                    ["summary"] = w.Text("summary"),
                    ["details"] = Details(w, type, contact),
                    ["contributors"] = new JsonArray(Bodies.Node(new { contactId = contact })),
                };
                return Call.Patch($"{Plans}/{plan.Id}", edit, "\"1\"");
            })),
        Read("listPlans", "demo-pastoral", Plans, sensitive: true),
        Seen("getPlan", ""),
        Seen("listPlanVersions", "/versions"),
        Seen("getPlanVersion", "/versions/1"),
        Seen("comparePlanVersions", "/compare?from=1&to=1"),
    ];

    private static IEnumerable<Sample> PlanActions() =>
    [
        PlanStep("requestPlanApproval", "request-approval", null),
        PlanStep("approvePlan", "approve", w => new { comment = w.Text("comment") }, "request-approval", client: "demo-senco", records: 2),
        PlanStep("rejectPlan", "reject", w => new { comment = w.Text("comment") }, "request-approval", client: "demo-senco", records: 2),
        PlanStep("revisePlan", "revise", null, "request-approval approve"),
        PlanStep("withdrawPlanRevision", "withdraw-revision", w => new { reason = w.Text("reason") }, "request-approval approve revise"),
        PlanStep("startPlanReview", "start-review", null, "request-approval approve"),
        PlanStep("suspendPlan", "suspend", w => new { reason = w.Text("reason") }, "request-approval approve"),
        PlanStep("resumePlan", "resume", null, "request-approval approve suspend"),
        PlanStep("closePlan", "close", w => new { reason = w.Text("reason") }),
        Write("activatePlanInterim", "demo-dsl", async w => Call.Post(
            $"{Plans}/{(await w.DoneAsync("demo-pastoral", Call.Post(Plans, RiskPlan(w)))).Id}/activate-interim", new { reason = w.Text("reason") }, "\"1\""), records: 2),
        Write("signPlan", "demo-pastoral", async w =>
        {
            var plan = await InPlanAsync(w, "request-approval");
            var file = await w.DoneAsync("demo-pastoral", Attach(w, plan, "plan"));
            return Call.Post($"{Plans}/{plan}/signatures", new { @as = "parent", method = "attested", contactId = await GivingContactAsync(w), evidenceAttachmentId = file.Id });
        }),
        Write("signPlan", "demo-pastoral", async w => Call.Post(
            $"{Plans}/{await InPlanAsync(w, "request-approval")}/signatures", new { @as = "other", method = "attested", name = w.Text("name") })),
    ];

    private static IEnumerable<Sample> PlanSignatureSamples() =>
    [
        Write("requestPlanSignature", "demo-pastoral", async w => Call.Post(
            $"{Plans}/{await InPlanAsync(w, "request-approval")}/signature-requests", new { @as = "parent", contactId = await GivingContactAsync(w) }), records: 2),
        Write("revokePlanSignatureRequest", "demo-pastoral", async w =>
        {
            var plan = await InPlanAsync(w, "request-approval");
            var asked = await w.DoneAsync("demo-pastoral", Call.Post($"{Plans}/{plan}/signature-requests", new { @as = "pupil" }));
            return Call.Post($"{Plans}/{plan}/signature-requests/{asked.Id}/revoke", new { });
        }),
        Seen("listPlanSignatureRequests", "/signature-requests"),
    ];

    private static Sample Seen(string operation, string under) =>
        new(operation, "demo-pastoral", async w => Call.Get($"{Plans}/{(await PlanAsync(w)).Id}{under}")) { IsSensitive = true };

    /// <param name="before">What was done to it first.</param>
    private static Sample PlanStep(string operation, string verb, Func<World, object>? body, string before = "", string client = "demo-pastoral", int records = 1) =>
        Write(operation, client, async w =>
        {
            var plan = await InPlanAsync(w, before);
            var version = before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length + 1;
            return Call.Post($"{Plans}/{plan}/{verb}", body?.Invoke(w) ?? new JsonObject(), $"\"{version}\"");
        }, verb == "request-approval" ? 2 : records);

    /// <summary>A plan of demo-pastoral after these steps, approved by demo-senco. Each is of a condition of its own, so that none stands in another's way.</summary>
    private static async Task<Guid> InPlanAsync(World world, string steps)
    {
        var plan = await world.DoneAsync("demo-pastoral", Call.Post(Plans, RiskPlan(world)));
        foreach (var (index, step) in steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            object body = step == "suspend" ? new { reason = world.Text("reason") } : new JsonObject();
            await world.DoneAsync(step == "approve" ? "demo-senco" : "demo-pastoral", Call.Post($"{Plans}/{plan.Id}/{step}", body, $"\"{index + 1}\""));
        }

        return plan.Id;
    }

    private static Task<Answer> PlanAsync(World world) => world.DoneAsync("demo-pastoral", Call.Post(Plans, Bodies.Plan(world, Oak, TestData.OakPupils[0])));

    /// <summary>With everybody and everything that a plan can name.</summary>
    private static async Task<JsonObject> FullPlanAsync(World world)
    {
        var body = Bodies.Plan(world, Oak, TestData.OakPupils[0]);
        var closed = await PlanAsync(world);
        await world.DoneAsync("demo-pastoral", Call.Post($"{Plans}/{closed.Id}/close", new { reason = world.Text("reason") }, "\"1\""));
        body["supersedesId"] = closed.Id.ToString();
        body["templateId"] = await PublishedAsync(world, Template(world));
        body["templateVersion"] = 1;
        body["ownerId"] = Me.ToString();
        body["provisions"] = new JsonArray(Bodies.Node(new { text = world.Text("provision"), minutesPerWeek = 30, role = "support_worker", programmeId = await RunningAsync(world) }));
        body["contributors"] = new JsonArray(Bodies.Node(new { staffId = Me, role = world.Text("role") }), Bodies.Node(new { contactId = await GivingContactAsync(world) }));
        body["targets"]![0]!["actions"] = new JsonArray(Bodies.Node(new { text = world.Text("action"), byStaffId = Me }));
        return body;
    }

    private static JsonObject RiskPlan(World world)
    {
        var body = Bodies.Plan(world, Oak, TestData.OakPupils[0]);
        body["type"] = "risk_assessment";
        body["details"] = Bodies.Node(new
        {
            riskAssessment = new
            {
                activity = world.Text("activity"),
                rows = new[] { new { hazard = world.Text("hazard"), likelihoodBefore = 3, severityBefore = 4, likelihoodAfter = 1, severityAfter = 4, controls = new[] { world.Text("control") } } },
            },
        });
        return body;
    }

    private static JsonObject TypedPlan(World world, string type, Guid contact)
    {
        var body = Bodies.Plan(world, Oak, TestData.OakPupils[0]);
        body["type"] = type;
        body["endsOn"] = "2026-12-18";
        body["details"] = Details(world, type, contact);
        body["contributors"] = new JsonArray(Bodies.Node(new { contactId = contact, role = world.Text("role") }));
        return body;
    }

    private static JsonObject Details(World world, string type, Guid contact)
    {
        var agreed = new { agreedOn = "2026-11-20", contactId = contact };
        return Bodies.Node(type switch
        {
            "healthcare" => new
            {
                healthcare = new
                {
                    condition = world.Text("condition"),
                    needs = world.Text("needs"),
                    responsibleStaffId = Me,
                    familyContactIds = new[] { contact },
                    parentAgreement = agreed,
                    training = new[] { new { what = world.Text("training"), staffId = Me } },
                },
            },
            "intimate_care" => new { intimateCare = new { procedures = new[] { new { text = world.Text("procedure") } }, carerIds = new[] { Me }, parentAgreement = agreed } },
            "part_time_timetable" => new
            {
                partTimeTimetable = new { reason = "medical", explanation = world.Text("explanation"), parentAgreement = agreed, days = new[] { new { weekday = "monday", morning = true, afternoon = false } } },
            },
            "lac_pep" => new { lacPep = new { designatedTeacherId = Me, virtualSchool = world.Text("virtual school") } },
            "early_help" => new { earlyHelp = new { leadStaffId = Me, consent = agreed, strengths = world.Text("strengths") } },
            "transition" => (object)new
            {
                transition = new
                {
                    kind = "school",
                    toSchoolId = Oak,
                    keyAdultThere = world.Text("adult"),
                    buddyId = TestData.OakPupils[1],
                    visits = new[] { new { on = "2026-11-10", text = world.Text("visit"), withStaffId = Me, isDone = true, note = world.Text("note") } },
                },
            },
            _ => new { peep = new { needs = world.Text("needs"), assistants = new[] { new { staffId = Me, task = world.Text("task") } }, routes = new[] { new { fromPlace = world.Text("place"), way = world.Text("way") } } } },
        });
    }
}
