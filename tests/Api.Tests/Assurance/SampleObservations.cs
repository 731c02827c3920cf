using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Observations = "/v1/observations";

    private static IEnumerable<Sample> ObservationSamples() =>
    [
        Write("recordObservation", "demo-support", async w =>
        {
            var body = Bodies.Observation(w, Oak, TestData.OakPupils[0], TestData.OakPupils[1]);
            body["supportSessionId"] = (await SessionAsync(w)).Split('/')[^1];
            body["assessmentIds"] = new System.Text.Json.Nodes.JsonArray((await AssessmentAsync(w)).Split('/')[^1]);
            body["programmeIds"] = new System.Text.Json.Nodes.JsonArray(await ProgrammeIdAsync(w));
            body["planIds"] = new System.Text.Json.Nodes.JsonArray((await w.DoneAsync("demo-support", Call.Post(Plans, Bodies.Plan(w, Oak, TestData.OakPupils[0])))).Id);
            return Call.Post(Observations, body);
        }),
        Write("voidObservation", "demo-support", async w => Call.Post(await ObservationAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\"")),
        Read("listObservations", "demo-support", Observations, sensitive: true),
        new("getObservation", "demo-support", async w => Call.Get(await ObservationAsync(w))) { IsSensitive = true },
    ];

    private static async Task<string> ObservationAsync(World world) =>
        $"{Observations}/{(await world.DoneAsync("demo-support", Call.Post(Observations, Bodies.Observation(world, Oak, TestData.OakPupils[0])))).Id}";
}
