using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string PlanTemplates = "/v1/plan-templates";

    private static IEnumerable<Sample> PlanTemplateSamples() =>
    [
        Write("draftPlanTemplate", "demo-pastoral", w => Call.Post(PlanTemplates, Template(w))),
        Write("draftPlanTemplate", "demo-pastoral", w => Call.Post(PlanTemplates, RiskTemplate(w))),
        Write("editPlanTemplate", "demo-pastoral", async w =>
        {
            var edit = Template(w);
            edit.Remove("type");
            return Call.Patch($"{PlanTemplates}/{(await TemplateAsync(w)).Id}", edit, "\"1\"");
        }),
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

    /// <summary>Of a risk assessment of an activity of its own, so that no plan stands in another's way.</summary>
    private static JsonObject RiskTemplate(World world)
    {
        var body = Template(world);
        body["type"] = "risk_assessment";
        body["details"] = Bodies.Node(new
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
        });
        return body;
    }

    private static Task<Answer> TemplateAsync(World world) => world.DoneAsync("demo-pastoral", Call.Post(PlanTemplates, Template(world)));

    private static Task<Guid> PublishedAsync(World world) => PublishedAsync(world, RiskTemplate(world));

    private static async Task<Guid> PublishedAsync(World world, JsonObject template)
    {
        var made = await world.DoneAsync("demo-pastoral", Call.Post(PlanTemplates, template));
        await world.DoneAsync("demo-pastoral", Call.Post($"{PlanTemplates}/{made.Id}/publish", new { }, "\"1\""));
        return made.Id;
    }
}
