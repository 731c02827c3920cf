using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SessionSeries.SeriesRequests;

namespace PupilSupport.Api.Tests.SessionSeries;

/// <summary>A term of a caseload in one request.</summary>
public class SeriesBatchTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

    /// <summary>An item of its own for each pupil, half an hour after the other.</summary>
    private async Task<JsonObject[]> CaseloadAsync(int pupils, int firstHour, object? with = null)
    {
        var items = new List<JsonObject>();
        foreach (var (i, pupil) in (await api.Database.PupilsAsync(pupils)).Index())
        {
            var item = Item(await api.Database.ProgrammeAsync(Worker, pupils: pupil), with);
            (item["weekday"], item["time"]) = (Weekdays[i % 5], $"{firstHour + i / 10:00}:{i / 5 % 2 * 30:00}");
            items.Add(item);
        }

        return [.. items];
    }

    [Fact]
    public async Task A_term_of_twenty_pupils_takes_as_many_commands_as_one()
    {
        using var worker = await api.ClientAsync("demo-support");
        object term = new { from = "2027-01-04", count = 12, room = "Hive" };
        var (one, all) = (await CaseloadAsync(1, 8, term), await CaseloadAsync(20, 9, term));
        await worker.PlanAllAsync(Batch(await CaseloadAsync(1, 7, term)));

        var (shownOne, _) = await CountedAsync(worker, Batch(one, preview: true), HttpStatusCode.OK);
        var (shownAll, shown) = await CountedAsync(worker, Batch(all, preview: true), HttpStatusCode.OK);
        Assert.Equal(20 * 12, shown.Json["series"]!.AsArray().Sum(s => s!["sessions"]!.AsArray().Count));
        Assert.Equal(shownOne, shownAll);

        var (madeOne, _) = await CountedAsync(worker, Batch(one), HttpStatusCode.Created);
        var (madeAll, made) = await CountedAsync(worker, Batch(all), HttpStatusCode.Created);
        Assert.Equal(240L, await api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM support_sessions WHERE series_id = ANY ($1)", made.Json["series"]!.AsArray().Select(s => s!["seriesId"]!.GetValue<Guid>()).ToArray()));

        // 240 sessions with their parts, audit, events and chronology are 1480 rows; a batch has a thousand.
        Assert.True(madeAll <= madeOne + 1, $"{madeAll} commands for 20 items, {madeOne} for one");
        Assert.InRange(madeAll, 1, 20);
        Assert.InRange(shownAll, 1, 12);
    }

    [Fact]
    public async Task Items_stand_in_each_others_way()
    {
        using var worker = await api.ClientAsync("demo-support");
        var pupils = await api.Database.PupilsAsync(2);
        var (a, b) = (await api.Database.ProgrammeAsync(Worker, pupils: pupils[0]), await api.Database.ProgrammeAsync(Worker, pupils: pupils[1]));
        object at = new { weekday = "monday", time = "15:10", from = "2027-04-12", count = 2, room = "Brand new" };
        var shown = await worker.PlanAllAsync(Batch([Item(a, at), Item(b, at)], preview: true));
        Assert.Empty(shown.Json["series"]![0]!.Clashes());
        Assert.Equal(["practitioner", "room"], shown.Json["series"]![1]!.Clashes().Select(c => c!["kind"]!.GetValue<string>()));
        Assert.All(shown.Json["series"]![1]!.Clashes(), c => Assert.Equal(0, Assert.Single(c!["items"]!.AsArray())!.GetValue<int>()));

        var refused = await worker.PlanAllAsync(Batch([Item(a, at), Item(b, at)]));
        Assert.Equal((HttpStatusCode.Conflict, "series-clashes"), (refused.Status, refused.Code));
        Assert.Equal([1, 1], refused.Json["sessions"]!.AsArray().Select(s => s!["item"]!.GetValue<int>()));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_session_series WHERE programme_id = ANY ($1)", new[] { a, b }));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM rooms WHERE name = 'Brand new'"));

        var later = await worker.PlanAllAsync(Batch([Item(a, at), Item(b, new { weekday = "monday", time = "15:40", from = "2027-04-12", count = 2, room = "BRAND NEW" })]));
        Assert.True(later.Status == HttpStatusCode.Created, later.ToString());
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM rooms WHERE key = 'BRAND NEW'"));
    }

    [Fact]
    public async Task A_fault_names_its_item_and_nothing_is_made()
    {
        using var worker = await api.ClientAsync("demo-support");
        var (mine, waiting, theirs) = (
            await api.Database.ProgrammeAsync(Worker), await api.Database.ProgrammeAsync(Worker, status: "waiting"), await api.Database.ProgrammeAsync(Lead));
        async Task<string> FaultAsync(JsonObject item)
        {
            var refused = await worker.PlanAllAsync(Batch([Item(mine, new { time = "16:00" }), item]));
            return $"{(int)refused.Status} {refused.Code} {refused.Json["errors"]?[0]!["pointer"]}";
        }

        Assert.Equal("422 programme-not-running /series/1/programmeId", await FaultAsync(Item(waiting)));
        Assert.Equal("422 unknown-reference /series/1/programmeId", await FaultAsync(Item(theirs)));
        Assert.Equal("422 calendar-not-configured /series/1/from", await FaultAsync(Item(mine, new { from = "2027-09-07" })));
        Assert.Equal("400 validation-failed /series/1/count", await FaultAsync(Item(mine, new { count = 0 })));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_session_series WHERE programme_id = $1", mine));
        Assert.Equal(HttpStatusCode.BadRequest, (await worker.PlanAllAsync(Batch([]))).Status);
        var keyless = await worker.PostAsync(Url, Batch([Item(mine)]));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency-key-missing"), (keyless.Status, keyless.Code));
    }

    [Fact]
    public async Task One_request_takes_so_many_places()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var programme = await api.Database.ProgrammeAsync(Lead, "whole_class", pupils: await api.Database.PupilsAsync(40));
        var items = Weekdays.Take(3).Select(d => Item(programme, new { weekday = d, time = "12:00", from = "2026-11-24", count = 25 }));
        var refused = await lead.PlanAllAsync(Batch(items, preview: true));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "series-too-much-at-once", 2400), (refused.Status, refused.Code, refused.Json["max"]!.GetValue<int>()));
    }

    private async Task<(int Commands, Answer Answer)> CountedAsync(HttpClient client, object body, HttpStatusCode expected)
    {
        using var sent = new SentCommands(api.Database);
        var answer = await client.PlanAllAsync(body);
        Assert.True(answer.Status == expected, answer.ToString());
        return (sent.Count, answer);
    }
}
