using PupilSupport.Domain.Attachments;

namespace PupilSupport.Api.Tests.Attachments;

public sealed class AttachmentNameTests
{
    [Theory]
    [InlineData("letter.pdf", "letter.pdf")]
    [InlineData("  Letter home (2).PDF ", "Letter home (2).PDF")]
    [InlineData("Brief Łukasz O’Neill – März.pdf", "Brief Łukasz O’Neill – März.pdf")]
    [InlineData("e\u0301tude.pdf", "\u00e9tude.pdf")]
    [InlineData("तस्वी\u200dर.pdf", "तस्वी\u200dर.pdf")]
    [InlineData("v1.2 final.pdf", "v1.2 final.pdf")]
    public void A_name_is_kept_as_words(string given, string kept) => Assert.Equal(kept, AttachmentName.Parse(given, AttachmentMediaType.Pdf).Value);

    [Theory]
    [InlineData("")]
    [InlineData(".pdf")]
    [InlineData("..pdf")]
    [InlineData("  .pdf")]
    [InlineData("../letter.pdf")]
    [InlineData("..\\letter.pdf")]
    [InlineData("a/b.pdf")]
    [InlineData("/etc/passwd.pdf")]
    [InlineData("C:letter.pdf")]
    [InlineData("letter.pdf:hidden.pdf")]
    [InlineData("letter\u2215b.pdf")]
    [InlineData("letter\uFF0Fb.pdf")]
    [InlineData("letter\0.pdf")]
    [InlineData("letter\r\n.pdf")]
    [InlineData("letter\u0085.pdf")]
    [InlineData("letter\u202Efdp.pdf")]
    [InlineData("letter\u2066x.pdf")]
    [InlineData("letter\u200Fx.pdf")]
    [InlineData("letter\u2028x.pdf")]
    [InlineData("letter\uFEFFx.pdf")]
    [InlineData("letter\uE000x.pdf")]
    [InlineData("letter\uFFFDx.pdf")]
    [InlineData("letter\uD800.pdf")]
    [InlineData("letter<script>.pdf")]
    [InlineData("letter.pdf.exe")]
    [InlineData("letter.docx")]
    [InlineData("letter")]
    [InlineData("letter.pdf.")]
    public void A_name_that_is_more_than_words_is_refused(string given) =>
        Assert.Equal("file-name-not-allowed", AttachmentName.Parse(given, AttachmentMediaType.Pdf).Error?.Code);

    [Fact]
    public void A_name_has_at_most_150_characters()
    {
        Assert.True(AttachmentName.Parse(new string('a', 146) + ".pdf", AttachmentMediaType.Pdf).IsSuccess);
        Assert.False(AttachmentName.Parse(new string('a', 147) + ".pdf", AttachmentMediaType.Pdf).IsSuccess);
    }
}
