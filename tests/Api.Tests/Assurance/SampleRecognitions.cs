using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Recognitions = "/v1/recognitions";

    private static IEnumerable<Sample> RecognitionSamples() =>
    [
        Write("recordRecognition", "demo-support", async w =>
        {
            var body = Bodies.Recognition(w, Oak, TestData.OakPupils[0]);
            body["pupilWords"] = w.Text("words");
            body["programmeId"] = await ProgrammeIdAsync(w);
            body["supportSessionId"] = (await SessionAsync(w)).Split('/')[^1];
            body["observationId"] = (await ObservationAsync(w)).Split('/')[^1];
            return Call.Post(Recognitions, body);
        }),
        Write("shareRecognition", "demo-support", async w => Call.Post(await RecognitionAsync(w) + "/share", new { pupilIds = new[] { TestData.OakPupils[0] } }, "\"1\"")),
        Write("voidRecognition", "demo-support", async w => Call.Post(await RecognitionAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\"")),
        Read("listRecognitions", "demo-support", Recognitions, sensitive: true),
        new("getRecognition", "demo-support", async w => Call.Get(await RecognitionAsync(w))) { IsSensitive = true },
    ];

    private static async Task<string> RecognitionAsync(World world) =>
        $"{Recognitions}/{(await world.DoneAsync("demo-support", Call.Post(Recognitions, Bodies.Recognition(world, Oak, TestData.OakPupils[0])))).Id}";
}
