using System.Collections.Concurrent;
using System.Globalization;
using PupilSupport.Api.Errors;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>
/// Whatever is sent, the answer is one that the contract declares. Another seed: <c>PUPILSUPPORT_FUZZ_SEED</c>; each
/// fault names the seed of its request.
/// </summary>
public sealed class FuzzTests(World world) : IClassFixture<World>
{
    private const int DefaultSeed = 20261123;
    private const int AtOnce = 4;

    private static readonly HashSet<string> Codes = [.. ErrorCatalogue.All.Select(e => e.Code)];

    private readonly Faults _faults = new();

    [Fact]
    public async Task Every_sample_and_its_answer_are_as_the_contract_declares()
    {
        var contract = await ContractAsync();
        foreach (var sample in Samples.All)
        {
            var operation = contract.Operations.Single(o => o.Id == sample.Operation);
            var call = await sample.Prepare(world);
            var answer = await call.SendAsync(await world.AsAsync(sample.Client));
            var faults = operation.Faults((int)answer.Status, MediaTypeOf(answer), answer.BodyText)
                .Concat(operation.Parameters.Where(p => IsMissing(p, call)).Select(p => $"lacks the parameter {p["name"]}, which the contract requires"))
                .Concat(call.IsJson && operation.Body is { Schema: var schema } ? new SchemaCheck(contract).Of(call.Body, schema) : []);
            foreach (var fault in faults)
            {
                _faults.Add($"{sample.Operation}: {fault}\n  {call}\n  {answer}");
            }
        }

        _faults.AssertNone();
    }

    [Fact]
    public Task Two_thousand_requests_are_answered_as_declared() => RunAsync(2_000);

    [Fact, Trait("Category", "Long")]
    public Task A_hundred_thousand_requests_are_answered_as_declared() => RunAsync(100_000);

    private async Task RunAsync(int count)
    {
        var contract = await ContractAsync();
        var places = await world.PlacesAsync();
        var calls = new List<(string Operation, Call Call)>();
        foreach (var sample in Samples.All)
        {
            calls.Add((sample.Operation, await sample.Prepare(world)));
        }

        var fuzz = new Fuzz(contract, places, calls.ToLookup(c => c.Operation, c => c.Call));
        var clients = new Dictionary<string, HttpClient>();
        foreach (var client in Clients.All)
        {
            clients[client] = await world.AsAsync(client);
        }

        world.Logs.Clear();
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PUPILSUPPORT_FUZZ_SEED"), CultureInfo.InvariantCulture, out var given) ? given : DefaultSeed;
        var statuses = new ConcurrentDictionary<int, int>();
        var told = new ConcurrentDictionary<string, bool>();
        await Parallel.ForEachAsync(Enumerable.Range(seed, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var request = fuzz.Make(number);
            var answer = await request.Call.SendAsync(clients[request.Client], request.Key, request.Headers);
            statuses.AddOrUpdate((int)answer.Status, 1, (_, n) => n + 1);
            foreach (var fault in Judge(contract, answer).Where(f => told.TryAdd($"{request.Operation.Id} {answer.Status} {f}", true)))
            {
                _faults.Add($"seed {number}: {fault}\n  {request}\n  {answer}");
            }
        });

        _faults.AssertNone();
        Assert.True(statuses.Where(s => s.Key < 300).Sum(s => s.Value) > count / 20, "Too few requests succeed to say anything: " + string.Join(", ", statuses.OrderBy(s => s.Key)));
        Assert.Empty(world.Leaks());
    }

    private static List<string> Judge(Contract contract, Answer answer)
    {
        var (status, sent) = ((int)answer.Status, answer.Raw.RequestMessage!);
        if (status >= 500)
        {
            return [$"{status}"];
        }

        // A spoilt address may be another operation's, or none's.
        var operation = contract.Find(sent.Method, sent.RequestUri!.AbsolutePath);
        var faults = operation?.Faults(status, MediaTypeOf(answer), answer.BodyText).ToList() ?? (status is 404 or 405 ? [] : [$"{status} of no operation"]);
        // Who asks for some members gets these only, required or not.
        if (sent.RequestUri.Query.Contains("fields=", StringComparison.Ordinal))
        {
            faults.RemoveAll(f => f.EndsWith("is required", StringComparison.Ordinal));
        }

        if (status >= 400 && operation?.Path != "/oauth/token" && (MediaTypeOf(answer) != "application/problem+json" || !Codes.Contains(answer.Text("code"))))
        {
            faults.Add("is no problem of the catalogue");
        }

        if (status >= 400 && answer.Essence().Contains(World.Marker, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add("repeats what was submitted");
        }

        return faults;
    }

    private static bool IsMissing(System.Text.Json.Nodes.JsonObject parameter, Call call) =>
        parameter["required"]?.GetValue<bool>() == true && parameter["in"]!.GetValue<string>() switch
        {
            "query" => !call.Url.Contains(parameter["name"] + "=", StringComparison.Ordinal),
            "header" => parameter["name"]!.GetValue<string>() == "If-Match" && call.IfMatch is null,
            _ => false,
        };

    private static string? MediaTypeOf(Answer answer) => answer.Raw.Content.Headers.ContentType?.MediaType;

    private async Task<Contract> ContractAsync()
    {
        using var anybody = world.CreateClient();
        return await Contract.ReadAsync(anybody);
    }
}
