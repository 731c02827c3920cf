using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Tasks = "/v1/tasks";

    private static IEnumerable<Sample> TaskSamples() =>
    [
        Write("createTask", "demo-support", w => Call.Post(Tasks, Bodies.Task(w, Oak, Me))),
        Write("createTask", "demo-support", async w => Call.Post(Tasks, new
        {
            schoolId = Oak,
            title = w.Text("task"),
            team = "dsl",
            dueOn = "2026-12-01",
            priority = "high",
            label = "safeguarding",
            pupilId = TestData.OakPupils[0],
            source = new { kind = "support_session", id = (await SessionAsync(w)).Split('/')[^1] },
        })),
        Write("reviseTask", "demo-pastoral", async w => Call.Patch(await TaskAsync(w), new { title = w.Text("task"), dueOn = "2026-11-30" }, "\"1\"")),
        TaskAction("start", "demo-support", _ => new JsonObject()),
        TaskAction("reassign", "demo-support", w => new JsonObject { ["ownerId"] = Colleague.ToString(), ["reason"] = w.Text("reason") }),
        TaskAction("snooze", "demo-support", w => new JsonObject { ["until"] = "2026-11-27", ["reason"] = w.Text("reason") }),
        TaskAction("exempt", "demo-pastoral", w => new JsonObject { ["until"] = "2027-01-11", ["reason"] = w.Text("reason") }),
        TaskAction("complete", "demo-support", _ => new JsonObject()),
        TaskAction("cancel", "demo-pastoral", w => new JsonObject { ["reason"] = w.Text("reason") }),
        Write("reopenTask", "demo-support", async w =>
        {
            var task = await TaskAsync(w);
            await w.DoneAsync("demo-support", Call.Post(task + "/complete", new { }, "\"1\""));
            return Call.Post(task + "/reopen", new { reason = w.Text("reason") }, "\"2\"");
        }),
    ];

    private static IEnumerable<Sample> TaskReads() =>
    [
        Read("listTasks", "demo-support", Tasks, sensitive: true),
        Read("listMyTasks", "demo-support", "/v1/me/tasks", sensitive: true),
        new("getTask", "demo-support", async w => Call.Get(await TaskAsync(w))) { IsSensitive = true },
        Read("getMyDay", "demo-support", "/v1/me/day", sensitive: true),
        Read("getMedicationRound", "demo-support", $"/v1/medication-rounds?schoolId={Oak}&date=2026-11-23", sensitive: true),
    ];

    private static Sample TaskAction(string verb, string client, Func<World, JsonObject> body) =>
        Write(verb + "Task", client, async w => Call.Post($"{await TaskAsync(w)}/{verb}", body(w), "\"1\""));

    /// <summary>The address of a new task of demo-support, made by demo-pastoral.</summary>
    private static async Task<string> TaskAsync(World world) =>
        $"{Tasks}/{(await world.DoneAsync("demo-pastoral", Call.Post(Tasks, Bodies.Task(world, Oak, Me)))).Id}";
}
