using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.Tests.MedicineStocks.Stocks;

namespace PupilSupport.Domain.Tests.MedicineStocks;

public class MedicineStockTests
{
    [Fact]
    public void A_pack_of_controlled_tablets_from_the_parent_to_the_parent()
    {
        var stock = Empty(controlled: true);
        var third = Dose();

        Assert.True(stock.Receive(30, null, Act()).IsSuccess);
        Assert.True(stock.Administer(1, Dose(), Nurse, Now, Now).IsSuccess);
        Assert.True(stock.Administer(1, third, Nurse, Now, Now).IsSuccess);
        Assert.True(stock.Reverse(third, 1, "Not swallowed", Nurse, Now).IsSuccess);
        Assert.True(stock.Administer(0.5m, Dose(), Nurse, Now, Now).IsSuccess);
        Assert.True(stock.Waste(0.5m, Colleague, Act()).IsSuccess);
        Assert.True(stock.Count(27, Act()).IsSuccess);
        Assert.Equal((28m, -1m), (stock.Balance, stock.Discrepancy));
        Assert.True(stock.Adjust(-1, Act()).IsSuccess);
        Assert.Equal((28m, -1m), (stock.Balance, stock.PendingQuantity));
        Assert.True(stock.Confirm(Colleague, Now).IsSuccess);
        Assert.Equal("insufficient-stock", stock.Administer(28, Dose(), Nurse, Now, Now).Error?.Code);
        Assert.True(stock.Return(27, null, Act()).IsSuccess);

        Assert.Equal([30, -1, -1, 1, -0.5m, -0.5m, 0, -1, -27], stock.Entries.Select(e => e.Delta));
        Assert.Equal([30, 29, 28, 29, 28.5m, 28, 28, 27, 0], stock.Entries.Select(e => e.BalanceAfter));
        Assert.Equal(Enumerable.Range(1, 9), stock.Entries.Select(e => e.Sequence));
        Assert.Equal((0m, null), (stock.Balance, stock.Discrepancy));
        Assert.Equal("witness-pending", stock.Close().Error?.Code);
        Assert.True(stock.Witness(6, Colleague, Now).IsSuccess);
        Assert.True(stock.Close().IsSuccess);
    }

    [Fact]
    public void What_it_does_not_hold_changes_nothing()
    {
        var stock = Holding(5);

        Assert.Equal("insufficient-stock", stock.Administer(5.001m, Dose(), Nurse, Now, Now).Error?.Code);
        Assert.Equal("insufficient-stock", stock.Waste(6, null, Act()).Error?.Code);
        Assert.Equal("insufficient-stock", stock.Return(6, null, Act()).Error?.Code);
        Assert.Equal("insufficient-stock", stock.Dispose(6, Act()).Error?.Code);
        Assert.Equal("insufficient-stock", stock.Adjust(-6, Act()).Error?.Code);
        Assert.Equal("insufficient-stock", Holding(5, controlled: true).Adjust(-6, Act()).Error?.Code);
        Assert.Equal((5m, 1), (stock.Balance, stock.Entries.Count));
    }

    [Fact]
    public void It_takes_no_more_than_a_ledger_can_say()
    {
        var stock = Holding(999_999.999m);

        Assert.Equal("balance-too-large", stock.Receive(0.001m, null, Act()).Error?.Code);
    }

    [Fact]
    public void Two_people_adjust_and_dispose_of_a_controlled_drug()
    {
        var stock = Holding(10, controlled: true);

        Assert.True(stock.Dispose(4, Act("Expired")).IsSuccess);
        Assert.Equal("confirmation-pending", stock.Adjust(1, Act()).Error?.Code);
        Assert.Equal("confirmation-pending", stock.Dispose(1, Act()).Error?.Code);
        Assert.Equal("same-person", stock.Confirm(Nurse, Now).Error?.Code);
        Assert.Equal("confirmation-pending", stock.Close().Error?.Code);
        Assert.True(stock.Confirm(Colleague, Now.AddHours(1)).IsSuccess);

        var entry = stock.Entries[^1];
        Assert.Equal((StockEntryKind.Disposed, -4m, 6m), (entry.Kind, entry.Delta, entry.BalanceAfter));
        Assert.Equal((Nurse, Colleague, "Expired"), (entry.ById, entry.SecondId, entry.Reason));
        Assert.Equal((Now, Now.AddHours(1)), (entry.OccurredAt, entry.RecordedAt));
        Assert.Equal("invalid-transition", stock.Confirm(Colleague, Now).Error?.Code);
    }

    [Fact]
    public void What_waits_and_no_longer_fits_stays_until_it_is_rejected()
    {
        var stock = Holding(10, controlled: true);
        Assert.True(stock.Dispose(8, Act()).IsSuccess);
        Assert.True(stock.Return(5, null, Act()).IsSuccess);

        Assert.Equal("insufficient-stock", stock.Confirm(Colleague, Now).Error?.Code);
        Assert.Contains(MedicineStockAction.Reject, stock.AllowedActions());
        Assert.True(stock.Reject().IsSuccess);
        Assert.Equal("invalid-transition", stock.Reject().Error?.Code);
        Assert.Equal((5m, null), (stock.Balance, stock.PendingKind));
    }

    [Fact]
    public void One_person_adjusts_and_disposes_of_what_is_not_controlled()
    {
        var stock = Holding(10);

        Assert.True(stock.Dispose(4, Act()).IsSuccess);
        Assert.True(stock.Adjust(2, Act()).IsSuccess);

        Assert.Equal((8m, null), (stock.Balance, stock.PendingKind));
    }

    [Fact]
    public void Waste_waits_for_another_person_when_controlled_or_when_one_is_asked()
    {
        var (controlled, plain) = (Holding(10, controlled: true), Holding(10));

        Assert.Equal("same-person", plain.Waste(1, Nurse, Act()).Error?.Code);
        Assert.True(plain.Waste(1, null, Act()).IsSuccess);
        Assert.True(controlled.Waste(1, null, Act()).IsSuccess);
        Assert.True(plain.Waste(1, Colleague, Act()).IsSuccess);

        Assert.Equal((1, 1), (controlled.Unwitnessed, plain.Unwitnessed));
        Assert.Equal("same-person", controlled.Witness(2, Nurse, Now).Error?.Code);
        Assert.Equal("witness-not-asked", plain.Witness(2, Colleague, Now).Error?.Code);
        Assert.True(controlled.Witness(2, Colleague, Now).IsSuccess);
        Assert.Equal("witness-not-asked", controlled.Witness(2, Colleague, Now).Error?.Code);
        Assert.Equal(0, controlled.Unwitnessed);
        Assert.Equal(Colleague, controlled.Entries[1].WitnessId);
    }

    [Fact]
    public void A_count_that_agrees_or_an_adjustment_ends_a_discrepancy()
    {
        var stock = Holding(10);
        Assert.True(stock.Count(8, Act(null)).IsSuccess);
        Assert.Equal(-2, stock.Discrepancy);
        Assert.Equal(TaskStanding.Stands, StandingOf(stock, WorkTaskKind.ResolveStockDiscrepancy));

        Assert.True(stock.Adjust(-1, Act()).IsSuccess);
        Assert.Equal(-1, stock.Discrepancy);
        Assert.True(stock.Adjust(-1, Act()).IsSuccess);
        Assert.Null(stock.Discrepancy);
        Assert.Equal(TaskStanding.Settled, StandingOf(stock, WorkTaskKind.ResolveStockDiscrepancy));

        Assert.True(stock.Count(9, Act()).IsSuccess);
        Assert.Equal(1, stock.Discrepancy);
        Assert.True(stock.Count(8, Act()).IsSuccess);
        Assert.Null(stock.Discrepancy);
    }

    [Fact]
    public void Only_an_empty_stock_about_which_nothing_is_open_is_closed()
    {
        var stock = Holding(1);
        Assert.Equal("stock-not-empty", stock.Close().Error?.Code);
        Assert.True(stock.Return(1, null, Act()).IsSuccess);
        Assert.True(stock.Count(1, Act()).IsSuccess);
        Assert.Equal("discrepancy-open", stock.Close().Error?.Code);
        Assert.True(stock.Count(0, Act()).IsSuccess);
        Assert.Contains(MedicineStockAction.Close, stock.AllowedActions());
        Assert.True(stock.Close().IsSuccess);

        Assert.Empty(stock.AllowedActions());
        Assert.Equal("invalid-transition", stock.Receive(1, null, Act()).Error?.Code);
        Assert.Equal("invalid-transition", stock.Count(0, Act()).Error?.Code);
        Assert.Equal("insufficient-stock", stock.Administer(1, Dose(), Nurse, Now, Now).Error?.Code);
        Assert.Equal(TaskStanding.Moot, StandingOf(stock, WorkTaskKind.ResolveStockDiscrepancy));
    }

    [Fact]
    public void A_last_dose_that_was_not_taken_opens_a_closed_stock_again()
    {
        var (stock, dose) = (Holding(1), Dose());
        Assert.True(stock.Administer(1, dose, Nurse, Now, Now).IsSuccess);
        Assert.True(stock.Close().IsSuccess);

        Assert.True(stock.Reverse(dose, 1, "Spat out, not swallowed", Nurse, Now).IsSuccess);

        Assert.Equal((MedicineStockStatus.Open, 1m), (stock.Status, stock.Balance));
    }

    [Theory]
    [InlineData("2027-02", "2027-02-28")]
    [InlineData("2028-02", "2028-02-29")]
    [InlineData("2027-02-10", "2027-02-10")]
    [InlineData("2027-02-30", null)]
    [InlineData("2027-13", null)]
    [InlineData("0000-01", null)]
    [InlineData("2027-2", null)]
    [InlineData("2027-02-10\n", null)]
    [InlineData("২০২৭-02", null)]
    public void Expiry_is_a_day_or_the_last_of_a_month(string text, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), BatchExpiry.Read(text));

    [Theory]
    [InlineData("2027-02-28T23:59:59Z", true)]
    [InlineData("2027-03-01T00:00:00Z", false)]
    public void It_is_usable_through_its_last_minute(string at, bool usable) =>
        Assert.Equal(usable, Empty().IsUsableAt(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2027-07-31T22:59:59Z", true)]
    [InlineData("2027-07-31T23:00:00Z", false)]
    public void Its_last_day_is_a_local_one(string at, bool usable) =>
        Assert.Equal(usable, BatchExpiry.IsUsable(new DateOnly(2027, 7, 31), DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(10, 2, 1, 1, 5, false)] // exactly five school days
    [InlineData(9.999, 2, 1, 1, 5, true)]
    [InlineData(0, 2, 1, 1, 5, true)]
    [InlineData(29, 2, 2, 4, 5, true)] // the middle of a range: six a day
    [InlineData(30, 2, 2, 4, 5, false)]
    [InlineData(0, 0, 5, 10, 5, false)] // when needed: no regular use
    public void Stock_is_low_below_the_policy_s_school_days(decimal balance, int times, decimal min, decimal max, int days, bool low) =>
        Assert.Equal(low, StockLevel.IsLow(balance, StockLevel.DailyUse(times, min, max), days));

    private static TaskStanding StandingOf(MedicineStock stock, WorkTaskKind kind) => ((ITaskSource)stock).StandingOf(kind);
}
