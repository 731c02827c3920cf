using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Medication;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.MedicineStocks.StockRequests;

namespace PupilSupport.Api.Tests.MedicineStocks;

/// <summary>A controlled drug from the parent to the parent, line by line, with real doses.</summary>
public class StockVectorTests(DoseApi api) : IClassFixture<DoseApi>
{
    private static readonly Guid Worker = DoseKit.Worker;

    private static readonly (int, string, decimal, decimal)[] Lines =
    [
        (1, "received", 30, 30), (2, "administered", -1, 29), (3, "administered", -1, 28), (4, "reversal", 1, 29), (5, "administered", -0.5m, 28.5m),
        (6, "wasted", -0.5m, 28), (7, "counted", 0, 28), (8, "adjusted", -1, 27), (9, "returned", -27, 0),
    ];

    [Fact]
    public async Task Every_line_of_the_ledger_is_as_it_should_be()
    {
        var contact = await ContactAsync();
        var order = await api.Database.OrderAsync(new PlantedOrder { Medicine = "Methylphenidate", DoseMin = 0.5m, DoseMax = 28, Controlled = true });
        using var morning = await api.AtAsync("demo-medical-lead", "2026-11-23T08:00:00Z");
        var stock = await morning.MadeAsync(OfPupil(order, unit: "ml", from: contact));
        await DosesAsync(order, stock);
        stock = await CountedAsync(stock);
        await RefusedAsync(order, stock);
        using var nurse = await api.AtAsync("demo-medical-lead", "2026-11-23T20:05:00Z");
        stock = await nurse.DoneAsync(stock, "return", new { quantity = 27, reason = "End of term", returnedToContactId = contact });
        stock = await nurse.DoneAsync(stock, "close", new { });

        var ledger = (await nurse.ReadAsync($"{Url}/{stock.Id}/ledger")).Data;
        Assert.Equal(Lines, ledger.Select(e => (e!["sequence"]!.GetValue<int>(), Text(e, "kind"), Number(e, "delta"), Number(e, "balanceAfter"))));
        Assert.Equal((contact, contact), (Guid(ledger[0], "receivedFromContactId"), Guid(ledger[8], "returnedToContactId")));
        Assert.Equal(Guid(ledger[2], "administrationId"), Guid(ledger[3], "administrationId"));
        Assert.Equal(("confirmed", Worker), (Text(ledger[5], "witnessStatus"), Guid(ledger[5], "witnessId")));
        Assert.Equal((27m, -1m), (Number(ledger[6], "counted"), Number(ledger[6], "discrepancy")));
        Assert.Equal(Worker, Guid(ledger[7], "secondId"));
        Assert.Equal(("closed", 0m), (stock.Text("status"), stock.Number("balance")));
        Assert.Empty(stock.Actions());
    }

    /// <summary>Lines 2 to 6: two doses, one of them not swallowed and still in the pack, then half a tablet and its other half.</summary>
    private async Task DosesAsync(Guid order, Answer stock)
    {
        await GivenAsync(order, stock, 1, "2026-11-23T08:00:00Z");
        var spat = await GivenAsync(order, stock, 1, "2026-11-23T12:00:00Z");
        using (var noon = await api.AtAsync("demo-medical-lead", "2026-11-23T12:05:00Z"))
        {
            await DoseKit.DoneAsync(noon, spat, "void", new { reason = "Never opened", medicineStillInPack = true });
        }

        await GivenAsync(order, stock, 0.5m, "2026-11-23T16:00:00Z");
        using var nurse = await api.AtAsync("demo-medical-lead", "2026-11-23T16:05:00Z");
        stock = await nurse.AnewAsync(stock);
        Assert.Equal(28.5m, stock.Number("balance"));
        stock = await nurse.DoneAsync(stock, "waste", new { quantity = 0.5, reason = "The other half", witnessId = Worker });
        using var colleague = await api.AtAsync("demo-support", "2026-11-23T16:05:00Z");
        await colleague.DoneAsync(stock, "ledger/6/witness", new { });
    }

    /// <summary>Lines 7 and 8: a count that differs is reported, and two people adjust it.</summary>
    private async Task<Answer> CountedAsync(Answer stock)
    {
        using var nurse = await api.AtAsync("demo-medical-lead", "2026-11-23T16:10:00Z");
        using var colleague = await api.AtAsync("demo-support", "2026-11-23T16:10:00Z");
        stock = await nurse.DoneAsync(await nurse.AnewAsync(stock), "count", new { quantity = 27, reason = "Friday's count" });
        Assert.Equal((28m, -1m), (stock.Number("balance"), stock.Number("discrepancy")));
        Assert.Equal(1, await api.Database.CountAsync($"medicine_errors WHERE stock_id = '{stock.Id}' AND kind = 'stock_discrepancy'"));
        stock = await nurse.DoneAsync(stock, "adjust", new { quantity = -1, reason = "Not found" });
        Assert.Equal((28m, "same-person"), (stock.Number("balance"), (await nurse.DoAsync(stock, "confirm", new { })).Code));
        stock = await colleague.DoneAsync(stock, "confirm", new { });
        Assert.Equal((27m, null), (stock.Number("balance"), stock.Json["discrepancy"]));
        return stock;
    }

    /// <summary>A dose of more than there is leaves the ledger as it was.</summary>
    private async Task RefusedAsync(Guid order, Answer stock)
    {
        using var nurse = await api.AtAsync("demo-medical-lead", "2026-11-23T20:00:00Z");
        var dose = await nurse.GiveAsync(DoseKit.Dose(order, stock.Id, "2026-11-23T20:00:00Z", new { quantity = 28, witnessId = Worker }));
        Assert.Equal((422, "dose-refused", "insufficient-stock"), ((int)dose.Status, dose.Code, dose.Codes()));
        var waste = await nurse.DoAsync(stock, "waste", new { quantity = 28, reason = "Dropped" });
        Assert.Equal((422, "insufficient-stock", "/quantity"), ((int)waste.Status, waste.Code, waste.Pointer()));
        Assert.Equal(stock.ETag, (await nurse.AnewAsync(stock)).ETag);
    }

    private async Task<Answer> GivenAsync(Guid order, Answer stock, decimal quantity, string at)
    {
        using var nurse = await api.AtAsync("demo-medical-lead", at);
        return await nurse.GivenAsync(DoseKit.Dose(order, stock.Id, at, new { quantity, witnessId = Worker }));
    }

    private async Task<Guid> ContactAsync()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var made = await pastoral.PostAsync(
            $"/v1/pupils/{TestData.OakPupils[0]}/contacts",
            new { givenName = "Ada", familyName = "Jones", relationship = "mother", parentalResponsibility = "person", priority = 1 });
        Assert.True((int)made.Status == 201, made.ToString());
        return made.Id;
    }

    private static string Text(JsonNode? entry, string member) => entry![member]!.GetValue<string>();

    private static decimal Number(JsonNode? entry, string member) => entry![member]!.GetValue<decimal>();

    private static Guid Guid(JsonNode? entry, string member) => entry![member]!.GetValue<Guid>();
}
