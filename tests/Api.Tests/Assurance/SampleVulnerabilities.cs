using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string Vulnerabilities = "/v1/vulnerability-statuses";

    private static IEnumerable<Sample> VulnerabilitySamples() =>
    [
        Write("recordVulnerabilityStatus", "demo-dsl", async w =>
        {
            await w.Database.ExecuteAsync("UPDATE vulnerability_statuses SET voided_at = now(), void_reason = 'x' WHERE pupil_id = $1 AND kind = 'child_in_need' AND voided_at IS NULL", TestData.OakPupils[0]);
            return Call.Post(Vulnerabilities, Bodies.Vulnerability(w, TestData.OakPupils[0], "child_in_need"));
        }),
        Write("endVulnerabilityStatus", "demo-dsl", async w =>
            Call.Post(await VulnerabilityAsync(w) + "/end", new { endsOn = "2026-11-20", reason = w.Text("reason") }, "\"1\"")),
        Write("voidVulnerabilityStatus", "demo-dsl", async w => Call.Post(await VulnerabilityAsync(w) + "/void", new { reason = w.Text("reason") }, "\"1\"")),
        Read("listVulnerabilityStatuses", "demo-dsl", Vulnerabilities, sensitive: true),
        new("getVulnerabilityStatus", "demo-dsl", async w => Call.Get(await VulnerabilityAsync(w))) { IsSensitive = true },
    ];

    /// <summary>One of its own for each: a pupil has a kind once on a day.</summary>
    private static async Task<string> VulnerabilityAsync(World world)
    {
        await world.Database.ExecuteAsync("UPDATE vulnerability_statuses SET voided_at = now(), void_reason = 'x' WHERE pupil_id = $1 AND kind = 'young_carer' AND voided_at IS NULL", TestData.OakPupils[0]);
        return $"{Vulnerabilities}/{(await world.DoneAsync("demo-dsl", Call.Post(Vulnerabilities, Bodies.Vulnerability(world, TestData.OakPupils[0], "young_carer")))).Id}";
    }
}
