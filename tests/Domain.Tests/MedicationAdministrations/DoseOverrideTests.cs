using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using static PupilSupport.Domain.Tests.MedicationAdministrations.Records;

namespace PupilSupport.Domain.Tests.MedicationAdministrations;

public class DoseOverrideTests
{
    private static readonly AdministeredMedicine Paracetamol = Medicine();

    [Fact]
    public void It_needs_a_second_person_before_the_dose()
    {
        var leave = Request();
        Assert.Equal("override-not-confirmed", leave.Refusal(Paracetamol.OrderId, Now, 10)!.Code);
        Assert.Equal("confirms-own", leave.Confirm(Giver, Policy, Now).Error!.Code);
        Assert.True(leave.Confirm(Colleague, Policy, Now.AddMinutes(10)).IsSuccess);
        Assert.Equal("override-not-confirmed", leave.Refusal(Paracetamol.OrderId, Now.AddMinutes(9), 10)!.Code);
        Assert.Null(leave.Refusal(Paracetamol.OrderId, Now.AddMinutes(10), 10));
        Assert.Equal("invalid-transition", leave.Confirm(Colleague, Policy, Now.AddMinutes(11)).Error!.Code);
    }

    [Fact]
    public void It_holds_for_its_minutes_its_order_and_its_quantity()
    {
        var leave = Request();
        Assert.True(leave.Confirm(Colleague, Policy, Now).IsSuccess);
        Assert.Null(leave.Refusal(Paracetamol.OrderId, Now.AddMinutes(59), 15));
        Assert.Equal("override-expired", leave.Refusal(Paracetamol.OrderId, Now.AddMinutes(60), 15)!.Code);
        Assert.Equal("override-quantity", leave.Refusal(Paracetamol.OrderId, Now, 15.001m)!.Code);
        Assert.NotNull(leave.Refusal(Medicine().OrderId, Now, 10));
        Assert.NotNull(leave.Refusal(null, Now, 10));
    }

    [Fact]
    public void What_nobody_confirmed_in_time_is_over() => Assert.Equal("override-expired", Request().Confirm(Colleague, Policy, Now.AddMinutes(60)).Error!.Code);

    private static DoseOverride Request() =>
        DoseOverride.Request(new TrustId(Guid.CreateVersion7()), Paracetamol, new(15, OverrideAuthority.Nhs111, "Call 4711", "Fever"), Giver, Policy, Now);
}
