using PupilSupport.Domain.InformationShares;

namespace PupilSupport.Domain.Tests.InformationShares;

public sealed class RedactionTests
{
    private static readonly Redaction Sample = new(
        [
            new("Jayden O’Neill-Łoś", RedactionKind.OtherPupil, "[another pupil]"), new("O’Neill-Łoś Jayden", RedactionKind.OtherPupil, "[another pupil]"),
            new("Jayden", RedactionKind.OtherPupil, "[another pupil]", true), new("Will", RedactionKind.OtherPupil, "[another pupil]", true),
            new("Amber", RedactionKind.OtherPupil, "[another pupil]", true), new("Ali Ali", RedactionKind.OtherAdult, "[another adult]"),
            new("Mrs Hart", RedactionKind.Staff, "[SENCo]"), new("Jo Hart", RedactionKind.Staff, "[SENCo]"), new("Mill Lane", RedactionKind.LeftOut, "[left out]"),
            new("Amber Vale", RedactionKind.LeftOut, "[left out]"),
        ],
        ["Amber", "Amber Vale"]);

    [Theory]
    [InlineData("Jayden O'Neill-Los hit her", "[another pupil] hit her", 1)]
    [InlineData("O’NEILL ŁOŚ, JAYDEN: hit her", "[another pupil]: hit her", 1)]
    [InlineData("It was Jayden’s ball, not jayden's", "It was [another pupil]’s ball, not jayden's", 1)]
    [InlineData("Jayden. Oneill-Los", "[another pupil]", 1)]
    [InlineData("Jaydenia stays, and so does will; Will does not.", "Jaydenia stays, and so does will; [another pupil] does not.", 1)]
    [InlineData("Ali met Ali Ali.", "Ali met [another adult].", 1)]
    [InlineData("mrs hart and Jo  Hart, but not Jo or Hart", "[SENCo] and [SENCo], but not Jo or Hart", 2)]
    [InlineData("Amber lives in MILL LANE", "Amber lives in [left out]", 1)]
    [InlineData("Amber Vale is left out when asked for", "[left out] is left out when asked for", 1)]
    [InlineData("Nobody here", "Nobody here", 0)]
    [InlineData("", "", 0)]
    public void Names_are_replaced_as_words_of_their_own(string text, string expected, int times)
    {
        var counted = 0;

        Assert.Equal(expected, Sample.Apply(text, _ => counted++));
        Assert.Equal(times, counted);
    }

    [Fact]
    public void What_was_replaced_is_counted_by_whom_it_hid()
    {
        var kinds = new List<RedactionKind>();
        Sample.Apply("Jayden told Mrs Hart and Ali Ali in Mill Lane.", kinds.Add);

        Assert.Equal([RedactionKind.OtherPupil, RedactionKind.Staff, RedactionKind.OtherAdult, RedactionKind.LeftOut], kinds);
    }

    [Fact]
    public void With_nothing_to_replace_nothing_is() => Assert.Equal("Jayden", new Redaction([], []).Apply("Jayden", _ => Assert.Fail("replaced")));
}
