using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.MedicineStocks.StockRequests;

namespace PupilSupport.Api.Tests.MedicineStocks;

public class StockRuleTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_pupil_s_stock_takes_medicine_and_school_from_its_order()
    {
        using var office = await api.ClientAsync("demo-office");
        var order = await api.Database.OrderAsync();

        var stock = await office.MadeAsync(OfPupil(order));

        Assert.Equal(("Methylphenidate", "10mg", "tablet", "tablet"), (stock.Text("medicineName"), stock.Text("strength"), stock.Text("form"), stock.Text("unit")));
        Assert.Equal((TestData.Oak.ToString(), TestData.OakPupils[0].ToString(), order.ToString()), (stock.Text("schoolId"), stock.Text("pupilId"), stock.Text("orderId")));
        Assert.Equal(("2027-02-28", "Medical room", 30m), (stock.Text("expiresOn"), stock.Text("storageLocation"), stock.Number("balance")));
        Assert.Equal($"{Url}/{stock.Id}", stock.Raw.Headers.Location!.OriginalString);
        Assert.Equal(["receive"], stock.Actions());
    }

    [Theory]
    [InlineData("draft", 201)]
    [InlineData("verified", 201)]
    [InlineData("ended", 422)]
    [InlineData("stopped", 422)]
    public async Task It_is_taken_in_until_its_order_is_over(string status, int answer)
    {
        using var office = await api.ClientAsync("demo-office");
        var over = status is "ended" or "stopped";
        var set = over ? ", ended_at = now(), state_reason = 'x'" : ", verified_at = now(), label_checked_at = now(), verified_by_id = recorded_by_id";
        var order = await api.Database.OrderAsync(set: $"status = '{status}'" + (status == "draft" ? "" : set));

        var received = await office.PostAsync(Url, OfPupil(order));

        Assert.True((int)received.Status == answer, received.ToString());
        Assert.Equal(over ? "order-ended" : null, received.Code);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_its_place()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var order = await api.Database.OrderAsync();
        foreach (var (body, status, code, pointer) in new (object, int, string, string)[]
        {
            (OfPupil(order, unit: "ml"), 422, "unit-differs", "/unit"),
            (OfPupil(Guid.CreateVersion7()), 422, "unknown-reference", "/orderId"),
            (OfPupil(order, from: Guid.CreateVersion7()), 422, "unknown-reference", "/receivedFromContactId"),
            (OfPupil(order, quantity: 0), 400, "validation-failed", "/quantity"),
            (OfPupil(order, quantity: -1), 400, "validation-failed", "/quantity"),
            (OfPupil(order, quantity: 1.0001m), 400, "validation-failed", "/quantity"),
            (OfPupil(order, quantity: 1_000_000), 400, "validation-failed", "/quantity"),
            (OfPupil(order, expiresOn: "2027-02-30"), 400, "validation-failed", "/expiresOn"),
            (OfPupil(order, expiresOn: "02/2027"), 400, "validation-failed", "/expiresOn"),
            (new { owner = "pupil", expiresOn = "2027-02", quantity = 1, unit = "ml" }, 422, "owner-mismatch", "/orderId"),
            (new { owner = "school", expiresOn = "2027-02", quantity = 1, unit = "ml" }, 422, "owner-mismatch", "/schoolId"),
            (new { owner = "school", schoolId = TestData.Oak, medicineName = "!!", form = "liquid", expiresOn = "2027-02", quantity = 1, unit = "ml" }, 422, "medicine-name-unreadable", "/medicineName"),
            (OfSchool(school: TestData.Beech), 422, "unknown-reference", "/schoolId"),
        })
        {
            var refused = await nurse.PostAsync(Url, body);
            Assert.True((status, code, pointer) == ((int)refused.Status, refused.Code, refused.Pointer()), refused.ToString());
        }
    }

    [Fact]
    public async Task The_school_s_own_stock_is_everybody_s_and_nobody_s()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool());
        Assert.Null(stock.Json["pupilId"]);
        Assert.Equal("owner-mismatch", (await nurse.PostAsync(Url, new
        {
            owner = "school",
            schoolId = TestData.Oak,
            medicineName = "Paracetamol",
            form = "liquid",
            expiresOn = "2027-02",
            quantity = 1,
            unit = "ml",
            receivedFromContactId = Guid.CreateVersion7(),
        })).Code);
        var returned = await nurse.DoAsync(stock, "return", new { quantity = 1, reason = "x", returnedToContactId = Guid.CreateVersion7() });
        Assert.Equal(("unknown-reference", "/returnedToContactId"), (returned.Code, returned.Pointer()));
    }

    [Fact]
    public async Task One_person_adjusts_what_is_not_controlled_and_an_adjustment_of_nothing_is_none()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var stock = await nurse.MadeAsync(OfSchool());

        stock = await nurse.DoneAsync(stock, "adjust", new { quantity = -0.5, reason = "Spilt long ago" });
        stock = await nurse.DoneAsync(stock, "dispose", new { quantity = 100, reason = "Pharmacy" });
        stock = await nurse.DoneAsync(stock, "receive", new { quantity = 50 });

        Assert.Equal(149.5m, stock.Number("balance"));
        Assert.Equal(400, (int)(await nurse.DoAsync(stock, "adjust", new { quantity = 0, reason = "x" })).Status);
        Assert.Equal(400, (int)(await nurse.DoAsync(stock, "adjust", new { quantity = 1 })).Status);
        Assert.Equal(400, (int)(await nurse.DoAsync(stock, "waste", new { quantity = -1, reason = "x" })).Status);
        Assert.Equal("stock-not-empty", (await nurse.DoAsync(stock, "close", new { })).Code);
    }

    [Fact]
    public async Task A_second_person_confirms_or_rejects_with_their_own_token()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        using var colleague = await api.ClientAsync("demo-support");
        using var head = await api.ClientAsync("demo-head");
        var stock = await nurse.MadeAsync(OfSchool(controlled: true));
        stock = await nurse.DoneAsync(stock, "dispose", new { quantity = 150, reason = "Expired" });
        Assert.Equal((200m, 150m), (stock.Number("balance"), stock.Json["pending"]!["quantity"]!.GetValue<decimal>()));
        Assert.DoesNotContain("confirm", stock.Actions());

        Assert.Equal((422, "same-person"), await RefusedAsync(nurse, stock, "confirm", new { }));
        Assert.Equal((409, "confirmation-pending"), await RefusedAsync(nurse, stock, "adjust", new { quantity = 1, reason = "x" }));
        stock = await colleague.DoneAsync(stock, "reject", new { reason = "Counted again: still in date" });
        Assert.Null(stock.Json["pending"]);
        Assert.Equal((409, "invalid-transition"), await RefusedAsync(colleague, stock, "confirm", new { }));
        stock = await nurse.DoneAsync(stock, "adjust", new { quantity = -1, reason = "Spilt" });
        stock = await nurse.DoneAsync(stock, "reject", new { reason = "My mistake" });
        stock = await nurse.DoneAsync(stock, "dispose", new { quantity = 200, reason = "Expired" });
        stock = await head.DoneAsync(stock, "confirm", new { });

        Assert.Equal(0m, stock.Number("balance"));
        Assert.Equal(2, stock.Json["lastSequence"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_witness_is_a_colleague_of_the_school_and_another_person()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        using var colleague = await api.ClientAsync("demo-thrive-lead");
        var stock = await nurse.MadeAsync(OfSchool(controlled: true));

        Assert.Equal((422, "same-person"), await RefusedAsync(nurse, stock, "waste", Waste(TestData.StaffOf("demo-medical-lead"))));
        Assert.Equal((422, "unknown-reference"), await RefusedAsync(nurse, stock, "waste", Waste(TestData.StaffOf("far-support"))));
        stock = await nurse.DoneAsync(stock, "waste", Waste(null));
        Assert.Equal(1, stock.Json["unwitnessed"]!.GetValue<int>());
        Assert.Equal((422, "same-person"), await RefusedAsync(nurse, stock, "ledger/2/witness", new { }));
        Assert.Equal((409, "witness-not-asked"), await RefusedAsync(colleague, stock, "ledger/1/witness", new { }));
        Assert.Equal((404, "not-found"), await RefusedAsync(colleague, stock, "ledger/9/witness", new { }));
        stock = await colleague.DoneAsync(stock, "ledger/2/witness", new { });

        Assert.Equal(0, stock.Json["unwitnessed"]!.GetValue<int>());
        Assert.Equal((409, "witness-not-asked"), await RefusedAsync(colleague, stock, "ledger/2/witness", new { }));
    }

    [Fact]
    public async Task An_order_that_becomes_controlled_makes_its_stock_so()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var order = await api.Database.OrderAsync();
        var stock = await nurse.MadeAsync(OfPupil(order));
        await api.Database.ExecuteAsync("UPDATE medication_orders SET controlled = true WHERE id = $1", order);

        stock = await nurse.DoneAsync(stock, "adjust", new { quantity = -1, reason = "x" });

        Assert.Equal((30m, true), (stock.Number("balance"), stock.Json["controlled"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task What_has_expired_says_so()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var order = await api.Database.OrderAsync();
        var (past, today) = (await nurse.MadeAsync(OfPupil(order, expiresOn: "2026-11-22")), await nurse.MadeAsync(OfPupil(order, expiresOn: "2026-11-23")));
        Assert.True(past.Json["isExpired"]!.GetValue<bool>());
        Assert.False(today.Json["isExpired"]!.GetValue<bool>());
    }

    private static object Waste(Guid? witness) => new { quantity = 1, reason = "Dropped", witnessId = witness };

    private static async Task<(int Status, string? Code)> RefusedAsync(HttpClient client, Answer stock, string action, object body)
    {
        var refused = await client.DoAsync(stock, action, body);
        return ((int)refused.Status, refused.Code);
    }
}
