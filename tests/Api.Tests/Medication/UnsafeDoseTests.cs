using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medication.DoseKit;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>Doses that should not have been given and were, doses of rescue, and doses on a prescriber's word.</summary>
public class UnsafeDoseTests(DoseApi api) : IClassFixture<DoseApi>
{
    private const string Now = "2026-11-23T09:30:00Z";

    private static readonly object Already = new { alreadyGiven = new { reason = "It was given before anybody looked" } };

    [Fact]
    public async Task A_dose_that_was_given_is_kept_marked_counted_and_reported()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order, 200);
        using var client = await api.ClientAsync("demo-support");
        await client.GivenAsync(Dose(order, stock, "2026-11-23T09:00:00Z"));
        Assert.Equal("min-interval", (await client.GiveAsync(Dose(order, stock, Now))).Codes());

        var dose = await client.GivenAsync(Dose(order, stock, Now, Already));
        Assert.True(dose.Json["isMarked"]!.GetValue<bool>());
        Assert.Equal("min-interval", dose.Codes("guardFailures"));
        Assert.Equal(180, await api.Database.BalanceAsync(stock));
        var error = await api.Database.ScalarAsync<Guid>($"SELECT id FROM medicine_errors WHERE administration_id = '{dose.Id}' AND kind = 'given_against_guard' AND status = 'open'");
        Assert.Equal(1, await api.Database.CountAsync($"work_tasks WHERE source_id = '{error}' AND kind = 'review_medicine_error' AND team = 'medical_lead'"));
        Assert.Equal(1, await api.Database.CountAsync($"work_tasks WHERE source_id = '{error}' AND kind = 'tell_parent_of_medicine_error' AND due_on = '2026-11-23'"));

        // It counts like any other.
        var check = await client.CheckAsync(order, new { quantity = 10, at = "2026-11-23T13:29:00Z" });
        Assert.Equal("min-interval", check.Codes("failures"));
        Assert.Equal("2026-11-23T13:30:00Z", check.Text("nextAllowedAt"));
        var marked = await client.ReadAsync($"{Doses}?orderId={order}&marked=true");
        Assert.Equal(dose.Id, Assert.Single(marked.Data)!["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Whatever_is_wrong_with_it_a_given_dose_is_never_turned_away()
    {
        var order = await api.Database.OrderAsync(new PlantedOrder { Controlled = true, EndsOn = "2026-11-20", Status = "on_hold" });
        using var teacher = await api.ClientAsync("demo-teacher");
        var dose = await teacher.GivenAsync(Dose(order, Guid.CreateVersion7(), "2026-11-22T20:00:00Z", new
        {
            quantity = 30,
            reason = (string?)null,
            witnessId = TestData.StaffOf("demo-teacher"),
            overrideId = Guid.CreateVersion7(),
            slotAt = Now,
            priorDoseCheck = new { source = "parent", lastDoseAt = Now },
            alreadyGiven = new { reason = "Found out this morning" },
        }));
        Assert.Equal(
            "order-not-active outside-order-dates dose-out-of-range prior-dose-unknown insufficient-stock not-competent witness-required", dose.Codes("guardFailures"));
        Assert.Null(dose.Json["stockId"]);
        Assert.Equal(1, await api.Database.CountAsync($"work_tasks WHERE source_id = '{dose.Id}' AND kind = 'reconcile_dose_stock'"));
        Assert.Equal(1, await api.Database.CountAsync($"medicine_errors WHERE administration_id = '{dose.Id}'"));
    }

    [Fact]
    public async Task What_the_batch_does_not_hold_is_looked_for_and_not_taken()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order, 4);
        using var client = await api.ClientAsync("demo-support");
        var dose = await client.GivenAsync(Dose(order, stock, Now, Already));
        Assert.Equal("insufficient-stock", dose.Codes("guardFailures"));
        Assert.Equal(stock, dose.Json["stockId"]!.GetValue<Guid>());
        Assert.Equal((4, true), (await api.Database.BalanceAsync(stock), await api.Database.IsWholeAsync(stock)));
        Assert.Equal(1, await api.Database.CountAsync($"work_tasks WHERE source_id = '{dose.Id}' AND kind = 'reconcile_dose_stock'"));

        var voided = await client.DoneAsync(dose, "void", new { reason = "Wrong pupil", medicineStillInPack = true });
        Assert.Null(voided.Json["medicineStillInPack"]);
        Assert.Equal(4, await api.Database.BalanceAsync(stock));
        Assert.Equal(0, await api.Database.CountAsync($"work_tasks WHERE source_id = '{dose.Id}' AND ended_at IS NULL"));
    }

    [Fact]
    public async Task An_excuse_that_was_not_needed_marks_nothing()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        var dose = await client.GivenAsync(Dose(order, stock, "2026-11-23T07:00:00Z", Already));
        Assert.False(dose.Json["isMarked"]!.GetValue<bool>());
        Assert.Equal("It was given before anybody looked", dose.Text("lateReason"));
        Assert.Equal(0, await api.Database.CountAsync($"medicine_errors WHERE administration_id = '{dose.Id}'"));
    }

    [Fact]
    public async Task Nothing_blocks_a_rescue_and_anybody_records_it()
    {
        var order = await api.Database.OrderAsync(PlantedOrder.Rescue);
        var stock = await api.Database.StockAsync(order, 10);
        using var teacher = await api.ClientAsync("demo-teacher");
        var first = await teacher.GivenAsync(Dose(order, stock, "2026-11-23T09:25:00Z", new { priorDoseCheck = (object?)null, reason = (string?)null }));
        var second = await teacher.GivenAsync(Dose(order, stock, Now));
        Assert.Equal("prior-dose-unknown not-competent", first.Codes("guardWarnings"));
        Assert.Equal("min-interval insufficient-stock not-competent", second.Codes("guardWarnings"));
        Assert.All((Answer[])[first, second], d => Assert.False(d.Json["isMarked"]!.GetValue<bool>()));
        Assert.Equal(0, await api.Database.BalanceAsync(stock));
        Assert.Equal(1, await api.Database.CountAsync($"work_tasks WHERE source_id = '{second.Id}' AND kind = 'reconcile_dose_stock'"));
        var check = await teacher.CheckAsync(order, new { quantity = 10, at = Now });
        Assert.True(check.Json["allowed"]!.GetValue<bool>(), check.ToString());

        // Whoever recorded it may say that it was wrong.
        await teacher.DoneAsync(second, "void", new { reason = "Only one was given" });
    }

    [Fact]
    public async Task The_schools_spare_is_recorded_for_a_pupil_without_an_order()
    {
        var spare = await api.Database.StockAsync(balance: 2, medicine: "Adrenaline", emergency: true);
        using var teacher = await api.ClientAsync("demo-teacher");
        var body = Dose(Guid.Empty, spare, Now, new { orderId = (object?)null, pupilId = TestData.OakPupils[2], quantity = 1 });
        var dose = await teacher.GivenAsync(body);
        Assert.Equal(("Adrenaline", 1), (dose.Text("medicineName"), await api.Database.BalanceAsync(spare)));
        Assert.Null(dose.Json["orderId"]);

        body["pupilId"] = TestData.BeechPupils[0].ToString();
        Assert.Equal("unknown-reference", (await teacher.GiveAsync(body)).Code);
        body["pupilId"] = TestData.OakPupils[2].ToString();
        body["stockId"] = (await api.Database.StockAsync()).ToString();
        Assert.Equal("order-required", (await teacher.GiveAsync(body)).Code);
    }

    [Fact]
    public async Task An_override_lets_one_dose_through_on_two_peoples_word()
    {
        var order = await api.Database.OrderAsync(new PlantedOrder { Pupil = TestData.OakPupils[3] });
        var stock = await api.Database.StockAsync(order);
        using var giver = await api.ClientAsync("demo-support");
        using var second = await api.ClientAsync("demo-thrive-lead");
        await giver.GivenAsync(Dose(order, stock, "2026-11-23T09:00:00Z"));
        var asked = await giver.PostAsync($"/v1/medication-orders/{order}/dose-overrides", new { quantity = 10, authority = "nhs_111", reference = "Call 4711", reason = "High fever" });
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var url = asked.Raw.Headers.Location!.ToString();
        var dose = Dose(order, stock, Now, new { overrideId = asked.Id });
        Assert.Equal("override-not-confirmed", (await giver.GiveAsync(dose)).Code);
        Assert.Equal("confirms-own", (await giver.PostAsync(url + "/confirm", new { }, asked.ETag)).Code);
        Assert.Equal(428, (int)(await second.PostAsync(url + "/confirm", new { })).Status);
        var confirmed = await second.PostAsync(url + "/confirm", new { }, asked.ETag);
        Assert.Equal((HttpStatusCode.OK, Thrive), (confirmed.Status, confirmed.Json["confirmedById"]!.GetValue<Guid>()));
        Assert.Equal(confirmed.ETag, (await second.ReadAsync(url)).ETag);
        await StandsInChronologyAsync(url);
        Assert.Equal("override-quantity", (await giver.GiveAsync(Dose(order, stock, Now, new { overrideId = asked.Id, quantity = 11 }))).Code);

        var given = await giver.GivenAsync(dose);
        Assert.Equal(("", "min-interval", false), (given.Codes("guardFailures"), given.Codes("guardWarnings"), given.Json["isMarked"]!.GetValue<bool>()));
        Assert.Equal((HttpStatusCode.Conflict, "override-used"), ((await giver.GiveAsync(dose)).Status, (await giver.GiveAsync(dose)).Code));
    }

    /// <summary>Used or not, for those who read the doses of the order.</summary>
    private async Task StandsInChronologyAsync(string url)
    {
        var chronology = $"/v1/pupils/{TestData.OakPupils[3]}/chronology?kind=dose_override";
        using var lead = await api.ClientAsync("demo-medical-lead");
        var entry = (await lead.ReadAsync(chronology)).Data.Single()!;
        Assert.Equal(
            ("Leave for one dose beyond the rules, confirmed", "Paracetamol, up to 10 ml, on the word of NHS 111: High fever", url),
            ((string)entry["title"]!, (string)entry["text"]!, (string)entry["links"]!["self"]!));
        using var attendance = await api.ClientAsync("demo-attendance");
        Assert.DoesNotContain("High fever", (await attendance.ReadAsync(chronology)).BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_override_lifts_no_rule_but_a_prescribers()
    {
        var order = await api.Database.OrderAsync(new PlantedOrder { RequiredTraining = "diabetes" });
        using var giver = await api.ClientAsync("demo-support");
        using var second = await api.ClientAsync("demo-thrive-lead");
        var asked = await giver.PostAsync($"/v1/medication-orders/{order}/dose-overrides", new { quantity = 30, authority = "prescriber", reference = "Dr Shah", reason = "Larger dose" });
        await second.PostAsync(asked.Raw.Headers.Location! + "/confirm", new { }, asked.ETag);
        var refused = await giver.GiveAsync(Dose(order, null, Now, new { overrideId = asked.Id, quantity = 30 }));
        Assert.Equal("insufficient-stock not-competent", refused.Codes());
    }
}
