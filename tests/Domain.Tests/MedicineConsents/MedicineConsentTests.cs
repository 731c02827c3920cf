using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Domain.Tests.MedicationOrders.Medicines;

namespace PupilSupport.Domain.Tests.MedicineConsents;

public class MedicineConsentTests
{
    [Fact]
    public void It_holds_from_the_instant_it_was_given_to_the_instant_it_was_withdrawn()
    {
        var consent = Given(Now.AddHours(-2));
        Assert.True(consent.Withdraw("No longer wanted", null, Now).IsSuccess);
        Assert.False(consent.IsGivenAt(Now.AddHours(-2).AddTicks(-1)));
        Assert.True(consent.IsGivenAt(Now.AddHours(-2)));
        Assert.True(consent.IsGivenAt(Now.AddTicks(-1)));
        Assert.False(consent.IsGivenAt(Now));
    }

    [Fact]
    public void Its_last_day_counts_whole_by_the_clock_of_the_school()
    {
        // Clocks go forward on 28 March 2027: the day ends at 23:00 UTC.
        var consent = Given(expiresOn: new DateOnly(2027, 3, 28));
        Assert.True(consent.IsGivenAt(new DateTimeOffset(2027, 3, 28, 22, 59, 59, TimeSpan.Zero)));
        Assert.False(consent.IsGivenAt(new DateTimeOffset(2027, 3, 28, 23, 0, 0, TimeSpan.Zero)));
        Assert.False(consent.Expire(new DateOnly(2027, 3, 28)));
        Assert.True(consent.Expire(new DateOnly(2027, 3, 29)));
        Assert.Equal(MedicineConsentStatus.Expired, consent.Status);
        Assert.True(consent.IsGivenAt(Now));
        Assert.False(consent.Expire(new DateOnly(2027, 3, 30)));
    }

    [Theory]
    [InlineData("PARACETAMOL", 10, DoseUnit.Ml, true)]
    [InlineData(" paracétamol. ", 10, DoseUnit.Ml, true)]
    [InlineData("Paracetamol", 10.001, DoseUnit.Ml, false)]
    [InlineData("Paracetamol", 10, DoseUnit.Mg, false)]
    [InlineData("Paracetamol Plus", 10, DoseUnit.Ml, false)]
    public void It_covers_the_same_medicine_in_the_same_unit_up_to_its_dose(string name, decimal dose, DoseUnit unit, bool covered) =>
        Assert.Equal(covered, Given().Covers(MedicineName.KeyOf(name), dose, unit));

    [Theory]
    [InlineData("Aspirin", true)]
    [InlineData("Dispersible ASPIRIN 75mg", true)]
    [InlineData("Acetylsalicylic acid", true)]
    [InlineData("Aspirator", false)]
    public void Aspirin_is_known_by_its_names(string name, bool isAspirin) => Assert.Equal(isAspirin, MedicineName.IsAspirin(name));

    [Theory]
    [InlineData("2010-11-23", false)]
    [InlineData("2010-11-24", true)]
    [InlineData(null, true)]
    public void Sixteen_begins_on_the_birthday(string? born, bool isUnder) => Assert.Equal(
        isUnder,
        MedicineAge.IsUnder(born is null ? null : DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 11, 23)));

    [Fact]
    public void Every_right_is_a_kind_of_giver_but_none()
    {
        Assert.Null(MedicineConsentRules.GiverOf(ParentalResponsibility.None));
        Assert.All(Enum.GetValues<ParentalResponsibility>().Where(r => r != ParentalResponsibility.None), r => Assert.NotNull(MedicineConsentRules.GiverOf(r)));
    }

    [Fact]
    public void What_was_withdrawn_is_neither_given_nor_withdrawn_again()
    {
        var consent = MedicineConsent.Request(Trust, TheSchool, Child.Id, Leave, Verifier, Now).Value;
        Assert.True(consent.Withdraw("Does not want it", null, Now).IsSuccess);
        Assert.Equal("invalid-transition", consent.Give(Gift(), Policy, Now).Error?.Code);
        Assert.Equal("invalid-transition", consent.Withdraw("x", null, Now).Error?.Code);
        Assert.False(consent.IsGivenAt(Now));
    }
}
