namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private static IEnumerable<Sample> PupilProfileSamples() =>
    [
        Write("writePupilProfile", "demo-support", async w => Call.Put(await NewcomerAsync(w) + "/profile", Page(w))),
        new("getPupilProfile", "demo-support", async w => Call.Get(await ProfiledAsync(w) + "/profile")) { IsSensitive = true },
        new("listPupilProfileEditions", "demo-support", async w => Call.Get(await ProfiledAsync(w) + "/profile/editions")) { IsSensitive = true },
    ];

    private static object Page(World world) => new
    {
        strengths = new[] { world.Text("strength") },
        strategies = new[] { world.Text("strategy") },
        triggers = new[] { world.Text("trigger") },
        whatHelps = new[] { world.Text("help") },
        communication = world.Text("communication"),
    };

    /// <summary>The address of a pupil who has no profile yet.</summary>
    private static async Task<string> NewcomerAsync(World world) =>
        $"/v1/pupils/{(await world.DoneAsync("demo-mis", Call.Post("/v1/pupils", Bodies.Pupil(world, Oak, needs: true)))).Id}";

    /// <summary>The address of a pupil who has one.</summary>
    private static async Task<string> ProfiledAsync(World world)
    {
        var pupil = await NewcomerAsync(world);
        await world.DoneAsync("demo-support", Call.Put(pupil + "/profile", Page(world)));
        return pupil;
    }
}
