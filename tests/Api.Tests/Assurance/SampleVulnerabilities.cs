namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Vulnerabilities = "/v1/vulnerability-statuses";

    // Each of a pupil of its own: a pupil has a kind once on a day.
    private static IEnumerable<Sample> VulnerabilitySamples() =>
    [
        Write("recordVulnerabilityStatus", "demo-dsl", async w => Call.Post(Vulnerabilities, Bodies.Vulnerability(w, (await PupilAsync(w)).Id, "child_in_need"))),
        Write("endVulnerabilityStatus", "demo-dsl", async w =>
            Call.Post(await VulnerabilityAsync(w) + "/end", new { endsOn = "2026-11-20", reason = w.Text("reason") }, "\"1\"")),
        Write("voidVulnerabilityStatus", "demo-dsl", async w => Call.Post(await VulnerabilityAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\"")),
        Read("listVulnerabilityStatuses", "demo-dsl", Vulnerabilities, sensitive: true),
        new("getVulnerabilityStatus", "demo-dsl", async w => Call.Get(await VulnerabilityAsync(w))) { IsSensitive = true },
    ];

    private static async Task<string> VulnerabilityAsync(World world) =>
        $"{Vulnerabilities}/{(await world.DoneAsync("demo-dsl", Call.Post(Vulnerabilities, Bodies.Vulnerability(world, (await PupilAsync(world)).Id)))).Id}";
}
