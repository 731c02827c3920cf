using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using static PupilSupport.Domain.Tests.MedicationAdministrations.Doses;

namespace PupilSupport.Domain.Tests.MedicationAdministrations;

public class DoseGuardTests
{
    private const string Day = "2026-11-20T09:00 2026-11-20T13:00 2026-11-20T17:00 2026-11-20T21:00";

    [Theory]
    [InlineData("2026-11-20T09:00", "2026-11-20T12:59", 10, "min-interval", "2026-11-20T13:00")] // 1
    [InlineData("2026-11-20T09:00", "2026-11-20T13:00", 10, "", "2026-11-20T13:00")] // 2
    [InlineData(Day, "2026-11-21T08:59", 10, "max-doses-24h max-quantity-24h", "2026-11-21T09:00")] // 3
    [InlineData(Day, "2026-11-21T09:00", 10, "", "2026-11-21T09:00")] // 4
    [InlineData("2026-11-20T09:00 2026-11-20T15:00", "2026-11-20T12:00", 10, "min-interval", "2026-11-20T19:00")] // 5
    [InlineData("2026-11-20T09:00=20", "2026-11-20T13:00", 25, "max-quantity-24h", "2026-11-21T09:00")] // 6
    [InlineData(Day, "2026-11-20T05:00", 10, "max-doses-24h max-quantity-24h", "2026-11-21T09:00")] // 7
    [InlineData("", "2026-11-20T09:00", 10, "", "2026-11-20T09:00")] // 8
    [InlineData("2026-10-24T23:30+01:00", "2026-10-25T02:29+00:00", 10, "min-interval", "2026-10-25T02:30+00:00")] // 9
    [InlineData("2026-10-24T23:30+01:00", "2026-10-25T02:30+00:00", 10, "", "2026-10-25T02:30+00:00")]
    [InlineData("2026-11-20T09:00 2026-11-20T13:00 2026-11-20T17:00", "2026-11-20T21:00", 10.5, "max-quantity-24h", "2026-11-21T09:00")] // 10
    public void The_vectors_hold(string history, string at, decimal quantity, string failures, string next)
    {
        var verdict = DoseGuard.Judge(Case(at, quantity, history));
        Assert.Equal(failures, Codes(verdict.Failures));
        Assert.Equal(At(next), verdict.NextAllowedAt);
        Assert.Equal(failures.Length == 0, verdict.Allowed);
    }

    [Theory]
    [InlineData("2026-03-28T23:30+00:00", "2026-03-29T04:29+01:00", "min-interval")] // 3 h 59 min, though the clock on the wall went on 4 h 59 min
    [InlineData("2026-03-28T23:30+00:00", "2026-03-29T04:30+01:00", "")]
    [InlineData("2026-10-25T01:30+01:00", "2026-10-25T04:29+00:00", "min-interval")] // the first 01:30
    [InlineData("2026-10-25T01:30+01:00", "2026-10-25T04:30+00:00", "")]
    [InlineData("2026-10-25T01:30+00:00", "2026-10-25T05:29+00:00", "min-interval")] // the second 01:30
    public void An_interval_across_a_clock_change_is_real_time(string last, string at, string failures) =>
        Assert.Equal(failures, Codes(DoseGuard.Judge(Case(at, 10, last)).Failures));

    [Theory]
    [InlineData("2026-03-28T09:00+00:00 2026-03-28T13:00+00:00 2026-03-28T17:00+00:00 2026-03-28T21:00+00:00", "2026-03-29T09:59+01:00", false)]
    [InlineData("2026-03-28T09:00+00:00 2026-03-28T13:00+00:00 2026-03-28T17:00+00:00 2026-03-28T21:00+00:00", "2026-03-29T10:00+01:00", true)]
    [InlineData("2026-10-24T09:00+01:00 2026-10-24T13:00+01:00 2026-10-24T17:00+01:00 2026-10-24T21:00+01:00", "2026-10-25T07:59+00:00", false)]
    [InlineData("2026-10-24T09:00+01:00 2026-10-24T13:00+01:00 2026-10-24T17:00+01:00 2026-10-24T21:00+01:00", "2026-10-25T08:00+00:00", true)]
    public void Twenty_four_hours_across_a_clock_change_are_twenty_four(string history, string at, bool allowed) =>
        Assert.Equal(allowed, DoseGuard.Judge(Case(at, 10, history)).Allowed);

    [Theory]
    [InlineData("", "2026-11-20T09:00", false)]
    [InlineData("2026-11-19T23:00", "2026-11-20T09:00", false)] // yesterday's record does not tell of today
    [InlineData("2026-11-20T08:00", "2026-11-20T12:00", true)]
    [InlineData("2026-11-20T16:00", "2026-11-20T09:00", false)] // entered late: it was the first
    [InlineData("2026-06-09T23:30Z", "2026-06-10T04:00Z", true)] // 00:30 local, the same day
    public void The_first_dose_of_a_day_needs_the_question_asked(string history, string at, bool allowed)
    {
        var verdict = DoseGuard.Judge(Case(at, 10, history) with { PriorDoseIsTold = false });
        Assert.Equal(allowed ? "" : "prior-dose-unknown", Codes(verdict.Failures));
    }

    [Fact]
    public void Without_an_interval_nobody_is_asked() => Assert.True(DoseGuard.Judge(Case("2026-11-20T09:00") with
    {
        PriorDoseIsTold = false,
        Limits = new DoseLimits(1, 20, null, null, null),
    }).Allowed);

    [Theory]
    [InlineData("2026-11-20T23:59Z", true)]
    [InlineData("2026-11-21T00:00Z", false)]
    public void A_batch_is_good_through_its_last_day(string at, bool allowed) =>
        Assert.Equal(allowed, DoseGuard.Judge(Case(at) with { Stock = new DoseStock(100, new DateOnly(2026, 11, 20)) }).Allowed);

    [Fact]
    public void Days_are_local()
    {
        var dose = Case("2026-06-09T23:30Z") with { StartsOn = new DateOnly(2026, 6, 10), EndsOn = new DateOnly(2026, 6, 10) };
        Assert.True(DoseGuard.Judge(dose).Allowed);
        Assert.Equal("outside-order-dates", Codes(DoseGuard.Judge(dose with { At = dose.At.AddHours(-1) }).Failures));
        Assert.Equal("outside-order-dates", Codes(DoseGuard.Judge(dose with { At = dose.At.AddHours(24) }).Failures));
    }

    [Fact]
    public void Every_reason_is_found_at_once()
    {
        // The only dose of the day comes after this one, so that nobody knows of any before it.
        var dose = Case("2026-11-20T12:59", 26, "2026-11-19T14:00 2026-11-19T17:00 2026-11-19T21:00 2026-11-20T13:00");
        var verdict = DoseGuard.Judge(dose with
        {
            OrderIsActive = false,
            EndsOn = new DateOnly(2026, 11, 19),
            ConsentIsGiven = false,
            Stock = new DoseStock(25.999m, new DateOnly(2026, 11, 19)),
            GiverIsCompetent = false,
            IsControlled = true,
            PriorDoseIsTold = false,
            SlotIsTaken = true,
            StockIsWrong = true,
            SameMedicine = [new(At("2026-11-20T12:00"), TimeSpan.FromHours(4))],
        });
        var all = Enum.GetValues<DoseFinding>().Except([DoseFinding.SameMedicine]);
        Assert.Equal(all, verdict.Failures);
        Assert.Equal(DoseFinding.SameMedicine, Assert.Single(verdict.Warnings));
    }

    [Fact]
    public void Nothing_blocks_a_rescue()
    {
        var verdict = DoseGuard.Judge(Case("2026-11-20T09:05", 10, "2026-11-20T09:00") with
        {
            IsEmergency = true,
            ConsentIsGiven = false,
            Stock = null,
            GiverIsCompetent = false,
        });
        Assert.True(verdict.Allowed);
        Assert.Equal("consent-not-given min-interval insufficient-stock not-competent", Codes(verdict.Warnings));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(25, 25)]
    public void The_ends_of_the_range_are_inside(decimal quantity, decimal balance) =>
        Assert.True(DoseGuard.Judge(Case("2026-11-20T09:00", quantity) with { Stock = new DoseStock(balance, null) }).Allowed);

    [Theory]
    [InlineData(4.999)]
    [InlineData(25.001)]
    public void A_thousandth_beyond_is_outside(decimal quantity) =>
        Assert.Equal("dose-out-of-range", Codes(DoseGuard.Judge(Case("2026-11-20T09:00", quantity)).Failures));

    [Fact]
    public void A_quantity_beyond_the_daily_limit_is_never_allowed()
    {
        var verdict = DoseGuard.Judge(Case("2026-11-20T09:00") with { Limits = Doses.Limits with { MaxQuantity24h = 9 } });
        Assert.Equal("max-quantity-24h", Codes(verdict.Failures));
        Assert.Null(verdict.NextAllowedAt);
    }

    [Fact]
    public void An_override_lifts_what_a_prescriber_decides_and_nothing_else()
    {
        var verdict = DoseGuard.Judge(Case("2026-11-20T12:00", 10, "2026-11-20T09:00") with { GiverIsCompetent = false, ConsentIsGiven = false }).Overridden();
        Assert.Equal("consent-not-given not-competent", Codes(verdict.Failures));
        Assert.Equal("min-interval", Codes(verdict.Warnings));
    }

    [Fact]
    public void Every_finding_is_a_fault_of_its_own_code() =>
        Assert.All(Enum.GetValues<DoseFinding>(), f => Assert.Equal(EnumCodes<DoseFinding>.Format(f), DoseFindings.FaultOf(f).Code));

    private static string Codes(IEnumerable<DoseFinding> findings) => string.Join(' ', findings.Select(EnumCodes<DoseFinding>.Format));
}
