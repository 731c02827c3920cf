using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.MedicineStocks.StockRequests;

namespace PupilSupport.Api.Tests.MedicineStocks;

public class StockRaceTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Every_change_needs_the_version_that_it_is_about()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool());
        await nurse.DoneAsync(stock, "waste", new { quantity = 1, reason = "Spilt" });
        foreach (var (action, body) in Changes)
        {
            var (bare, stale) = (await nurse.PostAsync($"{Url}/{stock.Id}/{action}", body), await nurse.DoAsync(stock, action, body));
            Assert.Equal((428, "precondition-required"), ((int)bare.Status, bare.Code));
            Assert.Equal((412, "precondition-failed", "\"2\""), ((int)stale.Status, stale.Code, stale.Text("currentETag")));
        }
    }

    [Fact]
    public async Task Of_many_at_once_each_finds_its_place_in_the_ledger()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool());

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 3) switch
        {
            0 => ChangeAsync(nurse, stock, "adjust", new { quantity = -20, reason = "Missing" }),
            1 => ChangeAsync(nurse, stock, "waste", new { quantity = 30, reason = "Spilt" }),
            _ => ChangeAsync(nurse, stock, "count", new { quantity = 7 }),
        }));

        await AddsUpAsync(stock, least: 0);
    }

    [Fact]
    public async Task A_dose_and_an_adjustment_at_once_never_take_more_than_there_is()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfPupil(await api.Database.OrderAsync(), quantity: 10));

        var doses = Enumerable.Range(0, 8).Select(async _ => (await api.DoseAsync(stock, 1)).Result.IsSuccess);
        var adjustments = Enumerable.Range(0, 8).Select(_ => ChangeAsync(nurse, stock, "adjust", new { quantity = -1, reason = "Missing" }));
        var done = await Task.WhenAll([.. doses, .. adjustments]);

        Assert.Equal(10, done.Count(d => d));
        await AddsUpAsync(stock, least: 0);
        Assert.Equal(0m, (await nurse.AnewAsync(stock)).Number("balance"));
    }

    [Fact]
    public async Task Of_20_with_one_version_one_wins_and_of_20_twins_one_entry_stands()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool());
        var body = new { quantity = 1, reason = "Spilt" };

        var rivals = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => nurse.DoAsync(stock, "waste", body)));
        Assert.Single(rivals, r => r.Status == HttpStatusCode.OK);
        Assert.All(rivals.Where(r => r.Status != HttpStatusCode.OK), r => Assert.Equal(HttpStatusCode.PreconditionFailed, r.Status));

        stock = await nurse.AnewAsync(stock);
        var twins = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => nurse.DoAsync(stock, "waste", body, "one-key")));
        Assert.All(twins, t => Assert.True(t.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, t.ToString()));
        Assert.Single(twins.Where(t => t.Status == HttpStatusCode.OK).Select(t => t.BodyText).Distinct());
        Assert.Equal(198m, (await nurse.AnewAsync(stock)).Number("balance"));
    }

    private static (string Action, object Body)[] Changes =>
    [
        ("receive", new { quantity = 1 }), ("count", new { quantity = 1 }), ("waste", new { quantity = 1, reason = "x" }), ("return", new { quantity = 1 }),
        ("dispose", new { quantity = 1, reason = "x" }), ("adjust", new { quantity = 1, reason = "x" }), ("confirm", new { }), ("reject", new { reason = "x" }),
        ("ledger/1/witness", new { }), ("close", new { }),
    ];

    /// <summary>Reads and acts until it is done or refused for the stock's sake.</summary>
    private static async Task<bool> ChangeAsync(HttpClient client, Answer stock, string action, object body)
    {
        while (true)
        {
            var answer = await client.DoAsync(await client.AnewAsync(stock), action, body);
            if (answer.Status != HttpStatusCode.PreconditionFailed)
            {
                Assert.True(answer.Status == HttpStatusCode.OK || answer.Code == "insufficient-stock", answer.ToString());
                return answer.Status == HttpStatusCode.OK;
            }
        }
    }

    private async Task AddsUpAsync(Answer stock, decimal least)
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var entries = (await nurse.ReadAsync($"{Url}/{stock.Id}/ledger?limit=200")).Data;
        var (sum, sequence) = (0m, 0);
        foreach (var entry in entries)
        {
            sum += entry!["delta"]!.GetValue<decimal>();
            Assert.Equal((++sequence, sum), (entry["sequence"]!.GetValue<int>(), entry["balanceAfter"]!.GetValue<decimal>()));
            Assert.True(sum >= least);
        }

        Assert.Equal(sum, (await nurse.AnewAsync(stock)).Number("balance"));
    }
}
