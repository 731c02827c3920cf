using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Values = "/v1/policy-values";

    private static IEnumerable<Sample> PolicySamples() =>
    [
        Write("setPolicyValue", "demo-head", w => Call.Post(Values, Bodies.Policy(w, Oak))),
        Write("setPolicyValue", "demo-head", async w =>
        {
            var made = await ValueAsync(w);
            var again = Bodies.Policy(w, Oak);
            (again["effectiveFrom"], again["replacesId"], again["value"]) = (made.Text("effectiveFrom"), made.Text("id"), null);
            return Call.Post(Values, again);
        }),
        Read("listPolicies", "demo-support", "/v1/policies"),
        Read("getPolicy", "demo-support", "/v1/policies/support-sessions"),
        Read("listPolicyValues", "demo-support", Values),
        new("getPolicyValue", "demo-support", async w => Call.Get($"{Values}/{(await ValueAsync(w)).Id}")),
    ];

    private static Task<Answer> ValueAsync(World world) => world.DoneAsync("demo-head", Call.Post(Values, Bodies.Policy(world, Oak)));
}
