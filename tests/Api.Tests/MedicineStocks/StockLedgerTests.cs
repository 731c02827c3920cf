using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.MedicineStocks.StockRequests;

namespace PupilSupport.Api.Tests.MedicineStocks;

public class StockLedgerTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task The_ledger_is_read_page_by_page_and_backwards()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool());
        for (var i = 0; i < 4; i++)
        {
            stock = await nurse.DoneAsync(stock, "waste", new { quantity = 1.5, reason = "Spilt" });
        }

        var first = await nurse.ReadAsync($"{Url}/{stock.Id}/ledger?limit=2&includeTotal=true");
        var second = await nurse.ReadAsync($"{Url}/{stock.Id}/ledger?limit=2&cursor={first.Json["page"]!["nextCursor"]}");
        var last = await nurse.ReadAsync($"{Url}/{stock.Id}/ledger?limit=1&sort=-sequence");

        Assert.Equal(5, first.Json["total"]!.GetValue<int>());
        Assert.Equal([1, 2, 3, 4], first.Data.Concat(second.Data).Select(e => Int(e, "sequence")));
        Assert.Equal((5, 194m), (Int(last.Data[0], "sequence"), Number(last.Data[0], "balanceAfter")));
    }

    [Fact]
    public async Task A_reversal_gives_back_what_its_dose_took_once_and_to_its_own_stock()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var order = await api.Database.OrderAsync();
        var (stock, other) = (await nurse.MadeAsync(OfPupil(order)), await nurse.MadeAsync(OfPupil(order)));
        var (dose, _) = await api.DoseAsync(stock, 2);

        Assert.Equal("nothing-to-reverse", (await api.ReverseAsync(stock, dose, 1)).Error?.Code);
        Assert.Equal("nothing-to-reverse", (await api.ReverseAsync(other, dose, 2)).Error?.Code);
        Assert.True((await api.ReverseAsync(stock, dose, 2)).IsSuccess);
        Assert.Equal("nothing-to-reverse", (await api.ReverseAsync(stock, dose, 2)).Error?.Code);
        Assert.Equal(30m, (await nurse.AnewAsync(stock)).Number("balance"));
        Assert.Equal(30m, (await nurse.AnewAsync(other)).Number("balance"));
    }

    [Fact]
    public async Task Many_entries_go_in_with_one_save()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool());
        var by = new Domain.Staff.StaffId(TestData.StaffOf("demo-medical-lead"));

        var saved = await api.ActAsync(stock, s =>
        {
            for (var i = 0; i < 40; i++)
            {
                Assert.True(s.Waste(1 + (i % 3), null, new(by, api.Clock.Now, api.Clock.Now, "Spilt")).IsSuccess);
            }

            return Domain.Common.Result.Success;
        });

        Assert.True(saved.IsSuccess);
        Assert.Equal(41, await api.Database.ScalarAsync<int>("SELECT max(sequence) FROM medicine_stock_entries WHERE stock_id = $1", stock.Id));
    }

    [Theory]
    [InlineData(3, -1, 29)] // a gap
    [InlineData(2, -1, 30)] // another balance
    [InlineData(1, -1, 29)] // a number twice
    public async Task The_database_takes_no_entry_that_does_not_follow_the_last(int sequence, int delta, int after)
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfPupil(await api.Database.OrderAsync()));

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.Database.ExecuteAsync(
            """
            INSERT INTO medicine_stock_entries (trust_id, stock_id, sequence, kind, delta, balance_after, by_id, occurred_at, recorded_at)
            VALUES ($1, $2, $3, 'wasted', $4, $5, $6, now(), now())
            """,
            TestData.Oakfield, stock.Id, sequence, (decimal)delta, (decimal)after, TestData.StaffOf("demo-medical-lead")));
    }

    private static int Int(System.Text.Json.Nodes.JsonNode? entry, string member) => entry![member]!.GetValue<int>();

    private static decimal Number(System.Text.Json.Nodes.JsonNode? entry, string member) => entry![member]!.GetValue<decimal>();
}
