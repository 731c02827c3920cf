using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanRequests;

namespace PupilSupport.Api.Tests.Plans;

/// <summary>
/// State × verb × role, whole: for a risk assessment that the SENCo wrote, the plan names to each reader exactly what follows from the two tables
/// here, what it does not name is refused and changes nothing, and what it names is done.
/// </summary>
public class PlanCubeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Writer = "demo-senco";

    private static readonly string[] Writers = [Writer, "demo-dsl", "demo-pastoral", "demo-thrive-lead"];
    private static readonly string[] Deciders = ["demo-dsl", "demo-head", "demo-pastoral", Writer];

    /// <summary>Who reads such a plan; everybody else meets 403 or 404 whatever its state.</summary>
    private static readonly string[] Readers = [.. Writers, "demo-head", "demo-phase-lead", "demo-trust-dsl"];

    private static readonly string[] Strangers =
        ["demo-support", "demo-teacher", "demo-attendance", "demo-office", "demo-medical-lead", "demo-admin", "demo-auditor", "demo-mis", "far-dsl", "far-support", "demo-other-dsl"];

    private static readonly Dictionary<string, (string[] Roles, object Body)> Verbs = new()
    {
        ["edit"] = (Writers, new { summary = "More" }),
        ["request_approval"] = (Writers, new { }),
        ["approve"] = (["demo-dsl", "demo-head", "demo-pastoral"], new { }), // never its writer
        ["reject"] = (Deciders, new { comment = "Not yet" }),
        ["revise"] = (Writers, new { }),
        ["withdraw_revision"] = (Writers, new { reason = "Not wanted" }),
        ["activate_interim"] = (["demo-dsl", "demo-head", "demo-pastoral"], new { reason = "At once" }),
        ["start_review"] = (Writers, new { }),
        ["review"] = (Writers, new { reviewedOn = "2026-11-23", attendees = new[] { "The mother" }, parentContact = true, targetOutcomes = Array.Empty<object>(), decision = "continue", note = "Calmer" }),
        ["suspend"] = (Writers, new { reason = "Away" }),
        ["resume"] = (Writers, new { }),
        ["close"] = (Writers, new { reason = "Reached" }),
        ["sign"] = ([.. Writers, "demo-head", "demo-phase-lead"], new { @as = "pupil", method = "attested" }),
    };

    /// <summary>How a new draft comes to a state (who does what), and what it then allows.</summary>
    private static readonly Dictionary<string, (string[] Steps, string[] Allows)> States = new()
    {
        ["draft"] = ([], ["edit", "request_approval", "activate_interim", "close"]),
        ["in review"] = (["request_approval"], ["approve", "reject", "activate_interim", "sign"]),
        ["sent back"] = (["request_approval", "reject"], ["edit", "request_approval", "activate_interim", "close"]),
        ["active"] = (["request_approval", "approve"], ["revise", "start_review", "review", "suspend", "sign"]),
        ["active, next in draft"] = (["request_approval", "approve", "revise"], ["edit", "request_approval", "withdraw_revision", "start_review", "review", "suspend", "sign"]),
        ["active, next in review"] = (["request_approval", "approve", "revise", "request_approval"], ["approve", "reject", "start_review", "review", "sign"]),
        ["interim"] = (["activate_interim"], ["approve", "reject", "revise", "start_review", "review", "suspend", "sign"]),
        ["interim, next in draft"] = (["activate_interim", "revise"], ["edit", "request_approval", "withdraw_revision", "start_review", "review", "suspend", "sign"]),
        ["under review"] = (["request_approval", "approve", "start_review"], ["revise", "review", "sign"]),
        ["under review, next in draft"] = (["request_approval", "approve", "start_review", "revise"], ["edit", "request_approval", "withdraw_revision", "review", "sign"]),
        ["under review, next in review"] = (["request_approval", "approve", "start_review", "revise", "request_approval"], ["approve", "reject", "review", "sign"]),
        ["suspended"] = (["request_approval", "approve", "suspend"], ["resume", "sign"]),
        ["suspended, next in draft"] = (["request_approval", "approve", "revise", "suspend"], ["withdraw_revision", "resume", "sign"]),
        ["reviewed"] = (["request_approval", "approve", "review"], ["revise", "start_review", "review", "suspend", "close", "sign"]),
        ["superseded"] = (["request_approval", "approve", "supersede"], []),
        ["closed"] = (["request_approval", "approve", "review", "close"], []),
    };

    public static TheoryData<string> StateNames() => [.. States.Keys];

    [Theory, MemberData(nameof(StateNames))]
    public async Task Each_role_can_do_in_each_state_what_stands_here_and_nothing_else(string state)
    {
        var plan = await InAsync(state, "The pool");
        foreach (var name in Strangers)
        {
            using var stranger = await api.ClientAsync(name);
            Assert.Contains((int)(await stranger.ReadAsync($"{Url}/{plan.Id}")).Status, new[] { 403, 404 });
            Assert.Empty(await NotRefusedAsync(stranger, plan, Verbs.Keys, 403, 404));
        }

        foreach (var name in Readers)
        {
            using var reader = await api.ClientAsync(name);
            var mine = States[state].Allows.Where(v => Verbs[v].Roles.Contains(name)).ToList();
            Assert.Equal((name, string.Join(' ', mine.Order())), (name, string.Join(' ', (await reader.ReadAsync($"{Url}/{plan.Id}")).Actions().Order())));
            Assert.Empty(await NotRefusedAsync(reader, plan, Verbs.Keys.Except(mine), 403, 409, 422));
        }

        using var writer = await api.ClientAsync(Writer);
        Assert.Equal(plan.ETag, (await writer.ReadAsync($"{Url}/{plan.Id}")).ETag);
        foreach (var (verb, place) in States[state].Allows.Select((v, i) => (v, i)))
        {
            var who = Verbs[verb].Roles[place % Verbs[verb].Roles.Length];
            using var client = await api.ClientAsync(who);
            var done = await SendAsync(client, await InAsync(state, verb), verb);
            Assert.True((int)done.Status is 200 or 201, $"{who}, {verb}: {done}");
        }
    }

    private static async Task<List<string>> NotRefusedAsync(HttpClient client, Answer plan, IEnumerable<string> verbs, params int[] statuses)
    {
        var others = new List<string>();
        foreach (var verb in verbs)
        {
            var answer = await SendAsync(client, plan, verb);
            if (!statuses.Contains((int)answer.Status))
            {
                others.Add($"{verb}: {answer}");
            }
        }

        return others;
    }

    private static Task<Answer> SendAsync(HttpClient client, Answer plan, string verb) => verb switch
    {
        "edit" => client.PatchAsync($"{Url}/{plan.Id}", Verbs[verb].Body, plan.ETag),
        "review" => client.TryAsync(plan, "reviews", Verbs[verb].Body),
        "sign" => client.TryAsync(plan, "signatures", Verbs[verb].Body),
        _ => client.TryAsync(plan, verb.Replace('_', '-'), Verbs[verb].Body),
    };

    /// <summary>A plan of the writer's in that state; decisions are the head's.</summary>
    private async Task<Answer> InAsync(string state, string activity)
    {
        using var writer = await api.ClientAsync(Writer);
        using var head = await api.ClientAsync("demo-head");
        var risk = Risk($"{state}: {activity}");
        var plan = await writer.DraftedAsync(TestData.OakPupils[0], With(risk, new { targets = (object?)null }));
        foreach (var step in States[state].Steps)
        {
            if (step == "supersede")
            {
                await writer.ActiveAsync(head, TestData.OakPupils[0], With(risk, new { targets = (object?)null, supersedesId = plan.Id }));
            }
            else
            {
                var done = await SendAsync(step is "approve" or "reject" or "activate_interim" ? head : writer, plan, step);
                Assert.True((int)done.Status is 200 or 201, $"{step}: {done}");
            }

            plan = await writer.ReadAsync($"{Url}/{plan.Id}");
        }

        return plan;
    }

    private static System.Text.Json.Nodes.JsonObject With(object body, object more)
    {
        var both = Node(body);
        foreach (var (name, value) in Node(more))
        {
            both[name] = value?.DeepClone();
        }

        return both;
    }
}
