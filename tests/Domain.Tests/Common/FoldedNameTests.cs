using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Tests.Common;

public sealed class FoldedNameTests
{
    [Theory]
    [InlineData("O'Neill", "oneill")]
    [InlineData("O’Neill", "oneill")]
    [InlineData("O`Neill", "oneill")]
    [InlineData("Seán", "sean")]
    [InlineData("Sea\u0301n", "sean")]
    [InlineData("Łukasz Øster", "lukasz oster")]
    [InlineData("Smith-Jones", "smith jones")]
    [InlineData("Weiß", "weiss")]
    [InlineData("李小龍", "李小龍")]
    [InlineData("  ", "")]
    public void Makes_names_comparable(string name, string folded) => Assert.Equal(folded, FoldedName.ForSearch(name));

    [Fact]
    public void Keeps_each_word_once() => Assert.Equal("ann lee", FoldedName.ForSearch("Ann", null, "Lee", "Ann"));

    [Fact]
    public void Folding_twice_is_folding_once() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>().Filter(s => s.Get.All(c => !char.IsSurrogate(c))),
        s => FoldedName.ForSearch(FoldedName.ForSearch(s.Get)) == FoldedName.ForSearch(s.Get)).QuickCheckThrowOnFailure();
}
