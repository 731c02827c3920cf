using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Domain.Tests.Pupils;

public sealed class UpnTests
{
    private const string Letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    [Theory]
    [InlineData("B801200005001")]
    [InlineData("H801200001001")]
    [InlineData("P207000016049")]
    [InlineData("J820432109876")]
    [InlineData("N933200011001")]
    [InlineData("T845233926007")]
    [InlineData("A000000000000")]
    [InlineData("Q85012172000A")]
    [InlineData("B85012172000Z")]
    [InlineData("A39133802604T")]
    public void Accepts_a_number_whose_check_letter_fits(string text) => Assert.Equal(text, Upn.Parse(text).Value.Value);

    [Theory]
    [InlineData("A801200005001", "upn-checksum")]
    [InlineData("Q207000016049", "upn-checksum")]
    [InlineData("X80120000A001", "upn-format")]
    [InlineData("I801200005001", "upn-format")]
    [InlineData("B80120000500", "upn-format")]
    [InlineData("B8012000050011", "upn-format")]
    [InlineData("B801200 05001", "upn-format")]
    [InlineData("B٨٠١٢٠٠٠٠٥٠٠١", "upn-format")]
    [InlineData("B80120000500O", "upn-format")]
    [InlineData("", "upn-format")]
    public void Refuses_anything_else(string text, string code) => Assert.Equal(code, Upn.Parse(text).Error?.Code);

    [Fact]
    public void Forgives_outer_blanks_and_lower_case() => Assert.Equal("B801200005001", Upn.Parse("  b801200005001 ").Value.Value);

    [Theory]
    [InlineData("Q85012172000A", true)]
    [InlineData("B801200005001", false)]
    public void Knows_a_temporary_number(string text, bool temporary) => Assert.Equal(temporary, Upn.Parse(text).Value.IsTemporary);

    [Theory]
    [InlineData("A000000000000", false)]
    [InlineData("B801200005001", true)]
    [InlineData("J820432109876", true)]
    public void Tells_whether_the_authority_is_known(string text, bool known) =>
        Assert.Equal(known, Upn.Parse(text).Value.IsLocalAuthorityKnown);

    [Fact]
    public void Detects_every_change_of_one_digit() => Prop.ForAll(
        ValidUpns().ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(),
        (upn, place, shift) =>
        {
            if (!char.IsAsciiDigit(upn[place]))
                return true;
            var digit = (char)('0' + ((upn[place] - '0' + shift) % 10));
            return Upn.Parse(upn[..place] + digit + upn[(place + 1)..]).Error?.Code == "upn-checksum";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Detects_every_wrong_check_letter() => Prop.ForAll(
        ValidUpns().ToArbitrary(), Gen.Elements(Letters.ToCharArray()).ToArbitrary(),
        (upn, letter) => Upn.Parse(letter + upn[1..]).IsSuccess == (letter == upn[0])).QuickCheckThrowOnFailure();

    /// <summary>Exactly one of the 23 letters fits, found by trying, so that the sum is not computed twice alike.</summary>
    private static Gen<string> ValidUpns() =>
        from digits in Gen.ArrayOf(Gen.Elements("0123456789".ToCharArray()), 11)
        from last in Gen.Elements(("0123456789" + Letters).ToCharArray())
        let rest = new string(digits) + last
        select Letters.Select(l => l + rest).Single(u => Upn.Parse(u).IsSuccess);
}
