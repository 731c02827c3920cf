using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string PlanTemplates = "/v1/plan-templates";

    private static IEnumerable<Sample> PlanTemplateSamples() =>
    [
        Write("draftPlanTemplate", "demo-pastoral", w => Call.Post(PlanTemplates, Template(w))),
        .. new[] { "reintegration", "risk_assessment", "part_time_timetable", "healthcare", "intimate_care", "peep", "lac_pep", "early_help", "transition" }.Select(type =>
            Write("draftPlanTemplate", "demo-pastoral", w => Call.Post(PlanTemplates, TypedTemplate(w, type)))),
        Write("editPlanTemplate", "demo-pastoral", async w =>
        {
            var edit = Template(w);
            edit.Remove("type");
            return Call.Patch($"{PlanTemplates}/{(await TemplateAsync(w)).Id}", edit, "\"1\"");
        }),
        .. new[] { "reintegration", "risk_assessment", "part_time_timetable", "healthcare", "intimate_care", "peep", "lac_pep", "early_help", "transition" }.Select(type =>
            Write("editPlanTemplate", "demo-pastoral", async w =>
            {
                var made = await w.DoneAsync("demo-pastoral", Call.Post(PlanTemplates, TypedTemplate(w, type)));
                return Call.Patch($"{PlanTemplates}/{made.Id}", new JsonObject { ["details"] = TypedTemplate(w, type)["details"]!.DeepClone() }, "\"1\"");
            })),
        Write("publishPlanTemplate", "demo-pastoral", async w => Call.Post($"{PlanTemplates}/{(await TemplateAsync(w)).Id}/publish", new { }, "\"1\"")),
        Write("archivePlanTemplate", "demo-pastoral", async w => Call.Post($"{PlanTemplates}/{(await TemplateAsync(w)).Id}/archive", new { }, "\"1\"")),
        Read("listPlanTemplates", "demo-support", PlanTemplates),
        new("getPlanTemplate", "demo-support", async w => Call.Get($"{PlanTemplates}/{(await TemplateAsync(w)).Id}")),
        new("getPlanTemplateVersion", "demo-support", async w => Call.Get($"{PlanTemplates}/{await PublishedAsync(w)}/versions/1")),
        Write("draftCohortPlans", "demo-pastoral", async w => Call.Post($"{Plans}/bulk", new
        {
            schoolId = Oak,
            templateId = await PublishedAsync(w),
            pupilIds = new[] { TestData.OakPupils[0] },
            startsOn = "2026-11-23",
            ownerId = Me,
        }) with { NeedsKey = true }),
    ];

    /// <summary>Every text that a template can hold.</summary>
    private static JsonObject Template(World world) => Bodies.Node(new
    {
        type = "pastoral_support",
        name = world.Text("name"),
        titlePattern = "Calm mornings for {givenName}",
        endsAfterDays = 84,
        needArea = "semh",
        summary = world.Text("summary"),
        targets = new[]
        {
            new
            {
                text = world.Text("target"),
                measure = world.Text("measure"),
                dueAfterDays = 42,
                strategies = new[] { world.Text("strategy") },
                actions = new[] { new { text = world.Text("action"), byName = world.Text("name"), frequency = world.Text("frequency") } },
            },
        },
        provisions = new[] { new { text = world.Text("provision"), minutesPerWeek = 30, role = "support_worker" } },
    });

    private static JsonObject TypedTemplate(World world, string type)
    {
        var body = Template(world);
        body["type"] = type;
        body["endsAfterDays"] = 28;
        body["targets"] = new JsonArray();
        body["details"] = Bodies.Node(type switch
        {
            "reintegration" => new { reintegration = new { aimAfterDays = 21, steps = new[] { new { afterDays = 0, sessionsPerDay = 1, note = world.Text("note") } } } },
            "risk_assessment" => new
            {
                riskAssessment = new
                {
                    activity = world.Text("activity"),
                    rows = new[]
                    {
                        new
                        {
                            hazard = world.Text("hazard"), atRisk = world.Text("who"), likelihoodBefore = 3, severityBefore = 4, likelihoodAfter = 4, severityAfter = 4,
                            controls = new[] { world.Text("control") }, justification = world.Text("reason"),
                        },
                    },
                },
            },
            "part_time_timetable" => new
            {
                partTimeTimetable = new { reason = "medical", explanation = world.Text("explanation"), days = new[] { new { weekday = "monday", morning = true, afternoon = false } } },
            },
            "healthcare" => new
            {
                healthcare = new
                {
                    condition = world.Text("condition"),
                    needs = world.Text("needs"),
                    dailyCare = world.Text("care"),
                    learningSupport = world.Text("support"),
                    tripArrangements = world.Text("trips"),
                    emergency = world.Text("emergency"),
                    emergencyAction = world.Text("action"),
                    training = new[] { world.Text("training") },
                },
            },
            "intimate_care" => new
            {
                intimateCare = new
                {
                    procedures = new[] { new { text = world.Text("procedure"), where = world.Text("place"), frequency = world.Text("often"), independence = world.Text("alone") } },
                    twoAdults = true,
                    equipment = new[] { world.Text("equipment") },
                },
            },
            "lac_pep" => new { lacPep = new { virtualSchool = world.Text("school"), attainment = new[] { new { subject = world.Text("subject"), now = world.Text("now"), aim = world.Text("aim") } } } },
            "early_help" => new
            {
                earlyHelp = new { agencies = new[] { new { who = new { name = world.Text("name"), organisation = world.Text("hub"), phone = "020 7946 0188" }, does = world.Text("does") } } },
            },
            "transition" => (object)new
            {
                transition = new { kind = "school", toName = world.Text("school"), visits = new[] { new { afterDays = 20, text = world.Text("visit") } }, handOver = world.Text("hand over") },
            },
            _ => new
            {
                peep = new
                {
                    equipment = new[] { new { text = world.Text("chair"), keptAt = world.Text("place") } },
                    routes = new[] { new { fromPlace = world.Text("place"), way = world.Text("way"), refuge = world.Text("refuge") } },
                    assemblyPoint = world.Text("place"),
                },
            },
        });
        return body;
    }

    private static Task<Answer> TemplateAsync(World world) => world.DoneAsync("demo-pastoral", Call.Post(PlanTemplates, Template(world)));

    /// <summary>Of a risk assessment of an activity of its own, so that no plan stands in another's way.</summary>
    private static Task<Guid> PublishedAsync(World world) => PublishedAsync(world, TypedTemplate(world, "risk_assessment"));

    private static async Task<Guid> PublishedAsync(World world, JsonObject template)
    {
        var made = await world.DoneAsync("demo-pastoral", Call.Post(PlanTemplates, template));
        await world.DoneAsync("demo-pastoral", Call.Post($"{PlanTemplates}/{made.Id}/publish", new { }, "\"1\""));
        return made.Id;
    }
}
