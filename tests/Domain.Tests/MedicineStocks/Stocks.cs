using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tests.MedicineStocks;

/// <summary>Stock of one pupil's tablets for tests: Monday 23 November 2026, ten o'clock.</summary>
internal static class Stocks
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    public static readonly StaffId Nurse = new(Guid.CreateVersion7(Now));
    public static readonly StaffId Colleague = new(Guid.CreateVersion7(Now));
    private static readonly TrustId Trust = new(Guid.CreateVersion7(Now));
    private static readonly SchoolId School = new(Guid.CreateVersion7(Now));

    public static MedicineStock Empty(bool controlled = false) => MedicineStock.Open(
        Trust, School, new StockHolder(new MedicationOrderId(Guid.CreateVersion7(Now)), new PupilId(Guid.CreateVersion7(Now)), false),
        new StockMedicine("Methylphenidate", MedicineForm.Tablet, "10mg", DoseUnit.Tablet, controlled, false, "Locked cupboard"),
        "LOT-42", new DateOnly(2027, 2, 28), Now);

    public static MedicineStock Holding(decimal quantity, bool controlled = false)
    {
        var stock = Empty(controlled);
        Assert.True(stock.Receive(quantity, null, Act()).IsSuccess);
        return stock;
    }

    public static StockAct Act(string? reason = "because") => new(Nurse, Now, Now, reason);

    public static MedicationAdministrationId Dose() => new(Guid.CreateVersion7(Now));
}
