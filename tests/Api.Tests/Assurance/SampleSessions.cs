using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private static Guid Me => TestData.StaffOf("demo-support");
    private static Guid Colleague => TestData.StaffOf("demo-thrive-lead");

    private static IEnumerable<Sample> SessionSamples() =>
    [
        Write("scheduleSupportSession", "demo-support", w => Call.Post(Sessions, Plan(w))),
        Write("scheduleSupportSession", "demo-support", w => Call.Post(Sessions, Plan(w, room: w.Text("room"))), records: 2),
        Write("scheduleSupportSession", "demo-support", w =>
        {
            var plan = Bodies.Session(w, Oak, Me, TestData.OakPupils[0], co: Colleague);
            plan["completion"] = Bodies.Completion(w, TestData.OakPupils[0]);
            return Call.Post(Sessions, plan);
        }),
        Write("scheduleSupportSession", "demo-support", async w =>
        {
            var plan = Plan(w);
            plan["programmeId"] = await RunningAsync(w);
            return Call.Post(Sessions, plan);
        }),
        Write("scheduleSupportSession", "demo-support", async w =>
        {
            var plan = Plan(w);
            plan["makesGoodId"] = await MissedAsync(w);
            return Call.Post(Sessions, plan);
        }),
        Write("reviseSupportSession", "demo-support", async w => Call.Patch(await SessionAsync(w), new { makesGoodId = await MissedAsync(w) }, "\"1\"")),
        Write("reviseSupportSession", "demo-support", async w => Call.Patch(await SessionAsync(w), new
        {
            objective = w.Text("objective"),
            programmeId = await RunningAsync(w),
            practitionerId = Me,
            coPractitionerIds = new[] { Colleague },
            participants = new[] { new { pupilId = TestData.OakPupils[0] } },
        }, "\"1\"")),
        Action("start", _ => new JsonObject()),
        Action("complete", w => Bodies.Completion(w, TestData.OakPupils[0])),
        Action("cancel", w => new JsonObject { ["reason"] = w.Text("reason") }),
        Action("miss", _ => new JsonObject { ["reason"] = "staff_absent" }, records: 2),
    ];

    private static IEnumerable<Sample> SessionEndSamples() =>
    [
        Action("void", w => new JsonObject { ["reason"] = w.Text("reason") }),
        Write("voidSupportSession", "demo-support", async w =>
        {
            var replacement = Bodies.Replacement(w, Me, TestData.OakPupils[0], Colleague);
            replacement["programmeId"] = await RunningAsync(w);
            return Call.Post(await SessionAsync(w) + "/void", new { reason = w.Text("reason"), replacement }, "\"1\"");
        }, records: 2),
        Write("voidSupportSession", "demo-support", async w =>
        {
            var replacement = Bodies.Replacement(w, Me, TestData.OakPupils[0]);
            replacement.Remove("completion");
            replacement["makesGoodId"] = await MissedAsync(w);
            return Call.Post(await SessionAsync(w) + "/void", new { reason = w.Text("reason"), replacement }, "\"1\"");
        }, records: 2),
        Write("voidSupportSession", "demo-support", async w =>
        {
            var (wrong, right) = (await SessionAsync(w), await SessionAsync(w));
            return Call.Post(wrong + "/void", new { reason = w.Text("reason"), replacedById = right[(right.LastIndexOf('/') + 1)..] }, "\"1\"");
        }),
        Write("amendSupportSession", "demo-support", async w =>
            Call.Post(await CompletedAsync(w) + "/amend", new { note = w.Text("note"), reason = w.Text("reason") }, "\"2\"")),
        Write("addSupportSessionAddendum", "demo-support", async w =>
            Call.Post(await CompletedAsync(w) + "/addenda", new { text = w.Text("addendum") }, "\"2\"")),
    ];

    private static Sample Action(string verb, Func<World, JsonObject> body, int records = 1) =>
        Write(verb + "SupportSession", "demo-support", async w => Call.Post($"{await SessionAsync(w)}/{verb}", body(w), "\"1\""), records);

    private static JsonObject Plan(World world, string? room = null) => Bodies.Session(world, Oak, Me, TestData.OakPupils[0], room);

    /// <summary>The address of a new session of demo-support.</summary>
    private static async Task<string> SessionAsync(World world) =>
        $"{Sessions}/{(await world.DoneAsync("demo-support", Call.Post(Sessions, Plan(world)))).Id}";

    /// <summary>A session that the school owes, from the week before the others.</summary>
    private static async Task<Guid> MissedAsync(World world)
    {
        var plan = Plan(world);
        (plan["startsAt"], plan["lateReason"]) = (plan["startsAt"]!.GetValue<DateTimeOffset>().AddDays(-7), world.Text("lateReason"));
        var session = $"{Sessions}/{(await world.DoneAsync("demo-support", Call.Post(Sessions, plan))).Id}";
        await world.DoneAsync("demo-support", Call.Post(session + "/miss", new JsonObject { ["reason"] = "staff_absent" }, "\"1\""));
        return Guid.Parse(session[(session.LastIndexOf('/') + 1)..]);
    }

    private static async Task<string> CompletedAsync(World world)
    {
        var session = await SessionAsync(world);
        await world.DoneAsync("demo-support", Call.Post(session + "/complete", Bodies.Completion(world, TestData.OakPupils[0]), "\"1\""));
        return session;
    }
}
