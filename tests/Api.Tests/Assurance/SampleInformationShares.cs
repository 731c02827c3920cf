namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string InformationShares = "/v1/information-shares";

    private static IEnumerable<Sample> InformationShareSamples() =>
    [
        Write("recordInformationShare", "demo-dsl", async w => Call.Post(InformationShares, Bodies.InformationShare(w, (await PupilAsync(w)).Id))),
        Write("completeInformationShareBasis", "demo-dsl", async w => Call.Post(await InformationShareAsync(w) + "/complete-basis", new { schedule1 = "safeguarding" }, "\"1\"")),
        Write("voidInformationShare", "demo-dsl", async w => Call.Post(await InformationShareAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\"")),
        Read("listInformationShares", "demo-dsl", InformationShares, sensitive: true),
        new("getInformationShare", "demo-dsl", async w => Call.Get(await InformationShareAsync(w))) { IsSensitive = true },
    ];

    private static async Task<string> InformationShareAsync(World world) =>
        $"{InformationShares}/{(await world.DoneAsync("demo-dsl", Call.Post(InformationShares, Bodies.InformationShare(world, (await PupilAsync(world)).Id)))).Id}";
}
