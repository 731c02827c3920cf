using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using PupilSupport.Application.Attachments;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>
/// A Word document without macros. It is one closed zip; it unpacks to what it says and not to too much; and opening it
/// runs nothing, embeds nothing and fetches nothing.
/// </summary>
internal static partial class DocxFile
{
    private const int MaxEntries = 1_000;
    private const long MaxInflated = 64L << 20;

    /// <summary>Inflated to packed bytes of one entry; a bomb starts near 1,000. Small entries are free, since short ones pack as well.</summary>
    private const int MaxRatio = 150;
    private const long RatioFree = 1 << 20;

    private const string MainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxInflated };

    /// <summary>Parts that run, or hold whole other files.</summary>
    private static readonly string[] Refused = ["vbaproject", "vbadata", "/activex/", "/embeddings/", "/ctrlprops/", "/macrosheets/", "/customui", "/attachedtoolbars"];

    private static readonly string[] RefusedRelations =
        ["/oleobject", "/package", "/control", "/activexcontrolbinary", "/afchunk", "/vbaproject", "/subdocument", "/frame", "/wordvbadata", "/attachedtoolbars", "/keymapcustomizations"];

    public static InspectedFile Inspect(ReadOnlyMemory<byte> content)
    {
        ZipOutline.Check(content.Span, MaxEntries);
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            var names = archive.Entries.Select(e => "/" + e.FullName.ToLowerInvariant()).ToList();
            if (!names.Contains("/[content_types].xml") || !names.Contains("/word/document.xml"))
            {
                throw UnsafeFileException.Mismatch();
            }

            if (names.Exists(n => Refused.Any(r => n.Contains(r, StringComparison.Ordinal))))
            {
                throw UnsafeFileException.NotSafe();
            }

            var inflated = 0L;
            foreach (var entry in archive.Entries)
            {
                inflated = CheckEntry(entry, inflated);
            }

            return new InspectedFile(content, false);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or NotSupportedException)
        {
            throw UnsafeFileException.Mismatch();
        }
    }

    /// <returns>The bytes inflated so far.</returns>
    private static long CheckEntry(ZipArchiveEntry entry, long before)
    {
        using var unpacked = new MemoryStream();
        using (var stream = entry.Open())
        {
            var piece = new byte[81_920];
            for (int count; (count = stream.Read(piece)) > 0;)
            {
                unpacked.Write(piece, 0, count);
                var isBomb = unpacked.Length > RatioFree && unpacked.Length > MaxRatio * Math.Max(1, entry.CompressedLength);
                if (isBomb || before + unpacked.Length > MaxInflated)
                {
                    throw UnsafeFileException.NotSafe();
                }
            }
        }

        unpacked.Position = 0;
        var name = entry.FullName.ToLowerInvariant();
        if (name == "[content_types].xml")
        {
            CheckTypes(unpacked);
        }
        else if (name.EndsWith(".rels", StringComparison.Ordinal))
        {
            CheckRelations(unpacked);
        }
        else if (name.EndsWith(".xml", StringComparison.Ordinal))
        {
            using var reader = XmlReader.Create(unpacked, Strict);
            while (reader.Read())
            {
                // Whole and without a document type is all that is asked.
            }
        }

        return before + unpacked.Length;
    }

    private static void CheckTypes(Stream part)
    {
        var isDocument = false;
        foreach (var (_, type, _) in Elements(part))
        {
            isDocument |= type == MainType;
            if (type.Contains("macroenabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaproject", StringComparison.OrdinalIgnoreCase))
            {
                throw UnsafeFileException.NotSafe();
            }
        }

        if (!isDocument)
        {
            throw UnsafeFileException.Mismatch();
        }
    }

    /// <summary>A link that somebody follows may lead out; what is fetched on opening may not.</summary>
    private static void CheckRelations(Stream part)
    {
        foreach (var (relation, _, outside) in Elements(part))
        {
            var isLink = relation.EndsWith("/hyperlink", StringComparison.OrdinalIgnoreCase);
            var isOwnTemplate = relation.EndsWith("/attachedTemplate", StringComparison.OrdinalIgnoreCase) && outside is not null && LocalFile().IsMatch(outside);
            if ((outside is not null && !isLink && !isOwnTemplate) || RefusedRelations.Any(r => relation.EndsWith(r, StringComparison.OrdinalIgnoreCase)))
            {
                throw UnsafeFileException.NotSafe();
            }
        }
    }

    /// <summary>The author's own template on the author's own drive: never on a server, which would be told of each reader.</summary>
    [GeneratedRegex(@"\Afile:///[a-z]:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LocalFile();

    private static List<(string Relation, string ContentType, string? Outside)> Elements(Stream part)
    {
        using var reader = XmlReader.Create(part, Strict);
        var elements = new List<(string, string, string?)>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var isExternal = string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase);
                elements.Add((reader.GetAttribute("Type") ?? "", reader.GetAttribute("ContentType") ?? "", isExternal ? reader.GetAttribute("Target") ?? "" : null));
            }
        }

        return elements;
    }
}
