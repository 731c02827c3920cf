using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Referrals;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string InformationShares = "/v1/information-shares";

    private static IEnumerable<Sample> InformationShareSamples() =>
    [
        Write("recordInformationShare", "demo-dsl", async w => Call.Post(InformationShares, Bodies.InformationShare(w, (await PupilAsync(w)).Id)), records: 2),
        Write("recordInformationShare", "demo-dsl", SharedThingsAsync, records: 2),
        Write("completeInformationShareBasis", "demo-dsl", async w => Call.Post(await InformationShareAsync(w) + "/complete-basis", new { schedule1 = "safeguarding" }, "\"1\""), records: 2),
        Write("voidInformationShare", "demo-dsl", async w => Call.Post(await InformationShareAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\""), records: 2),
        Read("listInformationShares", "demo-dsl", InformationShares, sensitive: true),
        new("getInformationShare", "demo-dsl", async w => Call.Get(await InformationShareAsync(w))) { IsSensitive = true },
    ];

    /// <summary>With everything that an entry can name.</summary>
    private static async Task<Call> SharedThingsAsync(World world)
    {
        var pupil = TestData.OakPupils[0];
        var body = Bodies.InformationShare(world, pupil);
        var agency = await world.Database.NewAgencyAsync();
        var made = Bodies.Referral(world, Oak, pupil);
        (made["direction"], made["service"], made["agencyId"]) = ("external", "camhs", agency.ToString());
        body["agencyId"] = agency.ToString();
        body["referralId"] = (await world.DoneAsync("demo-dsl", Call.Post(Referrals, made))).Id.ToString();
        body["documentId"] = (await world.DoneAsync("demo-dsl", Call.Post(Documents, new { kind = "pupil_summary", format = "json", pupilId = pupil }))).Id.ToString();
        body["recordIds"] = new JsonArray((await world.DoneAsync("demo-dsl", Call.Post(Observations, Bodies.Observation(world, Oak, pupil)))).Id.ToString());
        return Call.Post(InformationShares, body);
    }

    private static async Task<string> InformationShareAsync(World world) =>
        $"{InformationShares}/{(await world.DoneAsync("demo-dsl", Call.Post(InformationShares, Bodies.InformationShare(world, (await PupilAsync(world)).Id)))).Id}";
}
