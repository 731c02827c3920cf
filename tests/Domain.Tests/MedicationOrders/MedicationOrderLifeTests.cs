using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using static PupilSupport.Domain.Tests.MedicationOrders.Medicines;

namespace PupilSupport.Domain.Tests.MedicationOrders;

public class MedicationOrderLifeTests
{
    // Told a second time, apart from the table under test.
    private static readonly Dictionary<MedicationOrderStatus, string> Allowed = new()
    {
        [MedicationOrderStatus.Draft] = "Revise Verify Stop",
        [MedicationOrderStatus.Verified] = "Activate Stop",
        [MedicationOrderStatus.Active] = "Hold End Stop",
        [MedicationOrderStatus.OnHold] = "Resume End Stop",
        [MedicationOrderStatus.Ended] = "",
        [MedicationOrderStatus.Stopped] = "",
    };

    public static IEnumerable<object[]> EveryCell =>
        from status in Enum.GetValues<MedicationOrderStatus>()
        from action in Enum.GetValues<MedicationOrderAction>()
        select new object[] { status, action };

    [Theory]
    [MemberData(nameof(EveryCell))]
    public void Every_state_allows_or_refuses_every_verb(MedicationOrderStatus status, MedicationOrderAction action)
    {
        var consent = Given();
        var order = In(status, consent);
        var allowed = Allowed[status].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(allowed, order.AllowedActions().Select(a => a.ToString()));
        var result = Do(order, action, consent);
        Assert.Equal(allowed.Contains(action.ToString()), result.IsSuccess);
        if (!result.IsSuccess)
        {
            Assert.Equal(("invalid-transition", ErrorKind.Conflict), (result.Error.Code, result.Error.Kind));
            Assert.Equal(status, order.Status);
        }
    }

    [Fact]
    public void A_controlled_drug_is_confirmed_once_by_another_and_only_then_activated()
    {
        var consent = Given();
        var order = In(MedicationOrderStatus.Verified, consent, controlled: true);
        Assert.Equal("confirmation-required", order.Activate(consent, Verifier, Now).Error?.Code);
        Assert.Equal("same-person", order.Confirm(Verifier, Now).Error?.Code);
        Assert.True(order.Confirm(Second, Now).IsSuccess);
        Assert.Equal("invalid-transition", order.Confirm(Second, Now).Error?.Code);
        Assert.True(order.Activate(consent, Verifier, Now).IsSuccess);
    }

    [Fact]
    public void Nothing_is_in_force_without_a_consent_that_holds_now()
    {
        var order = In(MedicationOrderStatus.Verified, Given());
        var asked = MedicineConsent.Request(Trust, TheSchool, Child.Id, Leave, Verifier, Now).Value;
        var withdrawn = Given();
        Assert.True(withdrawn.Withdraw("No longer wanted", null, Now).IsSuccess);
        var over = Given(Now.AddDays(-30), new DateOnly(2026, 11, 22));
        foreach (var consent in new[] { null, asked, withdrawn, over, Given(Now.AddMinutes(3)) })
        {
            Assert.Equal("consent-not-given", order.Activate(consent, Verifier, Now).Error?.Code);
        }

        Assert.True(order.Activate(Given(Now.AddDays(-30), new DateOnly(2026, 11, 23)), Verifier, Now).IsSuccess);
    }

    [Fact]
    public void It_knows_since_when_it_is_in_force()
    {
        var consent = Given();
        var order = In(MedicationOrderStatus.OnHold, consent);
        Assert.Equal((Now, Now), (order.InForceSince, order.InForceUntil));
        Assert.True(order.Resume(consent, "Back", Now.AddHours(1)).IsSuccess);
        Assert.Equal((Now.AddHours(1), (DateTimeOffset?)null), (order.InForceSince!.Value, order.InForceUntil));
    }

    [Theory]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-30", true)]
    [InlineData("2026-12-01", false)]
    public void It_runs_on_its_first_and_its_last_day(string day, bool runs)
    {
        var plan = Paracetamol with { EndsOn = new DateOnly(2026, 11, 30) };
        var order = MedicationOrder.Draft(Trust, TheSchool, Child, null, plan, Verifier, Now).Value;
        Assert.Equal(runs, order.RunsOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static Result Do(MedicationOrder order, MedicationOrderAction action, MedicineConsent consent) => action switch
    {
        MedicationOrderAction.Revise => order.Revise(Child, consent, Paracetamol),
        MedicationOrderAction.Verify => order.Verify(true, Verifier, Now),
        MedicationOrderAction.Confirm => order.Confirm(Second, Now),
        MedicationOrderAction.Activate => order.Activate(consent, Verifier, Now),
        MedicationOrderAction.Hold => order.Hold("x", Now),
        MedicationOrderAction.Resume => order.Resume(consent, "x", Now),
        MedicationOrderAction.End => order.End("x", Now),
        _ => order.Stop("x", Now),
    };
}
