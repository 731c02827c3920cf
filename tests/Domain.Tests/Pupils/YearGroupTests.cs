using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Pupils;

public sealed class YearGroupTests
{
    [Theory]
    [InlineData("2021-08-31", 2026, "1")]
    [InlineData("2021-09-01", 2026, "R")]
    [InlineData("2022-08-31", 2026, "R")]
    [InlineData("2022-09-01", 2026, "N2")]
    [InlineData("2023-09-01", 2026, "N1")]
    [InlineData("2015-08-31", 2026, "7")]
    [InlineData("2015-09-01", 2025, "5")]
    [InlineData("2015-09-01", 2026, "6")]
    [InlineData("2012-02-29", 2026, "10")]
    [InlineData("2010-09-01", 2026, "11")]
    [InlineData("2008-09-01", 2026, "13")]
    [InlineData("2008-08-31", 2026, "14")]
    [InlineData("1990-01-01", 2026, "14")]
    public void Follows_from_the_date_of_birth(string born, int year, string code) =>
        Assert.Equal(code, EnumCodes<YearGroup>.Format(YearGroups.ByAge(DateOnly.Parse(born, null), new AcademicYear(year))!.Value));

    [Fact]
    public void Is_unknown_before_nursery() => Assert.Null(YearGroups.ByAge(new DateOnly(2024, 9, 1), new AcademicYear(2026)));

    [Fact]
    public void Birth_days_of_a_group_are_those_that_give_it() => Prop.ForAll(
        Gen.Choose(-2, 14).Select(g => (YearGroup)g).ToArbitrary(), Gen.Choose(2000, 2060).Select(y => new AcademicYear(y)).ToArbitrary(), Gen.Choose(-500, 500).ToArbitrary(),
        (group, year, offset) =>
        {
            var (from, to) = YearGroups.BirthDays(group, year);
            var born = to.AddDays(offset);
            return (from <= born && born <= to) == (YearGroups.ByAge(born, year) == group);
        }).QuickCheckThrowOnFailure();
}
