using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Assessments = "/v1/assessments";
    private const string Instruments = "/v1/assessment-instruments";

    private static IEnumerable<Sample> AssessmentSamples() =>
    [
        Write("recordAssessment", "demo-support", w => Call.Post(Assessments, Sdq(w))),
        Write("recordAssessment", "demo-support", async w => Call.Post(Assessments, OfProgramme(w, await ProgrammeIdAsync(w)))),
        Write("reviseAssessment", "demo-support", async w => Call.Patch(await AssessmentAsync(w), new { programmeId = await ProgrammeIdAsync(w) }, "\"1\"")),
        Write("reviseAssessment", "demo-support", async w => Call.Patch(await AssessmentAsync(w), new { note = w.Text("note") }, "\"1\"")),
        Write("submitAssessment", "demo-support", async w => Call.Post($"{await AssessmentAsync(w)}/submit", new { }, "\"1\""), records: 2),
        Write("moderateAssessment", "demo-pastoral", async w => Call.Post($"{await AssessmentAsync(w, "submit")}/moderate", new { note = w.Text("note") }, "\"2\""), records: 2),
        Write("returnAssessment", "demo-pastoral", async w => Call.Post($"{await AssessmentAsync(w, "submit")}/return", new { reason = w.Text("reason") }, "\"2\""), records: 2),
        Write("lockAssessment", "demo-pastoral", async w => Call.Post($"{await AssessmentAsync(w, "submit", "moderate")}/lock", new { }, "\"3\"")),
        Write("voidAssessment", "demo-pastoral", async w => Call.Post($"{await AssessmentAsync(w)}/void", new { reason = w.Text("reason") }, "\"1\"")),
        Read("listAssessments", "demo-pastoral", Assessments, sensitive: true),
        new("getAssessment", "demo-pastoral", async w => Call.Get(await AssessmentAsync(w))) { IsSensitive = true },
        new("compareAssessments", "demo-pastoral", async w => Call.Get($"{await AssessmentAsync(w)}/comparison?with={(await AssessmentAsync(w)).Split('/')[^1]}")) { IsSensitive = true },
        new("getPupilTrajectory", "demo-pastoral", w => Task.FromResult(Call.Get($"/v1/pupils/{TestData.OakPupils[0]}/trajectory"))) { IsSensitive = true },
        new("getPupilTrajectoryChart", "demo-pastoral", async w =>
        {
            await AssessmentAsync(w, "submit");
            return Call.Get($"/v1/pupils/{TestData.OakPupils[0]}/trajectory/chart?instrument=sdq_teacher");
        }) { IsSensitive = true },
        Read("listAssessmentInstruments", "demo-support", Instruments),
        Write("defineAssessmentInstrument", "demo-pastoral", w => Call.Post(Instruments, OwnScale(w))),
        new("getAssessmentInstrument", "demo-support", async w => Call.Get(await InstrumentAsync(w))),
        Write("retireAssessmentInstrument", "demo-pastoral", async w => Call.Post($"{await InstrumentAsync(w)}/retire", new { }, "\"1\"")),
    ];

    private static object Sdq(World world) => new
    {
        pupilId = TestData.OakPupils[0],
        schoolId = Oak,
        instrument = "sdq_teacher",
        normVersion = "uk_four_band",
        assessedOn = "2026-11-19",
        scores = new { emotional = 5, conduct = 3, hyperactivity = 8, peer = 2, prosocial = 4 },
        note = world.Text("note"),
    };

    private static System.Text.Json.Nodes.JsonObject OfProgramme(World world, Guid programme)
    {
        var body = Bodies.Node(Sdq(world));
        body["programmeId"] = programme;
        return body;
    }

    private static async Task<Guid> ProgrammeIdAsync(World world) => Guid.Parse((await ProgrammeAsync(world)).Split('/')[^1]);

    private static object OwnScale(World world) => new
    {
        code = $"own_{world.Next()}",
        normVersion = "2026",
        title = world.Text("title"),
        respondents = new[] { "practitioner" },
        scales = new[] { new { code = "calm", title = world.Text("scale"), min = 0, max = 10, direction = "higher_is_better" } },
        source = world.Text("source"),
    };

    /// <summary>The address of a new assessment by demo-support, after these actions.</summary>
    private static async Task<string> AssessmentAsync(World world, params string[] actions)
    {
        var url = $"{Assessments}/{(await world.DoneAsync("demo-support", Call.Post(Assessments, Sdq(world)))).Id}";
        for (var i = 0; i < actions.Length; i++)
        {
            await world.DoneAsync(actions[i] == "submit" ? "demo-support" : "demo-pastoral", Call.Post($"{url}/{actions[i]}", new { }, $"\"{i + 1}\""));
        }

        return url;
    }

    private static async Task<string> InstrumentAsync(World world) => $"{Instruments}/{(await world.DoneAsync("demo-pastoral", Call.Post(Instruments, OwnScale(world)))).Id}";
}
