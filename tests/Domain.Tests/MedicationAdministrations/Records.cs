using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tests.MedicationAdministrations;

/// <summary>Records of doses, at noon of a Friday.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Now = Doses.At("2026-11-20T12:00Z");
    public static readonly MedicationPolicy Policy = new();
    public static readonly StaffId Giver = new(Guid.CreateVersion7());
    public static readonly StaffId Colleague = new(Guid.CreateVersion7());

    public static readonly DoseVerdict TooEarly = new([DoseFinding.MinInterval], [], Now.AddHours(1));

    public static AdministeredMedicine Medicine(MedicationSchedule schedule = MedicationSchedule.Prn) => new(
        new SchoolId(Guid.CreateVersion7()), new PupilId(Guid.CreateVersion7()), new MedicationOrderId(Guid.CreateVersion7()),
        false, "Paracetamol", "paracetamol", DoseUnit.Ml, schedule);

    public static AdministrationEntry Given(decimal quantity = 10) => new()
    {
        Outcome = AdministrationOutcome.Given,
        Quantity = quantity,
        GivenAt = Now,
        GivenById = Giver,
        StockId = new MedicineStockId(Guid.CreateVersion7()),
        Reason = "Headache",
    };

    public static Result<MedicationAdministration> Record(AdministrationEntry told, DoseVerdict? verdict = null, AdministeredMedicine? of = null) =>
        MedicationAdministration.Record(new TrustId(Guid.CreateVersion7()), of ?? Medicine(), told, verdict ?? DoseVerdict.None, Policy, Now);
}
