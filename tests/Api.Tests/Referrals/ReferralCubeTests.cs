using PupilSupport.Api.Tests.Plans;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Referrals.ReferralRequests;

namespace PupilSupport.Api.Tests.Referrals;

/// <summary>
/// State × verb × role, whole: the referral names to each reader exactly what follows from the two tables here, what it does not name is refused and
/// changes nothing, and what it names is done. One within the school, which the Thrive lead sends although the role receives it, one to an agency, one to keep a child safe, and one
/// that an agency asks of the school and the Thrive lead, who may decide on it, only types in.
/// </summary>
public class ReferralCubeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Sender = "demo-thrive-lead", Practitioner = "demo-support";

    private const string Within = "internal", Outside = "external", Safe = "safeguarding external", Inbound = "inbound_external";

    private static readonly string[] Managers = ["demo-pastoral", "demo-senco", "demo-head", "demo-dsl"];
    private static readonly string[] Sending = [Sender, .. Managers];

    /// <summary>The sender holds a role of the team, and is none of it here.</summary>
    private static readonly string[] Team = ["demo-pastoral"];

    /// <summary>Who reads one to keep a child safe, and who receives one that came in, whoever recorded it.</summary>
    private static readonly string[] SafeReaders = [Sender, "demo-head", "demo-dsl", "demo-trust-dsl"];
    private static readonly string[] InboundTeam = [Sender, "demo-pastoral"];

    /// <summary>Who reads it from the start; the practitioner does from the acceptance on.</summary>
    private static readonly string[] Readers = [.. Sending, "demo-phase-lead", "demo-trust-dsl"];

    private static readonly string[] Strangers =
        ["demo-teacher", "demo-attendance", "demo-office", "demo-medical-lead", "demo-admin", "demo-auditor", "demo-mis", "far-dsl", "far-support", "demo-other-dsl"];

    /// <summary>Who does it within the school, and who records it of an agency.</summary>
    private static readonly Dictionary<string, (string[] Internal, string[] External, object Body)> Verbs = new()
    {
        ["edit"] = (Sending, Sending, new { reason = "Worries, and sleeps badly" }),
        ["submit"] = (Sending, Sending, new { }),
        ["acknowledge"] = ([], Sending, new { answeredBy = "Intake" }),
        ["accept"] = (Team, Sending, new { }),
        ["decline"] = (Team, Sending, new { reason = "Not for us" }),
        ["request_information"] = (Team, Sending, new { question = "Since when?" }),
        ["provide_information"] = (Sending, Sending, new { answer = "Since September" }),
        ["allocate"] = (Team, [], new { practitionerId = TestData.StaffOf(Practitioner) }),
        ["wait"] = ([.. Team, Practitioner], Sending, new { }),
        ["start"] = ([.. Team, Practitioner], Sending, new { }),
        ["complete"] = ([.. Team, Practitioner], Sending, new { outcome = "family_declined", note = "They would rather wait" }),
        ["withdraw"] = (Sending, Sending, new { reason = "Settled" }),
        ["reopen"] = (Sending, Sending, new { }),
        ["void"] = (Managers, Managers, new { reason = "The other child" }),
        ["record_consent"] = (Sending, Sending, new { state = "refused" }),
        ["override_consent"] = ([], ["demo-dsl"], ReferralRequests.Overrides),
        ["record_contact"] = ([.. Sending, Practitioner], Sending, new { method = "phone", direction = "outgoing", reached = false }),
    };

    private static readonly string[] Open = ["withdraw", "void", "record_consent", "override_consent"];

    /// <summary>How a new draft comes to a state, and what it then allows; <c>submitted</c> and <c>acknowledged</c> differ by direction.</summary>
    private static readonly Dictionary<string, (string Steps, string[] Allows)> States = new()
    {
        ["draft"] = ("", ["edit", "submit", .. Open]),
        ["submitted"] = ("submit", ["acknowledge", "accept", "decline", "request_information", "record_contact", .. Open]),
        ["info_requested"] = ("submit request_information", ["provide_information", "record_contact", .. Open]),
        ["acknowledged"] = ("submit acknowledge", ["accept", "decline", "request_information", "record_contact", .. Open]),
        ["accepted"] = ("submit acknowledge accept", ["allocate", "wait", "start", "record_contact", .. Open]),
        ["waiting_list"] = ("submit acknowledge accept wait", ["allocate", "start", "record_contact", .. Open]),
        ["in_progress"] = ("submit acknowledge accept start", ["allocate", "complete", "record_contact", .. Open]),
        ["completed"] = ("submit acknowledge accept start complete", ["reopen", "void"]),
        ["declined"] = ("submit decline", ["reopen", "void"]),
        ["withdrawn"] = ("withdraw", ["reopen", "void"]),
        ["withdrawn, reopened"] = ("withdraw reopen", ["void"]),
        ["voided"] = ("submit void", []),
    };

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string> { { Safe, "draft" }, { Safe, "acknowledged" }, { Safe, "in_progress" }, { Inbound, "submitted" }, { Inbound, "acknowledged" }, { Inbound, "in_progress" } };
        foreach (var state in States.Keys)
        {
            cases.Add(Outside, state);
            if (state != "acknowledged")
            {
                cases.Add(Within, state);
            }
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Each_role_can_do_in_each_state_what_stands_here_and_nothing_else(string kind, string state)
    {
        var referral = await InAsync(kind, state);
        var allows = Allowed(kind, state);
        foreach (var name in (kind == Safe ? SafeReaders : Readers).Append(Practitioner).Where(n => n != Practitioner || IsGiven(kind, state)))
        {
            using var reader = await api.ClientAsync(name);
            var mine = allows.Where(v => Who(kind, v).Contains(name)).ToList();
            Assert.Equal((name, string.Join(' ', mine.Order())), (name, string.Join(' ', (await reader.ReadAsync($"{Url}/{referral.Id}")).Actions().Order())));
            foreach (var verb in Verbs.Keys.Except(mine))
            {
                var refused = await SendAsync(reader, referral, verb);
                Assert.True((int)refused.Status is 403 or 409, $"{name}, {verb}: {refused}");
            }
        }

        using var sender = await api.ClientAsync(Sender);
        Assert.Equal(referral.ETag, (await sender.ReadAsync($"{Url}/{referral.Id}")).ETag);
        foreach (var (verb, place) in allows.Select((v, i) => (v, i)))
        {
            // Of a team of two the sender and whoever submits for the sender would leave nobody to decide.
            var who = Who(kind, verb).Where(n => n != Practitioner || IsGiven(kind, state)).Where(n => verb != "submit" || kind != Within || !Team.Contains(n)).ToArray() is var all ? all[place % all.Length] : null;
            using var client = await api.ClientAsync(who!);
            var done = await SendAsync(client, await InAsync(kind, state), verb);
            Assert.True((int)done.Status is 200 or 201, $"{who}, {verb}: {done}");
        }
    }

    /// <summary>Row 1: no verb without access to the record, whatever the verb.</summary>
    [Fact]
    public async Task Who_may_not_see_a_referral_does_nothing_to_it()
    {
        var referral = await InAsync(Within, "submitted");
        foreach (var name in Strangers)
        {
            using var stranger = await api.ClientAsync(name);
            Assert.Contains((int)(await stranger.ReadAsync($"{Url}/{referral.Id}")).Status, new[] { 403, 404 });
            foreach (var verb in Verbs.Keys)
            {
                var refused = await SendAsync(stranger, referral, verb);
                Assert.True((int)refused.Status is 403 or 404, $"{name}, {verb}: {refused}");
            }
        }
    }

    private static string[] Allowed(string kind, string state) =>
        [.. States[state].Allows.Where(v => Who(kind, v).Length > 0 && (v != "accept" || kind == Within || state == "acknowledged"))];

    private static string[] Who(string kind, string verb) => (kind, Verbs[verb]) switch
    {
        (Within, var who) => who.Internal,
        (Outside, var who) => who.External,
        (Safe, var who) => [.. who.External.Where(SafeReaders.Contains)],
        (_, var who) => verb == "acknowledge" || (verb != "void" && who.Internal.Contains(Team[0]) && !who.Internal.Contains(Sender)) ? [.. InboundTeam.Union(who.Internal)] : who.Internal,
    };

    /// <summary>What a draft of that kind says beside the usual.</summary>
    private static object? Like(string kind) => kind switch
    {
        Outside => External(),
        Safe => External("childrens_social_care_mash", new { state = "not_required", article6 = "public_task", article9 = "substantial_public_interest", schedule1 = "safeguarding" }, exceptionReason: null),
        Inbound => new { direction = Inbound },
        _ => null,
    };

    /// <summary>Whether it names its practitioner.</summary>
    private static bool IsGiven(string kind, string state) => kind is Within or Inbound && States[state].Steps.Contains("accept", StringComparison.Ordinal);

    private static Task<Answer> SendAsync(HttpClient client, Answer referral, string verb) => verb switch
    {
        "edit" => client.PatchAsync($"{Url}/{referral.Id}", Verbs[verb].Body, referral.ETag),
        "record_contact" => client.DoAsync(referral, "contacts", Verbs[verb].Body),
        _ => client.DoAsync(referral, verb.Replace('_', '-'), Verbs[verb].Body),
    };

    /// <summary>A referral of a new pupil in that state; within the school it names its practitioner from the acceptance on.</summary>
    private async Task<Answer> InAsync(string kind, string state)
    {
        using var sender = await api.ClientAsync(Sender);
        using var other = await api.ClientAsync(kind == Safe ? "demo-dsl" : "demo-pastoral");
        var referral = await sender.ReferredAsync(await api.Database.NewPupilAsync(), Like(kind));
        foreach (var step in States[state].Steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(s => kind != Within || s != "acknowledge"))
        {
            var body = step == "accept" && kind is Within or Inbound ? Verbs["allocate"].Body : Verbs[step].Body;
            var actor = Verbs[step].External.Contains(Sender) && Verbs[step].Internal.Contains(Sender) ? sender : other;
            var done = await actor.DoAsync(referral, step.Replace('_', '-'), body);
            Assert.True((int)done.Status is 200 or 201, $"{step}: {done}");
            referral = await other.ReadAsync($"{Url}/{referral.Id}");
        }

        return referral;
    }
}
