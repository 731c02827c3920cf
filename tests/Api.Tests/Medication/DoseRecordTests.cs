using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medication.DoseKit;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>What is recorded of doses at Oak on Monday 23 November 2026; the clock stands at 09:30.</summary>
public class DoseRecordTests(DoseApi api) : IClassFixture<DoseApi>
{
    private const string Now = "2026-11-23T09:30:00Z";

    [Fact]
    public async Task A_dose_takes_from_stock_and_leaves_the_duty_to_tell_a_parent()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order, 200);
        using var client = await api.ClientAsync("demo-support");
        var dose = await client.GivenAsync(Dose(order, stock, Now));
        Assert.Equal($"{Doses}/{dose.Id}", dose.Raw.Headers.Location!.ToString());
        Assert.Equal(("given", "Paracetamol", "ml", "recorded"), (dose.Text("outcome"), dose.Text("medicineName"), dose.Text("doseUnit"), dose.Text("status")));
        Assert.False(dose.Json["isMarked"]!.GetValue<bool>());
        Assert.Equal(190, await api.Database.BalanceAsync(stock));
        Assert.Equal(1, await api.Database.CountAsync($"medicine_stock_entries WHERE administration_id = '{dose.Id}' AND kind = 'administered' AND delta = -10 AND balance_after = 190"));
        Assert.Equal(1, await TasksAsync(dose, "tell_parent_of_dose", "ended_at IS NULL"));

        var told = await client.DoneAsync(dose, "parent-notified", new { at = Now, how = "phone" });
        Assert.Equal("phone", told.Text("parentNotifiedHow"));
        Assert.Equal(1, await TasksAsync(dose, "tell_parent_of_dose", "status = 'done'"));
        var again = await client.PostAsync($"{Doses}/{dose.Id}/parent-notified", new { at = Now, how = "phone" }, told.ETag);
        Assert.Equal((HttpStatusCode.Conflict, "invalid-transition"), (again.Status, again.Code));
    }

    [Fact]
    public async Task Every_reason_comes_at_once()
    {
        var order = await api.Database.OrderAsync(new PlantedOrder { Controlled = true, EndsOn = "2026-11-20", Status = "on_hold", RequiredTraining = "epilepsy" });
        var stock = await api.Database.StockAsync(order, 3, "2026-11-20");
        using var client = await api.ClientAsync("demo-support");
        var refused = await client.GiveAsync(Dose(order, stock, Now, new { quantity = 30, priorDoseCheck = (object?)null, reason = (string?)null }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            "order-not-active outside-order-dates batch-expired dose-out-of-range prior-dose-unknown insufficient-stock not-competent witness-required reason-required",
            refused.Codes());
        Assert.Equal(0, await api.Database.CountAsync($"medication_administrations WHERE order_id = '{order}'"));
        Assert.Equal(3, await api.Database.BalanceAsync(stock));
    }

    [Theory]
    [InlineData("quantity", "0", "out-of-range")]
    [InlineData("quantity", "-1", "out-of-range")]
    [InlineData("quantity", "1.0001", "too-many-decimals")]
    [InlineData("quantity", null, "required")]
    [InlineData("outcome", "\"eaten\"", null)]
    [InlineData("givenAt", "\"2026-11-23T09:30:00\"", null)]
    [InlineData("refusalReason", "\"asleep\"", "not-applicable")]
    [InlineData("givenById", "\"01997000-0000-7000-8000-00000000a40b\"", "unknown-member")]
    public async Task What_is_no_record_is_400(string member, string? json, string? code)
    {
        var dose = Dose(Guid.CreateVersion7(), null, Now);
        dose.Remove(member);
        if (json is not null)
        {
            dose[member] = System.Text.Json.Nodes.JsonNode.Parse(json);
        }

        using var client = await api.ClientAsync("demo-support");
        var answer = await client.GiveAsync(dose);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        if (code is not null)
        {
            Assert.Equal((code, "/" + member), (answer.Codes(), answer.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task A_key_is_required()
    {
        using var client = await api.ClientAsync("demo-support");
        var answer = await client.PostAsync(Doses, Dose(Guid.CreateVersion7(), null, Now));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency-key-missing"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("doseUnit", "\"tablet\"", "wrong-stock")]
    [InlineData("givenAt", "\"2026-11-23T09:36:00Z\"", "given-at-in-future")]
    [InlineData("givenAt", "\"2026-11-16T09:29:00Z\"", "late-reason-required")]
    [InlineData("witnessId", "\"01997000-0000-7000-8000-00000000a401\"", "witness-is-giver")]
    [InlineData("witnessId", "\"01997000-0000-7000-8000-00000000b401\"", "unknown-reference")]
    [InlineData("slotAt", "\"2026-11-23T09:30:00Z\"", "not-a-slot")]
    [InlineData("overrideId", "\"01997000-0000-7000-8000-00000000b401\"", "unknown-reference")]
    [InlineData("pupilId", "\"01997000-0000-7000-8000-00000000a101\"", "unknown-reference")]
    [InlineData("priorDoseCheck", "{\"source\":\"parent\",\"lastDoseAt\":\"2026-11-23T09:31:00Z\"}", "prior-dose-after")]
    [InlineData("priorDoseCheck", "{\"source\":\"none\"}", "prior-dose-unknown")]
    public async Task What_cannot_be_so_is_422(string member, string json, string code)
    {
        var order = await api.Database.OrderAsync();
        var dose = Dose(order, await api.Database.StockAsync(order), Now);
        dose[member] = System.Text.Json.Nodes.JsonNode.Parse(json);
        using var client = await api.ClientAsync("demo-support");
        var answer = await client.GiveAsync(dose);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Json["errors"]?[0]?["code"]?.GetValue<string>() ?? answer.Code));
    }

    [Fact]
    public async Task The_batch_is_of_the_order_and_named()
    {
        var order = await api.Database.OrderAsync();
        var others = await api.Database.StockAsync(await api.Database.OrderAsync(new PlantedOrder { Pupil = TestData.OakPupils[1] }));
        var ibuprofen = await api.Database.StockAsync(medicine: "Ibuprofen");
        using var client = await api.ClientAsync("demo-support");
        Assert.Equal("wrong-stock", (await client.GiveAsync(Dose(order, others, Now))).Codes());
        Assert.Equal("wrong-stock", (await client.GiveAsync(Dose(order, ibuprofen, Now))).Codes());
        Assert.Equal("insufficient-stock", (await client.GiveAsync(Dose(order, null, Now))).Codes());
        Assert.Equal("unknown-reference", (await client.GiveAsync(Dose(order, Guid.CreateVersion7(), Now))).Code);

        var schools = await api.Database.StockAsync(balance: 50);
        await client.GivenAsync(Dose(order, schools, Now));
        Assert.Equal(40, await api.Database.BalanceAsync(schools));
    }

    [Fact]
    public async Task Asking_records_nothing()
    {
        var order = await api.Database.OrderAsync(new PlantedOrder { Controlled = true, Medicine = "Codeine" });
        using var client = await api.ClientAsync("demo-support");
        var check = await client.CheckAsync(order, new { quantity = 10, at = Now, priorDoseCheck = new { source = "pupil" } });
        Assert.True(check.Json["allowed"]!.GetValue<bool>(), check.ToString());
        Assert.Equal("insufficient-stock witness-required", check.Codes("warnings"));
        Assert.Equal(0, await api.Database.CountAsync($"medication_administrations WHERE order_id = '{order}'"));

        using var pastoral = await api.ClientAsync("demo-pastoral");
        Assert.Equal(HttpStatusCode.Forbidden, (await pastoral.CheckAsync(order, new { quantity = 10, at = Now })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.CheckAsync(Guid.CreateVersion7(), new { quantity = 10, at = Now })).Status);
    }

    [Fact]
    public async Task A_second_refusal_in_a_row_opens_a_task()
    {
        var order = await api.Database.OrderAsync();
        using var client = await api.ClientAsync("demo-support");
        object refusal = new { outcome = "refused", refusalReason = "declined", quantity = (object?)null };
        var first = await client.GivenAsync(Dose(order, null, "2026-11-23T09:00:00Z", refusal));
        var second = await client.GivenAsync(Dose(order, null, Now, refusal));
        Assert.Equal((0, 1), (await TasksAsync(first, "review_refused_doses"), await TasksAsync(second, "review_refused_doses")));
        Assert.Equal(1, await TasksAsync(second, "tell_parent_of_dose"));
    }

    [Fact]
    public async Task What_came_up_again_counts_as_a_whole_dose()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-support");
        await client.GivenAsync(Dose(order, null, "2026-11-23T09:00:00Z", new { outcome = "refused", refusalReason = "vomited", quantity = (object?)null }));
        Assert.Equal("min-interval", (await client.GiveAsync(Dose(order, stock, Now))).Codes());
    }

    [Fact]
    public async Task A_dose_of_the_same_medicine_on_another_order_is_warned_of()
    {
        var (one, other) = (await api.Database.OrderAsync(new() { Pupil = TestData.OakPupils[4] }), await api.Database.OrderAsync(new() { Pupil = TestData.OakPupils[4] }));
        var stock = await api.Database.StockAsync();
        using var client = await api.ClientAsync("demo-support");
        await client.GivenAsync(Dose(one, stock, "2026-11-23T09:00:00Z"));
        var dose = await client.GivenAsync(Dose(other, stock, Now));
        Assert.Equal("same-medicine", dose.Codes("guardWarnings"));
    }

    [Fact]
    public async Task It_stands_in_lists_and_in_the_chronology()
    {
        var pupil = TestData.OakPupils[3];
        var order = await api.Database.OrderAsync(new() { Pupil = pupil });
        var stock = await api.Database.StockAsync(order);
        using var client = await api.ClientAsync("demo-medical-lead");
        var given = await client.GivenAsync(Dose(order, stock, Now, new { witnessId = Worker }));
        var refused = await client.GivenAsync(Dose(order, null, "2026-11-23T09:00:00Z", new { outcome = "refused", refusalReason = "asleep", quantity = (object?)null }));
        foreach (var (filter, found) in new (string, Guid[])[]
        {
            ("", [given.Id, refused.Id]), ("&sort=givenAt", [refused.Id, given.Id]), ("&outcome=refused", [refused.Id]), ("&outcome=refused&outcome=given", [given.Id, refused.Id]),
            ("&unwitnessed=true", [given.Id]), ("&unwitnessed=false", [refused.Id]), ("&marked=true", []), ("&status=voided", []), ("&from=2026-11-24", []),
            ("&to=2026-11-23&from=2026-11-23", [given.Id, refused.Id]), ($"&orderId={order}", [given.Id, refused.Id]), ($"&orderId={Guid.CreateVersion7()}", []),
            ($"&schoolId={TestData.Beech}", []),
        })
        {
            var page = await client.ReadAsync($"{Doses}?pupilId={pupil}{filter}");
            Assert.Equal(found, page.Data.Select(d => d!["id"]!.GetValue<Guid>()));
        }

        var first = await client.ReadAsync($"{Doses}?pupilId={pupil}&limit=1");
        var next = await client.ReadAsync($"{Doses}?pupilId={pupil}&limit=1&cursor={Uri.EscapeDataString(first.Json["page"]!["nextCursor"]!.GetValue<string>())}");
        Assert.Equal(refused.Id, next.Data[0]!["id"]!.GetValue<Guid>());
        var read = await client.ReadAsync($"{Doses}/{given.Id}");
        Assert.Equal((HttpStatusCode.OK, given.ETag), (read.Status, read.ETag));

        var chronology = await client.ReadAsync($"/v1/pupils/{pupil}/chronology?kind=medication_administration");
        Assert.Equal(["Paracetamol, given 10 ml", "Paracetamol, refused"], chronology.Data.Select(e => e!["title"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Whoever_may_not_give_may_not_record_and_other_schools_learn_nothing()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        foreach (var (clientId, status) in new (string, HttpStatusCode)[]
        {
            ("demo-teacher", HttpStatusCode.Forbidden), ("demo-office", HttpStatusCode.Forbidden), ("demo-mis", HttpStatusCode.Forbidden), ("demo-admin", HttpStatusCode.Forbidden),
            ("far-support", HttpStatusCode.UnprocessableEntity), ("demo-other-dsl", HttpStatusCode.UnprocessableEntity),
        })
        {
            using var client = await api.ClientAsync(clientId);
            Assert.Equal(status, (await client.GiveAsync(Dose(order, stock, Now))).Status);
        }

        using var giver = await api.ClientAsync("demo-support");
        var dose = await giver.GivenAsync(Dose(order, stock, Now));
        using var far = await api.ClientAsync("far-support");
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Doses}/{dose.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync($"{Doses}/{dose.Id}/void", new { reason = "x" }, dose.ETag)).Status);
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.ReadAsync($"{Doses}/{dose.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.PostAsync($"{Doses}/{dose.Id}/void", new { reason = "x" }, dose.ETag)).Status);
    }

    [Fact]
    public async Task What_is_confidential_exists_for_confidants_only()
    {
        var pupil = TestData.OakPupils[5];
        var order = await api.Database.OrderAsync(new() { Pupil = pupil, Confidential = true, Medicine = "Contraceptive" });
        var stock = await api.Database.StockAsync(order);
        using var lead = await api.ClientAsync("demo-medical-lead");
        var dose = await lead.GivenAsync(Dose(order, stock, Now));
        Assert.Equal(0, await api.Database.CountAsync($"work_tasks WHERE source_id = '{dose.Id}'"));
        var told = await lead.PostAsync($"{Doses}/{dose.Id}/parent-notified", new { at = Now, how = "phone" }, dose.ETag);
        Assert.Equal("contacts-are-not-told", told.Code);
        foreach (var (clientId, sees) in new[] { ("demo-medical-lead", true), ("demo-dsl", true), ("demo-support", false), ("demo-head", false), ("demo-pastoral", false) })
        {
            using var client = await api.ClientAsync(clientId);
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await client.ReadAsync($"{Doses}/{dose.Id}")).Status);
            Assert.Equal(sees, (await client.ReadAsync($"{Doses}?pupilId={pupil}")).Data.Count > 0);
            Assert.Equal(sees, (await client.ReadAsync($"/v1/pupils/{pupil}/chronology?kind=medication_administration")).Data.Count > 0);
        }

        using var worker = await api.ClientAsync("demo-support");
        var unknown = await worker.GiveAsync(Dose(order, stock, Now));
        Assert.Equal("unknown-reference", unknown.Code);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.CheckAsync(order, new { quantity = 10, at = Now })).Status);
    }

    private Task<long> TasksAsync(Answer dose, string kind, string and = "true") =>
        api.Database.CountAsync($"work_tasks WHERE source_id = '{dose.Id}' AND kind = '{kind}' AND {and}");
}
