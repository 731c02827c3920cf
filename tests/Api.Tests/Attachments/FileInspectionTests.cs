using System.Buffers.Binary;
using System.Text;
using PupilSupport.Application.Attachments;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Files.Inspection;
using static PupilSupport.Domain.Attachments.AttachmentMediaType;

namespace PupilSupport.Api.Tests.Attachments;

/// <summary>What is taken, what is refused, and what is left of a picture. The real files come from other people's programs.</summary>
public sealed class FileInspectionTests
{
    private static readonly string[] Canaries = ["Canary", "Exif\0\0II", "GPS", "xmpmeta", "Photoshop"];

    [Theory]
    [InlineData("letter.pdf", Pdf)]
    [InlineData("letter.docx", Docx)]
    [InlineData("photo.jpg", Jpeg)]
    [InlineData("picture.png", Png)]
    [InlineData("photo.heic", Heic)]
    public void A_real_file_is_taken_as_what_it_is_and_as_nothing_else(string name, AttachmentMediaType type)
    {
        var file = TestFiles.Real(name);
        Assert.True(Inspect(file, type).IsSuccess);
        foreach (var other in Enum.GetValues<AttachmentMediaType>().Where(t => t != type))
        {
            Assert.Equal("file-type-mismatch", Inspect(file, other).Error?.Code);
        }
    }

    [Theory]
    [InlineData("photo.jpg", Jpeg)]
    [InlineData("picture.png", Png)]
    [InlineData("photo.heic", Heic)]
    public void A_picture_tells_nothing_beside_itself(string name, AttachmentMediaType type)
    {
        var file = TestFiles.Real(name);
        Assert.Contains("Canary", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        var kept = Inspect(file, type).Value;
        Assert.True(kept.MetadataRemoved);
        var text = Encoding.Latin1.GetString(kept.Content.Span);
        Assert.All(Canaries, c => Assert.DoesNotContain(c, text, StringComparison.Ordinal));

        // What is clean is left as it is.
        var again = Inspect(kept.Content.ToArray(), type).Value;
        Assert.Equal(kept.Content.ToArray(), again.Content.ToArray());
    }

    [Fact]
    public void A_photo_stays_the_right_way_up()
    {
        var kept = Inspect(TestFiles.Real("photo.jpg"), Jpeg).Value.Content.Span;
        var exif = kept.IndexOf("Exif\0\0"u8);
        Assert.True(exif > 0);
        Assert.Equal(6, Exif.OrientationOf(kept[(exif + 6)..]));
        Assert.Equal(8, Exif.OrientationOf(kept.Length > 0 ? PngExif(Inspect(TestFiles.Real("picture.png"), Png).Value.Content.Span) : default));
    }

    [Fact]
    public void The_coded_picture_itself_is_untouched()
    {
        var (jpeg, heic) = (TestFiles.Real("photo.jpg"), TestFiles.Real("photo.heic"));
        var scan = jpeg[jpeg.AsSpan().LastIndexOf<byte>([0xFF, 0xDA])..];
        Assert.EndsWith(Convert.ToHexString(scan), Convert.ToHexString(Inspect(jpeg, Jpeg).Value.Content.Span), StringComparison.Ordinal);

        var kept = Inspect(heic, Heic).Value.Content.ToArray();
        Assert.Equal(heic.Length, kept.Length);
        var changed = Enumerable.Range(0, heic.Length).Where(i => heic[i] != kept[i]).ToList();
        Assert.True(changed.Count > 0 && changed.Count < heic.Length - 1500, "Only metadata are blanked.");
    }

    public static TheoryData<string> Refused => [.. Attacks.Keys];

    [Theory, MemberData(nameof(Refused))]
    public void An_attack_is_refused(string name)
    {
        var (type, code, file) = Attacks[name];
        Assert.Equal(code, Inspect(file(), type).Error?.Code);
    }

    private static readonly Dictionary<string, (AttachmentMediaType Type, string Code, Func<byte[]> File)> Attacks = new()
    {
        ["EICAR as a PDF"] = (Pdf, "file-type-mismatch", () => TestFiles.Text(TestFiles.Eicar)),
        ["HTML as a PDF"] = (Pdf, "file-type-mismatch", () => "<html><script>alert(1)</script></html>"u8.ToArray()),
        ["SVG as a PNG"] = (Png, "file-type-mismatch", () => "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()),
        ["program as a JPEG"] = (Jpeg, "file-type-mismatch", () => TestFiles.Join("MZ"u8.ToArray(), new byte[200])),
        ["GIF as a PNG"] = (Png, "file-type-mismatch", () => "GIF89a"u8.ToArray()),
        ["a JPEG's first bytes alone"] = (Jpeg, "file-type-mismatch", () => TestFiles.Real("photo.jpg")[..600]),
        ["a PNG's first bytes alone"] = (Png, "file-type-mismatch", () => TestFiles.Real("picture.png")[..600]),
        ["a HEIC's first bytes alone"] = (Heic, "file-type-mismatch", () => TestFiles.Real("photo.heic")[..2000]),
        ["a PDF without its end"] = (Pdf, "file-type-mismatch", () => TestFiles.Pdf("x")[..^8]),
        ["HTML before a PDF"] = (Pdf, "file-type-mismatch", () => TestFiles.Join("<html>"u8.ToArray(), TestFiles.Pdf("x"))),
        ["a zip before a PDF"] = (Pdf, "file-type-mismatch", () => TestFiles.Join(Jar(), TestFiles.Pdf("x"))),
        ["HTML after a PDF"] = (Pdf, "file-not-safe", () => TestFiles.Join(TestFiles.Pdf("x"), "<script>alert(1)</script>"u8.ToArray())),
        ["HTML within a PDF's first lines"] = (Pdf, "file-not-safe", () => TestFiles.Pdf("<HTML><ScRiPt>alert(1)</script>")),
        ["a zip after a PDF"] = (Pdf, "file-not-safe", () => TestFiles.Join(TestFiles.Pdf("x"), Jar())),
        ["a zip after a PDF, whose comment is the PDF's end"] = (Pdf, "file-not-safe", () => CommentedZip(TestFiles.Pdf("x"), "\nstartxref\n0\n%%EOF\n")),
        ["a zip after a JPEG"] = (Jpeg, "file-not-safe", () => TestFiles.Join(TestFiles.Real("photo.jpg"), Jar())),
        ["HTML after a JPEG"] = (Jpeg, "file-not-safe", () => TestFiles.Join(TestFiles.Real("photo.jpg"), "<script>alert(1)</script>"u8.ToArray())),
        ["a program after a second JPEG"] = (Jpeg, "file-not-safe", () => TestFiles.Join(TestFiles.Real("photo.jpg"), TestFiles.Real("photo.jpg"), "MZ"u8.ToArray())),
        ["a zip after a PNG"] = (Png, "file-not-safe", () => TestFiles.Join(TestFiles.Real("picture.png"), Jar())),
        ["a PDF after a PNG"] = (Png, "file-not-safe", () => TestFiles.Join(TestFiles.Real("picture.png"), TestFiles.Pdf("x"))),
        ["a zip after a HEIC"] = (Heic, "file-type-mismatch", () => TestFiles.Join(TestFiles.Real("photo.heic"), Jar())),
        ["a film after a HEIC"] = (Heic, "file-not-safe", () => TestFiles.Join(TestFiles.Real("photo.heic"), [0, 0, 0, 12, .. "mpvdfilm"u8])),
        ["a PNG of a million by a million"] = (Png, "file-not-safe", HugePng),
        ["a PNG with a wrong checksum"] = (Png, "file-type-mismatch", () => Spoilt(TestFiles.Real("picture.png"), 20)),
        ["a zip that is no document"] = (Docx, "file-type-mismatch", () => TestFiles.Zip(("a.txt", "x"u8.ToArray()))),
        ["a spreadsheet as a document"] = (Docx, "file-type-mismatch", () => TestFiles.Docx(("[Content_Types].xml", TestFiles.Types("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")))),
        ["macros by their type"] = (Docx, "file-not-safe", () => TestFiles.Docx(("[Content_Types].xml", TestFiles.Types("application/vnd.ms-word.document.macroEnabled.main+xml")))),
        ["macros by their part"] = (Docx, "file-not-safe", () => TestFiles.Docx(("word/vbaProject.bin", "x"))),
        ["an embedded program"] = (Docx, "file-not-safe", () => TestFiles.Docx(("word/embeddings/oleObject1.bin", "x"))),
        ["an active control"] = (Docx, "file-not-safe", () => TestFiles.Docx(("word/activeX/activeX1.xml", "<x/>"))),
        ["a template from afar"] = (Docx, "file-not-safe", () => TestFiles.Docx(("word/_rels/settings.xml.rels", TestFiles.Relations("attachedTemplate", "https://evil.example/x.dotm", "TargetMode=\"External\"")))),
        ["a template from a server"] = (Docx, "file-not-safe", () => TestFiles.Docx(("word/_rels/settings.xml.rels", TestFiles.Relations("attachedTemplate", "file://evil.example/x.dotm", "TargetMode=\"External\"")))),
        ["a picture from afar"] = (Docx, "file-not-safe", () => TestFiles.Docx(("word/_rels/document.xml.rels", TestFiles.Relations("image", "https://evil.example/x.png", "TargetMode=\"External\"")))),
        ["a page as a part"] = (Docx, "file-not-safe", () => TestFiles.Docx(("word/_rels/document.xml.rels", TestFiles.Relations("aFChunk", "page.html")))),
        ["entities that grow"] = (Docx, "file-type-mismatch", () => TestFiles.Docx(("word/document.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>"))),
        ["a bomb of one entry"] = (Docx, "file-not-safe", () => TestFiles.Docx(("word/media/bomb.xml", $"<x>{new string(' ', 20 << 20)}</x>"))),
        ["a bomb of many entries"] = (Docx, "file-not-safe", () => TestFiles.Docx([.. Enumerable.Range(0, 1001).Select(i => ($"word/{i}.txt", ""))])),
        ["an entry outside the folder"] = (Docx, "file-not-safe", () => TestFiles.Docx(("../../evil.txt", "x"))),
        ["a program before a document"] = (Docx, "file-type-mismatch", () => TestFiles.Join("MZ"u8.ToArray(), TestFiles.Docx())),
        ["a picture before a document"] = (Docx, "file-type-mismatch", () => TestFiles.Join(TestFiles.Real("photo.jpg"), TestFiles.Docx())),
        ["a page after a document"] = (Docx, "file-not-safe", () => TestFiles.Join(TestFiles.Docx(), "<script>"u8.ToArray())),
        ["a document with a comment at its end"] = (Docx, "file-not-safe", () => CommentedZip([], "<script>alert(1)</script>", TestFiles.Docx())),
        ["a document whose sizes lie"] = (Docx, "file-not-safe", LyingZip),
    };

    [Theory]
    [InlineData("hyperlink", "https://example.org")]
    [InlineData("attachedTemplate", "file:///C:\\Users\\someone\\letter.dotx")]
    public void A_link_to_follow_and_ones_own_template_are_harmless(string kind, string target) =>
        Assert.True(Inspect(TestFiles.Docx(("word/_rels/document.xml.rels", TestFiles.Relations(kind, target, "TargetMode=\"External\""))), Docx).IsSuccess);

    [Fact]
    public void Further_pictures_that_a_phone_appends_are_dropped()
    {
        var photo = TestFiles.Real("photo.jpg");
        var kept = Inspect(TestFiles.Join(photo, photo, new byte[100]), Jpeg).Value;
        Assert.Equal(Inspect(photo, Jpeg).Value.Content.ToArray(), kept.Content.ToArray());
    }

    /// <summary>Whatever a file says, the answer is a verdict: no exception, no endless loop.</summary>
    [Theory]
    [InlineData("letter.pdf", Pdf)]
    [InlineData("letter.docx", Docx)]
    [InlineData("photo.jpg", Jpeg)]
    [InlineData("picture.png", Png)]
    [InlineData("photo.heic", Heic)]
    public void A_spoilt_file_is_judged_all_the_same(string name, AttachmentMediaType type)
    {
        var (file, random) = (TestFiles.Real(name), new Random(20261123));
        for (var i = 0; i < 3_000; i++)
        {
            var spoilt = file[..random.Next(1, file.Length + 1)];
            for (var harms = random.Next(1, 6); harms > 0; harms--)
            {
                spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            }

            var verdict = Inspect(spoilt, type);
            Assert.True(verdict.IsSuccess || verdict.Error.Code is "file-type-mismatch" or "file-not-safe");
        }
    }

    private static Result<InspectedFile> Inspect(byte[] file, AttachmentMediaType type) => new FileInspector().Inspect(file, type);

    private static byte[] Jar() => TestFiles.Zip(("META-INF/MANIFEST.MF", "Main-Class: Evil\n"u8.ToArray()), ("Evil.class", new byte[100]));

    private static byte[] CommentedZip(byte[] before, string comment, byte[]? zip = null)
    {
        var archive = zip ?? Jar();
        BinaryPrimitives.WriteUInt16LittleEndian(archive.AsSpan(archive.Length - 2), (ushort)comment.Length);
        return TestFiles.Join(before, archive, TestFiles.Text(comment));
    }

    /// <summary>The directory says that the first entry is shorter than it is: what is between is for another reader.</summary>
    private static byte[] LyingZip()
    {
        var zip = TestFiles.Docx();
        var directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(directory + 20), 3);
        return zip;
    }

    private static byte[] HugePng()
    {
        var file = TestFiles.Real("picture.png");
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 1_000_000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 1_000_000);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), PngFile.Crc(file.AsSpan(12, 17)));
        return file;
    }

    private static byte[] Spoilt(byte[] file, int at)
    {
        file[at]++;
        return file;
    }

    private static ReadOnlySpan<byte> PngExif(ReadOnlySpan<byte> file) => file[(file.IndexOf("eXIf"u8) + 4)..];
}
