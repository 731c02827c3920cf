using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Medication;

public class MedicationRoundTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly PlantedMedicines _planted = new(api.Database);

    [Fact]
    public async Task A_round_says_what_is_due_overdue_given_and_missed_and_what_may_be_given_when()
    {
        var (amber, bilal, cara, dylan) = (TestData.OakPupils[0], TestData.OakPupils[1], TestData.OakPupils[2], TestData.OakPupils[3]);
        var due = await _planted.OrderAsync(amber, "2026-11-20T08:00Z", medicine: "Due");
        var given = await _planted.OrderAsync(bilal, "2026-11-20T08:00Z", medicine: "Given");
        var prn = await _planted.OrderAsync(cara, "2026-11-20T08:00Z", schedule: "prn", medicine: "Ibuprofen");
        var rescue = await _planted.OrderAsync(dylan, "2026-11-20T08:00Z", schedule: "emergency", medicine: "Salbutamol");
        var held = await _planted.OrderAsync(dylan, "2026-11-20T08:00Z", until: "2026-11-20T09:00Z", status: "on_hold", medicine: "Held");
        await _planted.SayAsync(given, bilal, "given", "2026-11-23T12:00Z", TestData.StaffOf("demo-support"));
        await _planted.SayAsync(prn, cara, "given", "2026-11-23T10:00Z", slot: false);
        var low = await _planted.StockAsync(due, amber, 24, "2027-06-30", medicine: "Due");
        var enough = await _planted.StockAsync(given, bilal, 25, "2026-12-01", medicine: "Given");
        var school = await _planted.StockAsync(null, null, 100, "2027-06-30", medicine: "Ibuprofen");

        // Before the window, in it, and after it. The window is 30 minutes about noon.
        var early = await RoundAsync("2026-11-23T11:00:00Z");
        Assert.Equal([due], Ids(early, "due"));
        Assert.False(Rows(early, "due").Single()["isOpen"]!.GetValue<bool>());
        var open = await RoundAsync("2026-11-23T12:30:00Z");
        Assert.True(Rows(open, "due").Single()["isOpen"]!.GetValue<bool>());
        Assert.Equal(low, Rows(open, "due").Single()["order"]!["stockId"]!.GetValue<Guid>());
        var after = await RoundAsync("2026-11-23T12:31:00Z");
        Assert.Empty(Rows(after, "due"));
        Assert.Equal([due], Ids(after, "overdue"));

        // What was given, and its witness who has not confirmed.
        Assert.Equal(["Ibuprofen", "Given"], Rows(after, "given").Select(d => d["medicineName"]!.GetValue<string>()));
        Assert.Equal(["Given"], Rows(after, "unwitnessed").Select(d => d["medicineName"]!.GetValue<string>()));

        // Four hours after 10:00.
        var when = Rows(after, "prn").Single();
        Assert.Equal((prn, false, school), (when["order"]!["orderId"]!.GetValue<Guid>(), when["allowedNow"]!.GetValue<bool>(), when["order"]!["stockId"]!.GetValue<Guid>()));
        Assert.Equal(["min-interval"], when["failures"]!.AsArray().Select(f => f!.GetValue<string>()));
        Assert.Equal(Instant("2026-11-23T14:00:00Z"), when["nextAllowedAt"]!.GetValue<DateTimeOffset>());

        // 24 ml last for less than five days of 5 ml; 25 do not. Of the rescue medicine there is none at all.
        Assert.Equal([rescue, due], Ids(after, "lowStock").Order().OrderBy(i => i == due));
        Assert.Equal(4, Rows(after, "lowStock").Single(l => l["order"]!["orderId"]!.GetValue<Guid>() == due)["lastsSchoolDays"]!.GetValue<int>());
        Assert.Equal([enough], Rows(after, "expiring").Select(s => s["stockId"]!.GetValue<Guid>()));
        Assert.Equal([rescue], Rows(after, "emergency").Select(o => o["orderId"]!.GetValue<Guid>()));
        Assert.Equal([held], Rows(after, "onHold").Select(o => o["orderId"]!.GetValue<Guid>()));

        // Another day, a day without school, and what lies ahead.
        var tomorrow = await RoundAsync("2026-11-23T12:31:00Z", "2026-11-24");
        Assert.Equal(2, Ids(tomorrow, "due").Count());
        Assert.Empty(Rows(tomorrow, "prn"));
        var saturday = await RoundAsync("2026-11-23T12:31:00Z", "2026-11-28");
        Assert.Equal((false, 0), (saturday.Json["isSchoolDay"]!.GetValue<bool>(), Rows(saturday, "due").Count()));
        Assert.True(Rows(await RoundAsync("2026-11-23T14:00:00Z"), "prn").Single()["allowedNow"]!.GetValue<bool>());
    }

    [Fact]
    public async Task It_asks_the_same_number_of_questions_for_one_order_and_for_300()
    {
        var pupil = TestData.BeechPupils[0];
        await _planted.OrderAsync(pupil, "2026-11-20T08:00Z", school: TestData.Beech);
        api.Clock.Now = Instant("2026-11-23T11:00:00Z");
        using var nurse = await api.ClientAsync("far-support");
        await ReadAsync(nurse);
        var (few, one) = await CountAsync(nurse);
        Assert.Single(Rows(one, "due"));
        for (var i = 0; i < 299; i++)
        {
            var order = await _planted.OrderAsync(pupil, "2026-11-20T08:00Z", school: TestData.Beech, schedule: i % 3 == 0 ? "prn" : "fixed");
            if (i % 3 == 0)
            {
                await _planted.SayAsync(order, pupil, "given", "2026-11-23T10:00Z", school: TestData.Beech, slot: false);
            }

            await _planted.StockAsync(order, pupil, 1, "2026-12-01", TestData.Beech);
        }

        var (many, full) = await CountAsync(nurse);
        Assert.Equal((200, 100, 299), (Rows(full, "due").Count(), Rows(full, "prn").Count(), Rows(full, "expiring").Count()));
        Assert.True(few == many && few is > 8 and < 18, $"{few} commands for one order, {many} for 300");
    }

    [Fact]
    public async Task Only_whose_work_it_is_sees_the_round_of_their_school()
    {
        foreach (var name in (string[])["demo-teacher", "demo-office", "demo-mis", "demo-attendance", "demo-auditor", "demo-phase-lead"])
        {
            using var client = await api.ClientAsync(name);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.ReadAsync(Url(TestData.Oak))).Status);
        }

        using var support = await api.ClientAsync("demo-support");
        Assert.Equal(HttpStatusCode.OK, (await support.ReadAsync(Url(TestData.Oak))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await support.ReadAsync(Url(TestData.Beech))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await support.ReadAsync(Url(TestData.Elm))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await support.ReadAsync("/v1/medication-rounds")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await support.ReadAsync(Url(TestData.Oak) + "&date=2030-01-01")).Status);
    }

    private static string Url(Guid school, string? date = null) => $"/v1/medication-rounds?schoolId={school}" + (date is null ? "" : $"&date={date}");

    private async Task<Answer> RoundAsync(string now, string? date = null)
    {
        api.Clock.Now = Instant(now);
        using var client = await api.ClientAsync("demo-medical-lead");
        var round = await client.ReadAsync(Url(TestData.Oak, date));
        Assert.Equal(HttpStatusCode.OK, round.Status);
        return round;
    }

    private async Task<(int Commands, Answer Round)> CountAsync(HttpClient client)
    {
        using var sent = new SentCommands(api.Database);
        var round = await ReadAsync(client);
        return (sent.Count, round);
    }

    private static async Task<Answer> ReadAsync(HttpClient client)
    {
        var round = await client.ReadAsync(Url(TestData.Beech, "2026-11-23"));
        Assert.Equal(HttpStatusCode.OK, round.Status);
        return round;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<JsonNode> Rows(Answer round, string list) => round.Json[list]!.AsArray().Select(r => r!);

    private static IEnumerable<Guid> Ids(Answer round, string list) => Rows(round, list).Select(r => r["order"]!["orderId"]!.GetValue<Guid>());
}
