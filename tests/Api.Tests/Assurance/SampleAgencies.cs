namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Agencies = "/v1/agencies";

    private static IEnumerable<Sample> AgencySamples() =>
    [
        Write("addAgency", "demo-pastoral", w => Call.Post(Agencies, Bodies.Agency(w, Oak))),
        Write("addAgency", "demo-pastoral", w => Call.Post(Agencies, new { name = w.Text("agency"), services = new[] { "camhs" }, referralRoute = w.Text("route") })),
        Write("editAgency", "demo-pastoral", async w =>
        {
            var edit = Bodies.Agency(w, Oak);
            edit.Remove("schoolId");
            return Call.Patch(await AgencyAsync(w), edit, "\"1\"");
        }),
        Write("verifyAgency", "demo-pastoral", async w => Call.Post(await AgencyAsync(w) + "/verify", new { }, "\"1\"")),
        Write("archiveAgency", "demo-pastoral", async w => Call.Post(await AgencyAsync(w) + "/archive", new { reason = w.Text("reason") }, "\"1\"")),
        Write("restoreAgency", "demo-pastoral", async w =>
        {
            var url = await AgencyAsync(w);
            await w.DoneAsync("demo-pastoral", Call.Post(url + "/archive", new { reason = w.Text("reason") }, "\"1\""));
            return Call.Post(url + "/restore", new { }, "\"2\"");
        }),
        Write("mergeAgency", "demo-pastoral", async w =>
        {
            var into = await w.DoneAsync("demo-pastoral", Call.Post(Agencies, Bodies.Agency(w, Oak)));
            return Call.Post(await AgencyAsync(w) + "/merge", new { intoId = into.Id }, "\"1\"");
        }),
        Read("listAgencies", "demo-support", Agencies),
        new("getAgency", "demo-support", async w => Call.Get(await AgencyAsync(w))),
        new("searchAgencies", "demo-pastoral", async w => Call.Post(Agencies + "/search", new { pupilId = (await PupilAsync(w)).Id, need = "camhs", limit = 5 }))
        {
            IsSensitive = true,
        },
    ];

    private static async Task<string> AgencyAsync(World world) => $"{Agencies}/{(await world.DoneAsync("demo-pastoral", Call.Post(Agencies, Bodies.Agency(world, Oak)))).Id}";
}
