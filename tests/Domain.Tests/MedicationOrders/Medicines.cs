using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tests.MedicationOrders;

/// <summary>Consents and orders for tests: Monday 23 November 2026, half past nine.</summary>
internal static class Medicines
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
    public static readonly TrustId Trust = new(Guid.CreateVersion7(Now));
    public static readonly SchoolId TheSchool = new(Guid.CreateVersion7(Now));
    public static readonly StaffId Verifier = new(Guid.CreateVersion7(Now));
    public static readonly StaffId Second = new(Guid.CreateVersion7(Now));
    public static readonly PupilFacts Child = new(new PupilId(Guid.CreateVersion7(Now)), new DateOnly(2018, 5, 4));
    public static readonly GivingContact Parent = new(new ContactId(Guid.CreateVersion7(Now)), ParentalResponsibility.Person, false);
    public static readonly MedicationPolicy Policy = new();

    public static readonly MedicineConsentPlan Leave = new() { MedicineName = "Paracetamol", Dose = 10, DoseUnit = DoseUnit.Ml, Asked = Parent };

    public static readonly MedicationOrderPlan Paracetamol = new()
    {
        MedicineName = "paracetamol",
        Form = MedicineForm.Liquid,
        Route = MedicineRoute.Oral,
        Schedule = MedicationSchedule.Prn,
        DoseMin = 5,
        DoseMax = 10,
        DoseUnit = DoseUnit.Ml,
        MinIntervalMinutes = 240,
        MaxDoses24h = 4,
        MaxQuantity24h = 40,
        Indication = "Headache",
        StartsOn = new DateOnly(2026, 11, 23),
    };

    public static ConsentGift Gift(DateTimeOffset? at = null) => new(at ?? Now, ConsentMethod.Paper, Parent, null, Verifier);

    public static MedicineConsent Given(DateTimeOffset? at = null, DateOnly? expiresOn = null) =>
        MedicineConsent.RecordGiven(Trust, TheSchool, Child.Id, Leave with { ExpiresOn = expiresOn }, Gift(at), Policy, Now).Value;

    public static MedicationOrder Draft(MedicineConsent? consent = null, bool controlled = false) =>
        MedicationOrder.Draft(Trust, TheSchool, Child, consent ?? Given(), Paracetamol with { Controlled = controlled }, Verifier, Now).Value;

    /// <summary>An order in that state, confirmed when it is controlled.</summary>
    public static MedicationOrder In(MedicationOrderStatus status, MedicineConsent consent, bool controlled = false)
    {
        var order = Draft(consent, controlled);
        Func<Result>[] steps = status switch
        {
            MedicationOrderStatus.Draft => [],
            MedicationOrderStatus.Verified => [() => order.Verify(true, Verifier, Now)],
            MedicationOrderStatus.Active => [.. ToActive()],
            MedicationOrderStatus.OnHold => [.. ToActive(), () => order.Hold("In hospital", Now)],
            MedicationOrderStatus.Ended => [.. ToActive(), () => order.End("Well again", Now)],
            _ => [() => order.Stop("A rash", Now)],
        };
        Assert.All(steps, step => Assert.True(step().IsSuccess));
        Assert.Equal(status, order.Status);
        return order;

        IEnumerable<Func<Result>> ToActive()
        {
            yield return () => order.Verify(true, Verifier, Now);
            if (controlled)
            {
                yield return () => order.Confirm(Second, Now);
            }

            yield return () => order.Activate(consent, Verifier, Now);
        }
    }
}
