using System.Text.Json.Nodes;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Series = "/v1/support-session-series";

    private static IEnumerable<Sample> SeriesSamples() =>
    [
        Write("planSupportProgrammeSeries", "demo-support", async w => Call.Post(await ActiveProgrammeAsync(w) + "/series", Weekly(w)), records: 3),
        Write("planSupportProgrammeSeries", "demo-support", async w =>
        {
            var series = Weekly(w);
            (series["room"], series["practitionerId"], series["onClash"]) = (w.Text("room"), Me, "skip");
            return Call.Post(await ActiveProgrammeAsync(w) + "/series", series);
        }, records: 4),
        Write("planSupportSessionSeries", "demo-support", async w => Call.Post(Series, Batch(await OfAsync(w), await OfAsync(w))) with { NeedsKey = true }, records: 6),
        Write("moveSupportSessionSeries", "demo-support", async w =>
        {
            var ((url, sessions), (weekday, time, _)) = (await SeriesAsync(w), w.WeeklySlot());
            return Call.Post(url + "/move", new { fromSessionId = sessions[1], time, weekday, minutes = 5 }, "\"1\"");
        }, records: 2),
        Write("moveSupportSessionSeries", "demo-support", async w =>
        {
            var (url, _) = await SeriesAsync(w);
            return Call.Post(url + "/move", new { from = "2026-11-24", room = w.Text("room") }, "\"1\"");
        }, records: 4),
        Write("cancelSupportSessionSeries", "demo-support", async w => Call.Post((await SeriesAsync(w)).Url + "/cancel", new { reason = w.Text("reason") }, "\"1\""), records: 3),
        Read("listSupportSessionSeries", "demo-support", Series, sensitive: true),
        new("getSupportSessionSeries", "demo-support", async w => Call.Get((await SeriesAsync(w)).Url)) { IsSensitive = true },
    ];

    /// <summary>Two sessions of five minutes.</summary>
    private static JsonObject Weekly(World world)
    {
        var (weekday, time, from) = world.WeeklySlot();
        return Bodies.Node(new { weekday, time, minutes = 5, from, count = 2, objective = world.Text("objective") });
    }

    private static async Task<JsonObject> OfAsync(World world)
    {
        var (series, programme) = (Weekly(world), await ActiveProgrammeAsync(world));
        (series["programmeId"], series["practitionerId"]) = (programme[(programme.LastIndexOf('/') + 1)..], Me);
        return series;
    }

    private static JsonObject Batch(params JsonNode[] series) => new() { ["series"] = new JsonArray(series) };

    private static async Task<string> ActiveProgrammeAsync(World world)
    {
        var url = await ProgrammeAsync(world);
        await world.DoneAsync("demo-pastoral", Call.Post($"{url}/wait", new JsonObject(), "\"1\""));
        await world.DoneAsync("demo-pastoral", Call.Post($"{url}/activate", new JsonObject(), "\"2\""));
        return url;
    }

    /// <summary>The address and the sessions of a new series of demo-support.</summary>
    private static async Task<(string Url, Guid[] Sessions)> SeriesAsync(World world)
    {
        var made = await world.DoneAsync("demo-support", Call.Post(await ActiveProgrammeAsync(world) + "/series", Weekly(world)));
        return ($"{Series}/{made.Json["seriesId"]}", [.. made.Json["sessions"]!.AsArray().Select(s => s!["sessionId"]!.GetValue<Guid>())]);
    }
}
