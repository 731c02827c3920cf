namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Training = "/v1/training-records";

    private static IEnumerable<Sample> TrainingSamples() =>
    [
        Write("recordTraining", "demo-medical-lead", w => Call.Post(Training, Course(w, isDone: true))),
        Write("recordTraining", "demo-head", w => Call.Post(Training, Course(w, isDone: false))),
        Write("reviseTrainingRecord", "demo-medical-lead", async w => Call.Patch(await TrainingAsync(w, isDone: false), new { note = w.Text("note") }, "\"1\"")),
        TrainingAction("complete", false, w => new { completedOn = Day(w), certificateNumber = w.Text("certificate") }),
        TrainingAction("cancel", false, w => new { reason = w.Text("reason") }),
        TrainingAction("revoke", true, w => new { reason = w.Text("reason") }),
        Read("listTrainingRecords", "demo-support", Training, sensitive: true),
        new("getTrainingRecord", "demo-medical-lead", async w => Call.Get(await TrainingAsync(w, isDone: true))) { IsSensitive = true },
    ];

    private static Sample TrainingAction(string verb, bool isDone, Func<World, object> body) =>
        Write(verb + "TrainingRecord", "demo-medical-lead", async w => Call.Post($"{await TrainingAsync(w, isDone)}/{verb}", body(w), "\"1\""));

    /// <summary>A day that no other course has.</summary>
    private static DateOnly Day(World world) => new DateOnly(2026, 11, 1).AddDays(-world.Next());

    /// <summary>A course of demo-support.</summary>
    private static object Course(World world, bool isDone)
    {
        var day = Day(world);
        return new
        {
            schoolId = Oak,
            staffId = Me,
            type = "physical_intervention",
            bookedFor = isDone ? (DateOnly?)null : day,
            completedOn = isDone ? day : (DateOnly?)null,
            provider = world.Text("provider"),
            note = world.Text("note"),
        };
    }

    /// <summary>The address of a new course.</summary>
    private static async Task<string> TrainingAsync(World world, bool isDone) =>
        $"{Training}/{(await world.DoneAsync("demo-medical-lead", Call.Post(Training, Course(world, isDone)))).Id}";
}
