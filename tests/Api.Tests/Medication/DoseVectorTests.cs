using System.Globalization;
using System.Net;
using static PupilSupport.Api.Tests.Medication.DoseKit;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>The guard's vectors over HTTP: first asked, then posted, with the clock at each dose's own time.</summary>
public class DoseVectorTests(DoseApi api) : IClassFixture<DoseApi>
{
    private const string Day = "2026-11-20T09:00Z 2026-11-20T13:00Z 2026-11-20T17:00Z 2026-11-20T21:00Z";

    [Theory]
    [InlineData("2026-11-20T09:00Z", "2026-11-20T12:59Z", 10, "min-interval", "2026-11-20T13:00Z")] // 1
    [InlineData("2026-11-20T09:00Z", "2026-11-20T13:00Z", 10, "", null)] // 2
    [InlineData(Day, "2026-11-21T08:59Z", 10, "max-doses-24h max-quantity-24h", "2026-11-21T09:00Z")] // 3
    [InlineData(Day, "2026-11-21T09:00Z", 10, "", null)] // 4
    [InlineData("2026-11-20T09:00Z 2026-11-20T15:00Z", "2026-11-20T12:00Z", 10, "min-interval", "2026-11-20T19:00Z")] // 5
    [InlineData("2026-11-20T09:00Z=20", "2026-11-20T13:00Z", 25, "max-quantity-24h", "2026-11-21T09:00Z")] // 6
    [InlineData(Day, "2026-11-20T05:00Z", 10, "max-doses-24h max-quantity-24h", "2026-11-21T09:00Z")] // 7
    [InlineData("", "2026-11-20T09:00Z", 10, "", null)] // 8
    [InlineData("2026-10-24T23:30+01:00", "2026-10-25T02:29+00:00", 10, "min-interval", "2026-10-25T02:30Z")] // 9
    [InlineData("2026-10-24T23:30+01:00", "2026-10-25T02:30+00:00", 10, "", null)]
    [InlineData("2026-11-20T09:00Z 2026-11-20T13:00Z 2026-11-20T17:00Z", "2026-11-20T21:00Z", 10.5, "max-quantity-24h", "2026-11-21T09:00Z")] // 10
    [InlineData("2027-03-27T23:30Z", "2027-03-28T04:29+01:00", 10, "min-interval", "2027-03-28T03:30Z")] // the other clock change
    [InlineData("2027-03-27T23:30Z", "2027-03-28T04:30+01:00", 10, "", null)]
    public async Task The_vectors_hold(string history, string at, decimal quantity, string failures, string? next)
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        foreach (var dose in history.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split('=')))
        {
            using var giver = await AtAsync(dose[0]);
            await giver.GivenAsync(Dose(order, stock, Full(dose[0]), new { quantity = dose.Length > 1 ? decimal.Parse(dose[1], CultureInfo.InvariantCulture) : 10 }));
        }

        // A late entry comes after the doses between which it slips.
        var now = history.Split(' ', '=').Append(at).Where(t => t.Length > 4).MaxBy(t => DateTimeOffset.Parse(t, CultureInfo.InvariantCulture))!;
        using var client = await AtAsync(now);
        var check = await client.CheckAsync(order, new { quantity, at = Full(at), stockId = stock, priorDoseCheck = new { source = "parent" } });
        Assert.Equal((failures.Length == 0, failures), (check.Json["allowed"]!.GetValue<bool>(), check.Codes("failures")));
        Assert.Equal(next ?? at, check.Text("nextAllowedAt"), Instant);

        var answer = await client.GiveAsync(Dose(order, stock, Full(at), new { quantity, lateReason = "Told at the end of the day" }));
        if (failures.Length == 0)
        {
            Assert.Equal(HttpStatusCode.Created, answer.Status);
            return;
        }

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "dose-refused", failures), (answer.Status, answer.Code, answer.Codes()));
        Assert.Equal(next!, answer.Text("nextAllowedAt"), Instant);
    }

    [Fact]
    public async Task The_first_dose_of_a_day_needs_the_question_asked()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        using var client = await AtAsync("2026-11-20T09:00Z");
        var bare = Dose(order, stock, "2026-11-20T09:00:00Z", new { priorDoseCheck = (object?)null });
        var refused = await client.GiveAsync(bare);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "dose-refused", "prior-dose-unknown"), (refused.Status, refused.Code, refused.Codes()));
        Assert.Equal("prior-dose-unknown", (await client.CheckAsync(order, new { quantity = 10, at = "2026-11-20T09:00:00Z" })).Codes("failures"));

        await client.GivenAsync(Dose(order, stock, "2026-11-20T09:00:00Z"));
        using var later = await AtAsync("2026-11-20T13:00Z");
        await later.GivenAsync(Dose(order, stock, "2026-11-20T13:00:00Z", new { priorDoseCheck = (object?)null }));
    }

    [Fact]
    public async Task A_dose_at_home_counts_once_however_often_it_is_told()
    {
        var order = await api.Database.OrderAsync();
        var stock = await api.Database.StockAsync(order);
        using var client = await AtAsync("2026-11-20T11:00Z");
        var told = new { source = "parent", lastDoseAt = "2026-11-20T07:30:00Z", quantity = 10 };
        var early = await client.GiveAsync(Dose(order, stock, "2026-11-20T11:00:00Z", new { priorDoseCheck = told }));
        Assert.Equal("min-interval", early.Codes());
        Assert.Equal("2026-11-20T11:30Z", early.Text("nextAllowedAt"), Instant);

        foreach (var at in (string[])["2026-11-20T11:30:00Z", "2026-11-20T15:30:00Z", "2026-11-20T19:30:00Z"])
        {
            using var giver = await AtAsync(at);
            await giver.GivenAsync(Dose(order, stock, at, new { priorDoseCheck = told }));
        }

        using var last = await AtAsync("2026-11-20T23:30Z");
        Assert.Equal("max-doses-24h max-quantity-24h", (await last.GiveAsync(Dose(order, stock, "2026-11-20T23:30:00Z", new { priorDoseCheck = told }))).Codes());
    }

    private static readonly InstantComparer Instant = new();

    private Task<HttpClient> AtAsync(string at) => api.AtAsync("demo-support", at);

    private static string Full(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private sealed class InstantComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) =>
            DateTimeOffset.Parse(x!, CultureInfo.InvariantCulture) == DateTimeOffset.Parse(y!, CultureInfo.InvariantCulture);

        public int GetHashCode(string obj) => 0;
    }
}
