using System.Net;
using Npgsql;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medication.DoseKit;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>What rivals do to each other at one order and one batch.</summary>
public class DoseRaceTests(DoseApi api) : IClassFixture<DoseApi>
{
    private const string Now = "2026-11-23T09:30:00Z";

    [Fact]
    public async Task Of_50_identical_doses_at_once_one_is_recorded()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GiveAsync(Dose(order, stock, Now))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a =>
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "min-interval", "2026-11-23T13:30:00Z"), (a.Status, a.Codes(), a.Text("nextAllowedAt"))));
        Assert.Equal((990, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
        Assert.Equal(1, await api.Database.CountAsync($"medication_administrations WHERE order_id = '{order}'"));
    }

    [Fact]
    public async Task Of_50_doses_for_one_slot_one_is_recorded()
    {
        var order = await api.Database.OrderAsync(PlantedOrder.Fixed("09:20"));
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GiveAsync(Dose(order, stock, Now))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a =>
            Assert.Equal((HttpStatusCode.Conflict, "slot-already-recorded"), (a.Status, a.Code)));
        Assert.Equal((990, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
    }

    [Fact]
    public async Task Doses_of_many_orders_never_take_more_than_the_batch_holds()
    {
        var stock = await api.Database.StockAsync(balance: 55);
        var orders = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            orders.Add(await api.Database.OrderAsync(new() { Pupil = TestData.OakPupils[i % 6] }));
        }

        using var client = await api.ClientAsync("demo-support");
        var answers = await Task.WhenAll(orders.Select(o => client.GiveAsync(Dose(o, stock, Now))));
        Assert.Equal(5, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal("insufficient-stock", a.Codes()));
        Assert.Equal((5, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
    }

    [Fact]
    public async Task A_dose_and_an_adjustment_at_once_leave_the_ledger_whole()
    {
        using var giver = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-medical-lead");
        for (var round = 0; round < 12; round++)
        {
            var order = await api.Database.OrderAsync();

            // Enough for one of the two, or for both when the adjustment brings some.
            var (delta, balance) = round % 2 == 0 ? (-15, 20) : (15, 5);
            var stock = await api.Database.StockAsync(order, balance);
            var (dose, adjusted) = (giver.GiveAsync(Dose(order, stock, Now)), lead.PostAsync($"/v1/medicine-stocks/{stock}/adjust", new { quantity = delta, reason = "Counted" }, "\"1\""));
            await Task.WhenAll(dose, adjusted);
            Assert.Contains((await dose).Status, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity]);
            Assert.Contains((int)(await adjusted).Status, (int[])[200, 412, 422]);
            var expected = balance - ((await dose).Status == HttpStatusCode.Created ? 10 : 0) + ((await adjusted).Status == HttpStatusCode.OK ? delta : 0);
            Assert.Equal((expected, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_consent_withdrawn_while_a_dose_is_posted_comes_before_or_after_it(bool withdrawalFirst)
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        var consent = await api.Database.ScalarAsync<Guid>($"SELECT consent_id FROM medication_orders WHERE id = '{order}'");
        using var giver = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-medical-lead");
        Task<Answer> Withdraw() => lead.PostAsync($"/v1/medicine-consents/{consent}/withdraw", new { reason = "The parent has changed their mind" }, "\"1\"");
        Task<Answer> Give() => giver.GiveAsync(Dose(order, stock, Now));

        // Whoever holds the order makes both wait, in the order in which they came.
        await using var holder = new NpgsqlConnection(api.Database.Owner);
        await holder.OpenAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"SELECT 1 FROM medication_orders WHERE id = '{order}' FOR UPDATE", holder, hold))
        {
            await command.ExecuteNonQueryAsync();
        }

        var first = withdrawalFirst ? Withdraw() : Give();
        await WaitingAsync(1);
        var second = withdrawalFirst ? Give() : Withdraw();
        await WaitingAsync(2);
        await hold.CommitAsync();
        var (withdrawn, dose) = withdrawalFirst ? (await first, await second) : (await second, await first);
        Assert.Equal(HttpStatusCode.OK, withdrawn.Status);
        Assert.Equal("stopped", await api.Database.ScalarAsync<string>($"SELECT status FROM medication_orders WHERE id = '{order}'"));
        if (withdrawalFirst)
        {
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "order-not-active consent-not-given"), (dose.Status, dose.Codes()));
            Assert.Equal(1000, await api.Database.BalanceAsync(stock));

            // What was given all the same is still recorded, marked.
            var marked = await giver.GivenAsync(Dose(order, stock, Now, new { alreadyGiven = new { reason = "Nobody knew yet" } }));
            Assert.Equal("order-not-active consent-not-given", marked.Codes("guardFailures"));
            return;
        }

        Assert.Equal((HttpStatusCode.Created, false), (dose.Status, dose.Json["isMarked"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task What_cannot_be_entered_into_stock_is_no_dose_either()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        await api.Database.ExecuteAsync(
            """
            CREATE FUNCTION refuse_doses() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $f$;
            CREATE TRIGGER refuse_doses BEFORE INSERT ON medicine_stock_entries FOR EACH ROW WHEN (NEW.kind = 'administered') EXECUTE FUNCTION refuse_doses()
            """);
        try
        {
            var failed = await client.GiveAsync(Dose(order, stock, Now));
            Assert.True((int)failed.Status >= 500, failed.ToString());
        }
        finally
        {
            await api.Database.ExecuteAsync("DROP TRIGGER refuse_doses ON medicine_stock_entries; DROP FUNCTION refuse_doses()");
        }

        Assert.Equal(0, await api.Database.CountAsync($"medication_administrations WHERE order_id = '{order}'"));
        Assert.Equal((1000, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
        await client.GivenAsync(Dose(order, stock, Now));
    }

    [Fact]
    public async Task A_dose_sent_again_with_its_key_is_one_dose_with_one_answer()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");

        // The reply is lost; whether the dose is stored nobody can tell.
        using (var lost = new CancellationTokenSource())
        {
            var sent = client.GiveAsync(Dose(order, stock, Now), "lost", lost.Token);
            await lost.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GiveAsync(Dose(order, stock, Now), "lost")));
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.ToString()));
        Assert.Single(answers.Select(a => a.BodyText).Distinct());
        Assert.Equal(1, await api.Database.CountAsync($"medication_administrations WHERE order_id = '{order}'"));
        Assert.Equal(990, await api.Database.BalanceAsync(stock));
        var other = await client.GiveAsync(Dose(order, stock, Now, new { quantity = 5 }), "lost");
        Assert.Equal("idempotency-key-reused", other.Code);
    }

    private async Task WaitingAsync(long sessions)
    {
        for (var tries = 0; await api.Database.SessionsAsync("wait_event_type = 'Lock'") < sessions; tries++)
        {
            Assert.True(tries < 500, "Nobody waits.");
            await Task.Delay(20);
        }
    }
}
