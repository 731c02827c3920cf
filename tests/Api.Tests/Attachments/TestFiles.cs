using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PupilSupport.Api.Tests.Attachments;

/// <summary>Files as people send them, and as attackers do.</summary>
internal static class TestFiles
{
    /// <summary>The scanners' own test: harmless, and found by every one of them.</summary>
    public static readonly string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private const string WordMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /// <summary>Made by real programs: see the folder Data.</summary>
    public static byte[] Real(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Attachments", "Data", name));

    /// <summary>One empty page and a comment.</summary>
    public static byte[] Pdf(string comment, int padding = 0)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var body in new[] { "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>" })
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj{body}endobj\n");
        }

        text.Append('%').Append(comment).Append('\n');
        text.Append('%').Append('x', padding).Append('\n');
        var table = text.Length;
        text.Append("xref\n0 4\n0000000000 65535 f \n");
        offsets.ForEach(o => text.Append(CultureInfo.InvariantCulture, $"{o:d10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer<</Size 4/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>A zip of these entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return memory.ToArray();
    }

    /// <summary>A small Word document with these parts beside; a part of the same name takes the place of the usual one.</summary>
    public static byte[] Docx(params (string Name, string Content)[] more)
    {
        (string Name, string Content)[] usual =
        [
            ("[Content_Types].xml", Types(WordMain)),
            ("_rels/.rels", Relations("officeDocument", "word/document.xml")),
            ("word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p/></w:body></w:document>"),
        ];
        var parts = usual.Where(u => more.All(m => m.Name != u.Name)).Concat(more);
        return Zip([.. parts.Select(p => (p.Name, Encoding.UTF8.GetBytes(p.Content)))]);
    }

    public static string Types(string main) =>
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + $"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/></Types>";

    public static string Relations(string kind, string target, string mode = "") =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + $"<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\" {mode}/></Relationships>";

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    public static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);
}
