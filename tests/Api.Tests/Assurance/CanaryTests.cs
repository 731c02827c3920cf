using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>
/// Words that only some may read, looked for in every reply to everybody. Who may is written down here once more,
/// and not asked of the code: a right that slips into the role table is found too.
/// </summary>
public sealed class CanaryTests(World world) : IClassFixture<World>
{
    private static readonly string[] WholeCard =
        ["demo-thrive-lead", "demo-phase-lead", "demo-teacher", "demo-pastoral", "demo-dsl", "demo-senco", "demo-head", "demo-trust-dsl", "demo-mis"];

    private static readonly string[] AllSessions =
        ["demo-thrive-lead", "demo-phase-lead", "demo-pastoral", "demo-dsl", "demo-senco", "demo-head", "demo-trust-dsl"];

    private readonly Faults _faults = new();
    private readonly List<Secret> _secrets = [];
    private readonly Dictionary<string, List<Guid>> _ids = [];

    [Fact]
    public async Task Nobody_reads_what_is_not_theirs()
    {
        await PlantAsync();
        var seen = _secrets.ToDictionary(s => s, _ => new HashSet<string>());
        foreach (var client in Clients.All)
        {
            foreach (var call in Crawl())
            {
                var answer = await call.SendAsync(await world.AsAsync(client));
                var text = answer.HeaderText() + answer.BodyText;
                _faults.Unless((int)answer.Status < 500, $"{client}: {call} -> {answer}");
                foreach (var secret in _secrets.Where(s => text.Contains(s.Word, StringComparison.OrdinalIgnoreCase)))
                {
                    seen[secret].Add(client);
                    _faults.Unless(secret.Readers.Contains(client), $"{client} reads {secret.What} ({secret.Word}) by {call}");
                }
            }
        }

        foreach (var (secret, readers) in seen)
        {
            var without = secret.Readers.Except(readers).ToList();
            _faults.Unless(without.Count == 0, $"{string.Join(", ", without)} never found {secret.What} ({secret.Word}): the crawl says little");
        }

        _faults.AssertNone();
        Assert.Empty(world.Leaks());
    }

    [Fact]
    public async Task One_pupils_record_never_tells_of_another()
    {
        var (mine, other) = (TestData.OakPupils[0], TestData.OakPupils[1]);
        var plan = Bodies.Session(world, TestData.Oak, TestData.StaffOf("demo-support"), mine);
        var (myPart, otherPart) = (Part(mine), Part(other));
        plan["type"] = "thrive_group";
        plan["participants"] = new JsonArray(new JsonObject { ["pupilId"] = mine.ToString() }, new JsonObject { ["pupilId"] = other.ToString() });
        plan["completion"] = Bodies.Completion(world, mine);
        plan["completion"]!["participants"] = new JsonArray(myPart, otherPart);
        await world.DoneAsync("demo-support", Call.Post(Samples.Sessions, plan));

        foreach (var client in AllSessions.Append("demo-support"))
        {
            foreach (var url in new[] { $"{Samples.Sessions}?pupilId={mine}&limit=200", $"/v1/pupils/{mine}/chronology?limit=200" })
            {
                var answer = await world.DoneAsync(client, Call.Get(url));
                _faults.Unless(!Words(otherPart).Append(other.ToString()).Any(w => answer.BodyText.Contains(w, StringComparison.OrdinalIgnoreCase)), $"{client}: {url} tells of the other pupil");
            }
        }

        _faults.AssertNone();
    }

    private JsonObject Part(Guid pupil) => new()
    {
        ["pupilId"] = pupil.ToString(),
        ["attendance"] = "attended",
        ["pupilVoice"] = world.Text("voice"),
        ["note"] = world.Text("own note"),
    };

    /// <summary>Puts a record with words of its own wherever somebody may not look.</summary>
    private async Task PlantAsync()
    {
        var pupil = TestData.OakPupils[0];
        await ContactAsync(pupil, "demo-pastoral", [.. WholeCard, "demo-attendance", "demo-office", "demo-medical-lead"], ["demo-pastoral", "demo-dsl", "demo-trust-dsl"]);
        await ContactAsync(TestData.BeechPupils[0], "far-dsl", ["far-dsl", "demo-trust-dsl", "demo-mis"], ["far-dsl", "demo-trust-dsl"]);
        await ContactAsync(TestData.ElmPupils[0], "demo-other-dsl", ["demo-other-dsl", "demo-other-mis"], ["demo-other-dsl"]);

        await SessionAsync(TestData.Oak, pupil, "demo-thrive-lead", AllSessions);
        await SessionAsync(TestData.Oak, pupil, "demo-support", [.. AllSessions, "demo-support"]);
        await SessionAsync(TestData.Oak, pupil, "demo-teacher", [.. AllSessions, "demo-teacher"]);
        await SessionAsync(TestData.Beech, TestData.BeechPupils[0], "far-support", ["far-support", "far-dsl", "demo-trust-dsl"]);
        await SessionAsync(TestData.Elm, TestData.ElmPupils[0], "demo-other-dsl", ["demo-other-dsl"]);

        await PupilAsync(TestData.Oak, "demo-mis", [.. WholeCard.Except(["demo-teacher"]), "demo-support", "demo-attendance", "demo-office", "demo-medical-lead"]);
        await PupilAsync(TestData.Beech, "demo-mis", ["far-support", "far-dsl", "demo-trust-dsl", "demo-mis"]);
        await PupilAsync(TestData.Elm, "demo-other-mis", ["demo-other-dsl", "demo-other-mis"]);
        _secrets.Add(new Secret("\"senProvision\":", "a pupil's needs", [.. WholeCard.Except(["demo-teacher"]), "far-dsl", "demo-other-dsl", "demo-other-mis"]));

        _ids["schools"] = [TestData.Oak, TestData.Beech, TestData.Elm];
        _ids["staff"] = [.. new[] { "demo-support", "demo-thrive-lead", "demo-teacher", "far-support", "demo-other-dsl" }.Select(TestData.StaffOf)];
        _ids["classes"] = [.. Places.Classes];
        _ids["rooms"] = [];
    }

    private async Task ContactAsync(Guid pupil, string by, string[] readers, string[] ofTheAddress)
    {
        var body = Bodies.Node(Bodies.Contact(world));
        var address = body["address"]!.GetValue<string>();
        await world.DoneAsync(by, Call.Post($"/v1/pupils/{pupil}/contacts", body));
        _secrets.Add(new Secret(address, $"a confidential address at {by}'s school", ofTheAddress));
        _secrets.AddRange(Words(body).Where(w => w != address).Select(w => new Secret(w, $"a contact at {by}'s school", readers)));
        Know("pupils", pupil);
    }

    private async Task SessionAsync(Guid school, Guid pupil, string by, string[] readers)
    {
        var plan = Bodies.Session(world, school, TestData.StaffOf(by), pupil);
        plan["completion"] = Bodies.Completion(world, pupil);
        var made = await world.DoneAsync(by, Call.Post(Samples.Sessions, plan));
        var (note, addendum, reason) = (world.Text("note"), world.Text("addendum"), world.Text("reason"));
        var url = $"{Samples.Sessions}/{made.Id}";
        var amended = await world.DoneAsync(by, Call.Post(url + "/amend", new { note }, made.ETag));
        var added = await world.DoneAsync(by, Call.Post(url + "/addenda", new { text = addendum }, amended.ETag));
        await world.DoneAsync(by, Call.Post(url + "/void", new { reason }, added.ETag));
        _secrets.AddRange(Words(plan).Concat([note, addendum, reason]).Select(w => new Secret(w, $"a session of {by}", readers)));
        Know("support-sessions", made.Id);
    }

    private async Task PupilAsync(Guid school, string by, string[] readers)
    {
        var body = Bodies.Node(Bodies.Pupil(world, school, needs: true));
        var made = await world.DoneAsync(by, Call.Post("/v1/pupils", body));
        _secrets.AddRange(Words(body).Select(w => new Secret(w, $"a pupil, recorded by {by}, of {school}", readers)));
        Know("pupils", made.Id);
    }

    private void Know(string kind, Guid id) => (_ids.TryGetValue(kind, out var known) ? known : _ids[kind] = []).Add(id);

    /// <summary>Every list, with each filter, every record, and searches.</summary>
    private IEnumerable<Call> Crawl()
    {
        foreach (var operation in Mapped.All(world).Where(o => o.Method == "GET"))
        {
            var ids = IdParameter.Of(operation);
            var call = Call.Get(operation.Route.Replace(":guid", "", StringComparison.Ordinal));
            var paged = operation.Query is null ? call : call.Query("limit=200");
            var path = ids.Where(i => i.Where == "path").ToList();
            var places = path.Count == 0 ? [paged] : Known(path[0]).Select(id => path[0].Put(paged, operation, id)!);
            foreach (var place in places)
            {
                yield return place;
                foreach (var filter in ids.Where(i => i.Where == "query"))
                {
                    foreach (var id in Known(filter))
                    {
                        yield return filter.Put(place, operation, id)!;
                    }
                }
            }
        }

        foreach (var query in new[] { "xqz", "jones" })
        {
            yield return Call.Post("/v1/pupils/search", new { query, limit = 200 });
            yield return Call.Post("/v1/pupils/search", new { query, schoolId = TestData.Beech, limit = 200 });
        }
    }

    private List<Guid> Known(IdParameter id) => _ids.GetValueOrDefault(id.Kind!) ?? [];

    /// <summary>The texts of a body that are part of no other.</summary>
    private static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(m => Words(m.Value)),
        JsonArray list => list.SelectMany(Words),
        JsonValue leaf when leaf.TryGetValue<string>(out var text) && text.StartsWith("Xqz ", StringComparison.Ordinal) => [text],
        _ => [],
    };

    /// <param name="Readers">The clients that may read it, and no others.</param>
    private sealed record Secret(string Word, string What, string[] Readers);
}
