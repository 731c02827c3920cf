using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medication.DoseKit;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>Slots, witnesses, voids and replacements.</summary>
public class DoseLifeTests(DoseApi api) : IClassFixture<DoseApi>
{
    private const string Now = "2026-11-23T09:30:00Z";

    [Fact]
    public async Task A_slot_has_one_record()
    {
        var order = await api.Database.OrderAsync(PlantedOrder.Fixed("09:20", "15:00"));
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        var first = await client.GivenAsync(Dose(order, stock, Now));
        Assert.Equal("2026-11-23T09:20:00Z", first.Text("slotAt"));
        foreach (var body in new[] { Dose(order, stock, Now), Dose(order, null, Now, new { outcome = "refused", refusalReason = "asleep", quantity = (object?)null }) })
        {
            var again = await client.GiveAsync(body);
            Assert.Equal((HttpStatusCode.Conflict, "slot-already-recorded", first.Id), (again.Status, again.Code, again.Json["clashes"]![0]!.GetValue<Guid>()));
        }

        var twice = await client.GivenAsync(Dose(order, stock, Now, new { alreadyGiven = new { reason = "Two of us" } }));
        Assert.Equal("slot-already-recorded", twice.Codes("guardFailures"));
        Assert.Equal(980, await api.Database.BalanceAsync(stock));
    }

    [Theory]
    [InlineData("08:59", true)]
    [InlineData("09:00", false)]
    [InlineData("10:00", false)]
    [InlineData("10:01", true)]
    public async Task Outside_its_window_a_fixed_dose_says_why(string slot, bool needsReason)
    {
        var order = await api.Database.OrderAsync(PlantedOrder.Fixed(slot));
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        var bare = await client.GiveAsync(Dose(order, stock, Now, new { reason = (string?)null }));
        Assert.Equal(needsReason ? "outside-window" : null, bare.Code);
        if (needsReason)
        {
            await client.GivenAsync(Dose(order, stock, Now));
        }
    }

    [Fact]
    public async Task A_missed_dose_gives_way_to_what_happened_with_a_reason()
    {
        var order = await api.Database.OrderAsync(PlantedOrder.Fixed("09:20"));
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        var missed = await client.GivenAsync(Dose(order, null, Now, new { outcome = "missed", quantity = (object?)null }));
        Assert.Equal("late-reason-required", (await client.GiveAsync(Dose(order, stock, Now))).Code);
        var given = await client.GivenAsync(Dose(order, stock, Now, new { lateReason = "Was in assembly" }));
        var before = await client.ReadAsync($"{Doses}/{missed.Id}");
        Assert.Equal(("voided", "Was in assembly", given.Id), (before.Text("status"), before.Text("voidReason"), before.Json["replacedById"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task A_witness_confirms_by_their_own_token()
    {
        var order = await api.Database.OrderAsync(new PlantedOrder { Controlled = true });
        var stock = await api.Database.StockAsync(order);
        using var giver = await api.ClientAsync("demo-support");
        Assert.Equal("witness-required", (await giver.GiveAsync(Dose(order, stock, Now))).Codes());
        var dose = await giver.GivenAsync(Dose(order, stock, Now, new { witnessId = Thrive }));
        Assert.Equal("requested", dose.Text("witnessStatus"));
        Assert.Equal(1, await api.Database.CountAsync($"notices WHERE record_id = '{dose.Id}' AND kind = 'dose_witness_asked' AND staff_id = '{Thrive}'"));
        var url = $"{Doses}/{dose.Id}/witness";
        Assert.Equal("witness-is-giver", (await giver.PostAsync(url, new { }, dose.ETag)).Code);
        using var other = await api.ClientAsync("demo-senco");
        Assert.Equal((HttpStatusCode.Forbidden, "not-the-witness"), ((await other.PostAsync(url, new { }, dose.ETag)).Status, (await other.PostAsync(url, new { }, dose.ETag)).Code));
        using var witness = await api.ClientAsync("demo-thrive-lead");
        Assert.Equal(428, (int)(await witness.PostAsync(url, new { })).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await witness.PostAsync(url, new { }, "\"7\"")).Status);
        Assert.Contains("witness", (await witness.ReadAsync($"{Doses}/{dose.Id}")).Codes("allowedActions"));
        var confirmed = await witness.DoneAsync(dose, "witness", new { });
        Assert.Equal(("confirmed", "\"2\""), (confirmed.Text("witnessStatus"), confirmed.ETag));
        Assert.Equal("invalid-transition", (await witness.PostAsync(url, new { }, confirmed.ETag)).Code);
    }

    [Fact]
    public async Task A_void_puts_back_what_is_still_in_the_pack_and_nothing_else()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order, 100);
        using var client = await api.ClientAsync("demo-support");
        var dose = await client.GivenAsync(Dose(order, stock, Now));
        Assert.Equal(428, (int)(await client.PostAsync($"{Doses}/{dose.Id}/void", new { reason = "x" })).Status);
        var voided = await client.DoneAsync(dose, "void", new { reason = "Not given after all", medicineStillInPack = true });
        Assert.Equal(("voided", true), (voided.Text("status"), voided.Json["medicineStillInPack"]!.GetValue<bool>()));
        Assert.Equal((100, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
        Assert.Equal(0, await api.Database.CountAsync($"work_tasks WHERE source_id = '{dose.Id}' AND ended_at IS NULL"));
        Assert.Equal("invalid-transition", (await client.PostAsync($"{Doses}/{dose.Id}/void", new { reason = "x" }, voided.ETag)).Code);

        // It no longer counts, so that the next may be given at once; this one was swallowed.
        var next = await client.GivenAsync(Dose(order, stock, Now));
        await client.DoneAsync(next, "void", new { reason = "Wrong pupil", medicineStillInPack = false });
        Assert.Equal((90, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
    }

    [Fact]
    public async Task A_replacement_stands_in_its_place_in_the_same_transaction()
    {
        var order = await api.Database.OrderAsync(PlantedOrder.Fixed("09:20"));
        var stock = await api.Database.StockAsync(order, 100);
        using var client = await api.ClientAsync("demo-support");
        var dose = await client.GivenAsync(Dose(order, stock, Now));
        var bad = await client.PostAsync($"{Doses}/{dose.Id}/void", new { reason = "Half of it", replacement = new { outcome = "given", quantity = 30, givenAt = Now, stockId = stock } }, dose.ETag);
        Assert.Equal(("dose-refused", "/replacement/quantity"), (bad.Code, bad.Json["errors"]![0]!["pointer"]!.GetValue<string>()));

        var voided = await client.DoneAsync(dose, "void", new
        {
            reason = "Half of it",
            medicineStillInPack = true,
            replacement = new { outcome = "given", quantity = 5, givenAt = Now, stockId = stock },
        });
        var replacement = await client.ReadAsync($"{Doses}/{voided.Json["replacedById"]!.GetValue<Guid>()}");
        Assert.Equal((5, "recorded", "2026-11-23T09:20:00Z"), (replacement.Json["quantity"]!.GetValue<decimal>(), replacement.Text("status"), replacement.Text("slotAt")));
        Assert.Equal((95, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
    }

    [Fact]
    public async Task What_a_competent_pupil_takes_of_their_own_needs_no_stock()
    {
        var order = await api.Database.OrderAsync(new PlantedOrder { SelfHeld = true, Controlled = true });
        using var client = await api.ClientAsync("demo-support");
        var dose = await client.GivenAsync(Dose(order, null, Now, new { outcome = "self_administered" }));
        Assert.Empty(dose.Codes("guardFailures"));
        Assert.Equal(0, await api.Database.CountAsync($"work_tasks WHERE source_id = '{dose.Id}' AND kind = 'reconcile_dose_stock'"));
    }

    [Fact]
    public async Task A_dose_at_home_is_taken_down_whenever_it_was_and_counts()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        await client.GivenAsync(Dose(order, null, "2026-11-23T06:30:00Z", new { outcome = "given_at_home", reason = (string?)null, priorDoseCheck = (object?)null }));
        var early = await client.GiveAsync(Dose(order, stock, Now));
        Assert.Equal(("min-interval", "2026-11-23T10:30:00Z"), (early.Codes(), early.Text("nextAllowedAt")));
    }
}
