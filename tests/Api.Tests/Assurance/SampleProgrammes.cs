using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Programmes = "/v1/support-programmes";

    private static IEnumerable<Sample> ProgrammeSamples() =>
    [
        Write("proposeSupportProgramme", "demo-pastoral", w => Call.Post(Programmes, Proposal(w))),
        Write("reviseSupportProgramme", "demo-pastoral", async w => Call.Patch(
            await ProgrammeAsync(w), new { purpose = w.Text("purpose"), pupilIds = new[] { TestData.OakPupils[1] } }, "\"1\"")),
        ProgrammeAction("wait", null),
        ProgrammeAction("allocate", _ => new { practitionerId = Colleague }, isAllocated: false),
        ProgrammeAction("hand-over", w => new { practitionerId = Colleague, note = w.Text("note") }),
        ProgrammeAction("activate", null, before: "wait"),
        ProgrammeAction("pause", null, before: "wait activate"),
        ProgrammeAction("pause", w => new { cancelReason = w.Text("reason") }, before: "wait activate"),
        ProgrammeAction("resume", null, before: "wait activate pause"),
        ProgrammeAction("complete", w => new { noMeasureReason = w.Text("reason") }, before: "wait activate"),
        Measured(id => new { endAssessmentId = id }),
        Measured(id => new { endAssessmentIds = new[] { id } }),
        ProgrammeAction("withdraw", w => new { reason = w.Text("reason") }),
        Write("approveSupportProgrammeExtension", "demo-senco", async w => Call.Post(
            await ProgrammeAsync(w) + "/approve-extension", new { sessions = 15, reason = w.Text("reason") }, "\"1\"")),
        Read("listSupportProgrammes", "demo-support", Programmes, sensitive: true),
        new("getSupportProgramme", "demo-pastoral", async w => Call.Get(await ProgrammeAsync(w))) { IsSensitive = true },
        new("getSupportProgrammeDelivery", "demo-pastoral", async w => Call.Get(await ProgrammeAsync(w) + "/delivery")) { IsSensitive = true },
        Read("getWaitingListReport", "demo-pastoral", "/v1/reports/waiting-list", sensitive: true),
        Read("getStaffCaseload", "demo-pastoral", $"/v1/staff/{Me}/caseload", sensitive: true),
    ];

    /// <param name="before">What was done to it first.</param>
    private static Sample ProgrammeAction(string verb, Func<World, object>? body, string before = "", bool isAllocated = true)
    {
        var operation = string.Concat(verb.Split('-').Select((p, i) => i == 0 ? p : char.ToUpperInvariant(p[0]) + p[1..])) + "SupportProgramme";
        return Write(operation, "demo-pastoral", async w =>
        {
            var url = await ProgrammeAsync(w, isAllocated);
            var done = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var (index, step) in done.Index())
            {
                await w.DoneAsync("demo-pastoral", Call.Post($"{url}/{step}", new JsonObject(), $"\"{index + 1}\""));
            }

            return Call.Post($"{url}/{verb}", body?.Invoke(w) ?? new JsonObject(), $"\"{done.Length + 1}\"");
        });
    }

    /// <summary>A programme that ends with a measure of its pupil.</summary>
    private static Sample Measured(Func<Guid, object> body) => Write("completeSupportProgramme", "demo-pastoral", async w =>
    {
        var url = await ProgrammeAsync(w);
        await w.DoneAsync("demo-pastoral", Call.Post($"{url}/wait", new JsonObject(), "\"1\""));
        await w.DoneAsync("demo-pastoral", Call.Post($"{url}/activate", new JsonObject(), "\"2\""));
        return Call.Post($"{url}/complete", body(await w.Database.AssessedAsync(TestData.OakPupils[0], Me, "2026-11-23")), "\"3\"");
    });

    /// <summary>A programme of demo-support that has run since before every slot, for one-to-one sessions.</summary>
    private static async Task<Guid> RunningAsync(World world)
    {
        var proposal = Proposal(world);
        proposal["kind"] = "thrive";
        var id = (await world.DoneAsync("demo-pastoral", Call.Post(Programmes, proposal))).Id;
        await world.DoneAsync("demo-pastoral", Call.Post($"{Programmes}/{id}/wait", new JsonObject(), "\"1\""));
        await world.DoneAsync("demo-pastoral", Call.Post($"{Programmes}/{id}/activate", new JsonObject(), "\"2\""));
        await world.Database.ExecuteAsync("UPDATE support_programmes SET started_on = '2026-11-16' WHERE id = $1", id);
        await world.Database.ExecuteAsync("UPDATE support_programme_pupils SET joined_on = '2026-11-16' WHERE support_programme_id = $1", id);
        return id;
    }

    private static JsonObject Proposal(World world, bool isAllocated = true)
    {
        var body = Bodies.Node(new
        {
            schoolId = Oak,
            kind = "elsa",
            pupilIds = new[] { TestData.OakPupils[0] },
            practitionerId = Me,
            targetSessions = 6,
            minutesPerWeek = 30,
            priority = "routine",
            purpose = world.Text("purpose"),
            entryInstrument = "sdq_teacher",
        });
        if (!isAllocated)
        {
            body.Remove("practitionerId");
        }

        return body;
    }

    /// <summary>The address of a new programme of demo-support.</summary>
    private static async Task<string> ProgrammeAsync(World world, bool isAllocated = true) =>
        $"{Programmes}/{(await world.DoneAsync("demo-pastoral", Call.Post(Programmes, Proposal(world, isAllocated)))).Id}";
}
