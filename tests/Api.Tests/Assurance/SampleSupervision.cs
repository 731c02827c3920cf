using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Supervision = "/v1/supervision-records";
    public const string Coaching = "/v1/coaching-records";

    private static IEnumerable<Sample> SupervisionSamples() =>
    [
        Write("recordSupervision", "demo-support", w =>
        {
            var body = Bodies.Supervision(w, Oak, Me);
            body.Remove("outsideSupervisor");
            body.Remove("outsideOrganisation");
            body["supervisorId"] = TestData.StaffOf("demo-senco");
            return Call.Post(Supervision, body);
        }),
        Write("voidSupervisionRecord", "demo-support", async w => Call.Post(await SupervisionAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\"")),
        Read("listSupervisionRecords", "demo-support", Supervision, sensitive: true),
        new("getSupervisionRecord", "demo-support", async w => Call.Get(await SupervisionAsync(w))) { IsSensitive = true },
        Write("recordCoaching", "demo-support", w => Call.Post(Coaching, OfClass(w))),
        Write("voidCoachingRecord", "demo-support", async w => Call.Post(await CoachingAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\"")),
        Read("listCoachingRecords", "demo-support", Coaching, sensitive: true),
        new("getCoachingRecord", "demo-support", async w => Call.Get(await CoachingAsync(w))) { IsSensitive = true },
    ];

    private static JsonObject OfClass(World world)
    {
        var body = Bodies.Coaching(world, Oak, Me, TestData.StaffOf("demo-teacher"));
        body["classId"] = TestData.OakClass;
        return body;
    }

    private static async Task<string> SupervisionAsync(World world) =>
        $"{Supervision}/{(await world.DoneAsync("demo-support", Call.Post(Supervision, Bodies.Supervision(world, Oak, Me)))).Id}";

    private static async Task<string> CoachingAsync(World world) => $"{Coaching}/{(await world.DoneAsync("demo-support", Call.Post(Coaching, OfClass(world)))).Id}";
}
