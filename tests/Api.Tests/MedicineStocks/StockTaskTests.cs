using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.MedicineStocks.StockRequests;

namespace PupilSupport.Api.Tests.MedicineStocks;

/// <summary>What a stock leaves to people: tasks, notices, error reports; all of it in the transaction of its cause.</summary>
public class StockTaskTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_count_that_differs_opens_one_task_until_it_is_put_right()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool());

        stock = await nurse.DoneAsync(stock, "count", new { quantity = 198 });
        stock = await nurse.DoneAsync(stock, "count", new { quantity = 197 });
        Assert.Equal((1, 0, 0), await TasksAsync(stock, "resolve_stock_discrepancy"));
        Assert.Equal(0, await ErrorsAsync(stock));

        stock = await nurse.DoneAsync(stock, "adjust", new { quantity = -3, reason = "Spilt" });
        Assert.Null(stock.Json["discrepancy"]);
        Assert.Equal((0, 1, 0), await TasksAsync(stock, "resolve_stock_discrepancy"));
    }

    [Fact]
    public async Task Of_a_controlled_drug_it_is_also_an_error_report_once()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfPupil(await api.Database.OrderAsync(set: "controlled = true")));

        stock = await nurse.DoneAsync(stock, "count", new { quantity = 29 });
        stock = await nurse.DoneAsync(stock, "count", new { quantity = 29, reason = "Counted twice" });
        stock = await nurse.DoneAsync(stock, "waste", new { quantity = 1, reason = "Dropped" });

        Assert.Equal(1, await ErrorsAsync(stock));
        Assert.Equal((1, 0, 0), await TasksAsync(stock, "resolve_stock_discrepancy"));
        stock = await nurse.DoneAsync(stock, "count", new { quantity = 29 });
        Assert.Null(stock.Json["discrepancy"]);
        Assert.Equal((0, 1, 0), await TasksAsync(stock, "resolve_stock_discrepancy"));
    }

    [Fact]
    public async Task Nothing_of_it_stands_when_the_count_is_only_tried()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool(controlled: true));

        var tried = await nurse.PostAsync($"{Url}/{stock.Id}/count?validateOnly=true", new { quantity = 1 }, stock.ETag);

        Assert.Equal(200, (int)tried.Status);
        Assert.Equal((0, 0, 0), await TasksAsync(stock, "resolve_stock_discrepancy"));
        Assert.Equal(0, await ErrorsAsync(stock));
        Assert.Equal(1, (await nurse.AnewAsync(stock)).Json["lastSequence"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_waits_for_a_second_person_is_a_task_until_it_is_decided()
    {
        using var colleague = await api.ClientAsync("demo-support");
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool(controlled: true));

        stock = await colleague.DoneAsync(stock, "adjust", new { quantity = -1, reason = "Missing" });
        Assert.Equal((1, 0, 0), await TasksAsync(stock, "confirm_stock_entry"));
        Assert.Equal(1, await NoticesAsync(stock, "stock_confirmation_asked", "demo-medical-lead"));
        stock = await nurse.DoneAsync(stock, "reject", new { reason = "Found" });
        Assert.Equal((0, 1, 0), await TasksAsync(stock, "confirm_stock_entry"));
    }

    [Fact]
    public async Task The_witness_who_is_asked_is_told_and_has_the_task()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        using var colleague = await api.ClientAsync("demo-support");
        var stock = await nurse.MadeAsync(OfSchool(controlled: true));

        stock = await nurse.DoneAsync(stock, "waste", new { quantity = 1, reason = "Dropped", witnessId = TestData.StaffOf("demo-support") });
        Assert.Equal((1, 0, 0), await TasksAsync(stock, "witness_stock_entry"));
        Assert.Equal(1, await NoticesAsync(stock, "stock_witness_asked", "demo-support"));
        var mine = await colleague.ReadAsync("/v1/me/tasks");
        Assert.Contains(mine.Data, t => t!["kind"]!.GetValue<string>() == "witness_stock_entry");
        stock = await nurse.DoneAsync(stock, "waste", new { quantity = 1, reason = "Dropped" });
        stock = await colleague.DoneAsync(stock, "ledger/2/witness", new { });
        Assert.Equal((1, 0, 0), await TasksAsync(stock, "witness_stock_entry"));
        stock = await colleague.DoneAsync(stock, "ledger/3/witness", new { });
        Assert.Equal((0, 1, 0), await TasksAsync(stock, "witness_stock_entry"));
    }

    private async Task<(int Open, int Done, int Cancelled)> TasksAsync(Answer stock, string kind) =>
        (await CountAsync(stock, kind, "ended_at IS NULL"), await CountAsync(stock, kind, "status = 'done'"), await CountAsync(stock, kind, "status = 'cancelled'"));

    private async Task<int> CountAsync(Answer stock, string kind, string which) => (int)await api.Database.ScalarAsync<long>(
        $"SELECT count(*) FROM work_tasks WHERE source_kind = 'medicine_stock' AND source_id = $1 AND kind = $2 AND label = 'health' AND {which}", stock.Id, kind);

    private Task<long> ErrorsAsync(Answer stock) =>
        api.Database.ScalarAsync<long>("SELECT count(*) FROM medicine_errors WHERE stock_id = $1 AND kind = 'stock_discrepancy'", stock.Id);

    private Task<long> NoticesAsync(Answer stock, string kind, string client) => api.Database.ScalarAsync<long>(
        "SELECT count(*) FROM notices WHERE record_id = $1 AND kind = $2 AND staff_id = $3", stock.Id, kind, TestData.StaffOf(client));
}
