using System.Text;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>Bytes of the file from <paramref name="Start"/> to before <paramref name="End"/>.</summary>
internal readonly record struct Extent(int Start, int End);

/// <summary>One item of a HEIF file: a picture, a part of one, or metadata.</summary>
internal sealed record HeicItem(string Type, bool IsPrimary, IReadOnlyList<Extent> Extents);

/// <summary>Reads which items a HEIF file has (<c>iinf</c>), which is shown (<c>pitm</c>) and where they lie (<c>iloc</c>).</summary>
internal static class HeicItems
{
    private const int MaxItems = 10_000;
    private const int InFile = 0;
    private const int InData = 1;

    public static IReadOnlyList<HeicItem> Read(byte[] file, List<Box> parts)
    {
        var types = Types(file, Only(parts, "iinf"));
        var primary = Primary(file, Only(parts, "pitm"));
        var places = Places(file, Only(parts, "iloc"), parts.Where(b => b.Type == "idat").Select(b => b.Body).FirstOrDefault(-1));
        return [.. types.Select(t => new HeicItem(t.Value, t.Key == primary, places.GetValueOrDefault(t.Key) ?? []))];
    }

    private static Box Only(List<Box> parts, string type) => parts.Count(b => b.Type == type) == 1 ? parts.Find(b => b.Type == type) : throw UnsafeFileException.Mismatch();

    private static Dictionary<ulong, string> Types(byte[] file, Box iinf)
    {
        var reader = new BoxReader(file, iinf.Body, iinf.End);
        var version = reader.Number(4) >> 24;
        var count = Bounded(reader.Number(version == 0 ? 2 : 4));
        var types = new Dictionary<ulong, string>();
        for (var i = 0; i < count; i++)
        {
            var entry = reader.NextBox();
            var inner = new BoxReader(file, entry.Body, entry.End);
            var kind = inner.Number(4) >> 24;
            if (entry.Type != "infe" || kind is not (2 or 3))
            {
                throw UnsafeFileException.Mismatch();
            }

            var id = inner.Number(kind == 2 ? 2 : 4);
            var isProtected = inner.Number(2) != 0;
            if (isProtected || !types.TryAdd(id, Encoding.Latin1.GetString(inner.Take(4))))
            {
                throw UnsafeFileException.Mismatch();
            }
        }

        return types;
    }

    private static ulong Primary(byte[] file, Box pitm)
    {
        var reader = new BoxReader(file, pitm.Body, pitm.End);
        return reader.Number(4) >> 24 == 0 ? reader.Number(2) : reader.Number(4);
    }

    private static Dictionary<ulong, List<Extent>> Places(byte[] file, Box iloc, int data)
    {
        var reader = new BoxReader(file, iloc.Body, iloc.End);
        var version = reader.Number(4) >> 24;
        var (sizes, more) = ((int)reader.Number(1), (int)reader.Number(1));
        var widths = new Widths(sizes >> 4, sizes & 15, more >> 4, version == 0 ? 0 : more & 15);
        var count = Bounded(reader.Number(version < 2 ? 2 : 4));
        var places = new Dictionary<ulong, List<Extent>>();
        for (var i = 0; i < count; i++)
        {
            var id = reader.Number(version < 2 ? 2 : 4);
            var method = version == 0 ? InFile : (int)reader.Number(2) & 15;
            if (reader.Number(2) != 0 || method is not (InFile or InData) || (method == InData && data < 0))
            {
                // In another file, or made of other items.
                throw UnsafeFileException.Mismatch();
            }

            var from = method == InData ? (ulong)data : 0;
            if (!places.TryAdd(id, Extents(ref reader, widths, from + reader.Number(widths.Base), file.Length)))
            {
                throw UnsafeFileException.Mismatch();
            }
        }

        return places;
    }

    private static List<Extent> Extents(ref BoxReader reader, Widths widths, ulong from, int fileLength)
    {
        var extents = new List<Extent>();
        for (var left = Bounded(reader.Number(2)); left > 0; left--)
        {
            reader.Number(widths.Index);
            var (offset, length) = (reader.Number(widths.Offset), reader.Number(widths.Length));
            var limit = (ulong)fileLength;
            if (length == 0 || from > limit || offset > limit || length > limit || from + offset + length > limit)
            {
                throw UnsafeFileException.Mismatch();
            }

            extents.Add(new Extent((int)(from + offset), (int)(from + offset + length)));
        }

        return extents;
    }

    private static int Bounded(ulong count) => count <= MaxItems ? (int)count : throw UnsafeFileException.NotSafe();

    /// <summary>How many bytes the numbers of the table take.</summary>
    private sealed record Widths(int Offset, int Length, int Base, int Index);
}
