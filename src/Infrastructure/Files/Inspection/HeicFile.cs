using System.Text;
using PupilSupport.Application.Attachments;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>
/// A still picture in HEIF. Its parts lie at places that a table names, so nothing is moved: every byte that is no part
/// of the picture (Exif, XMP, what no table names) is blanked where it stands. Which way up it is, is a property of the
/// picture and stays.
/// </summary>
internal static class HeicFile
{
    private static readonly HashSet<string> Brands = ["heic", "heix", "heim", "heis"];
    private static readonly HashSet<string> TopBoxes = ["ftyp", "meta", "mdat", "free", "skip"];

    /// <summary>Coded pictures and how they are put together.</summary>
    private static readonly HashSet<string> PictureItems = ["hvc1", "grid", "iden", "iovl", "tmap"];

    /// <summary>Boxes for whatever somebody wanted to say.</summary>
    private static readonly HashSet<string> Talk = ["uuid", "udes", "udta", "free", "skip"];

    public static InspectedFile Inspect(ReadOnlyMemory<byte> content)
    {
        var file = content.ToArray();
        var boxes = Boxes(file, 0, file.Length);
        CheckOutline(file, boxes);
        var meta = boxes.Single(b => b.Type == "meta");
        var parts = Boxes(file, meta.Body + 4, meta.End);
        var items = HeicItems.Read(file, parts);
        var pictures = items.Where(i => PictureItems.Contains(i.Type)).ToList();
        if (!pictures.Exists(i => i.IsPrimary))
        {
            throw UnsafeFileException.Mismatch();
        }

        var data = boxes.Concat(parts).Where(b => b.Type is "mdat" or "idat").ToList();
        var changed = BlankBetween(file, data, [.. pictures.SelectMany(i => i.Extents).OrderBy(e => e.Start)]);
        changed |= BlankTalk(file, boxes.Concat(parts));
        changed |= BlankTalk(file, parts.Where(b => b.Type == "iprp").SelectMany(p => Boxes(file, p.Body, p.End)).Where(b => b.Type == "ipco").SelectMany(c => Boxes(file, c.Body, c.End)));
        foreach (var exif in items.Where(i => i.Type == "Exif"))
        {
            WriteEmptyExif(file, exif, data);
        }

        return new InspectedFile(file, changed);
    }

    private static void CheckOutline(byte[] file, List<Box> boxes)
    {
        if (boxes is not [{ Type: "ftyp" } kind, ..] || boxes.Count(b => b.Type == "ftyp") != 1 || boxes.Count(b => b.Type == "meta") != 1)
        {
            throw UnsafeFileException.Mismatch();
        }

        var brands = Encoding.Latin1.GetString(file, kind.Body, kind.End - kind.Body).Chunk(4).Select(c => new string(c)).ToList();
        if (brands.Count < 2 || !(Brands.Contains(brands[0]) || brands[0] == "mif1") || !brands.Exists(Brands.Contains))
        {
            throw UnsafeFileException.Mismatch();
        }

        if (boxes.Exists(b => !TopBoxes.Contains(b.Type)))
        {
            // Films, sequences and what makers append.
            throw UnsafeFileException.NotSafe();
        }
    }

    private static List<Box> Boxes(byte[] file, int from, int end)
    {
        var reader = new BoxReader(file, from, end);
        var boxes = new List<Box>();
        while (!reader.IsAtEnd)
        {
            boxes.Add(reader.NextBox());
        }

        return boxes;
    }

    /// <param name="kept">In order of their start; each must lie within one box of data.</param>
    private static bool BlankBetween(byte[] file, List<Box> data, List<Extent> kept)
    {
        if (kept.Exists(e => !data.Exists(d => e.Start >= d.Body && e.End <= d.End)))
        {
            throw UnsafeFileException.Mismatch();
        }

        var changed = false;
        foreach (var box in data)
        {
            var at = box.Body;
            foreach (var extent in kept.Where(e => e.Start >= box.Body && e.End <= box.End))
            {
                changed |= at < extent.Start && Blank(file, at, extent.Start);
                at = Math.Max(at, extent.End);
            }

            changed |= Blank(file, at, box.End);
        }

        return changed;
    }

    private static bool BlankTalk(byte[] file, IEnumerable<Box> boxes)
    {
        var changed = false;
        foreach (var box in boxes.Where(b => Talk.Contains(b.Type)))
        {
            changed |= Blank(file, box.Body, box.End);
            "free"u8.CopyTo(file.AsSpan(box.At + 4));
        }

        return changed;
    }

    /// <returns>Whether there was anything.</returns>
    private static bool Blank(byte[] file, int from, int to)
    {
        var part = file.AsSpan(from, to - from);
        var changed = part.ContainsAnyExcept((byte)0);
        part.Clear();
        return changed;
    }

    /// <summary>So that readers find metadata that say nothing, rather than broken ones.</summary>
    private static void WriteEmptyExif(byte[] file, HeicItem exif, List<Box> data)
    {
        const int offsetBytes = 4;
        if (exif.Extents is [var first, ..] && first.End - first.Start >= offsetBytes + Exif.Nothing.Length && data.Exists(d => first.Start >= d.Body && first.End <= d.End)
            && !file.AsSpan(first.Start, first.End - first.Start).ContainsAnyExcept((byte)0))
        {
            Exif.Nothing.CopyTo(file.AsSpan(first.Start + offsetBytes));
        }
    }
}
