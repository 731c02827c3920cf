using System.Buffers.Binary;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>
/// A zip of which every byte is accounted for: entries one after another from the first byte, then the directory, then
/// its end, and nothing before, between or after them for another reader to find.
/// </summary>
internal static class ZipOutline
{
    private const int EndBytes = 22;
    private const int DirectoryEntryBytes = 46;
    private const int LocalHeaderBytes = 30;
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int Encrypted = 1;
    private const int HasDescriptor = 8;

    public static void Check(ReadOnlySpan<byte> file, int maxEntries)
    {
        if (file.Length < EndBytes || !file.StartsWith("PK\x03\x04"u8) || !file[^EndBytes..].StartsWith("PK\x05\x06"u8))
        {
            throw file.StartsWith("PK\x03\x04"u8) ? UnsafeFileException.NotSafe() : UnsafeFileException.Mismatch();
        }

        var end = file[^EndBytes..];
        var (count, size, at) = (U16(end[10..]), U32(end[12..]), U32(end[16..]));
        var isWhole = U16(end[4..]) == 0 && U16(end[6..]) == 0 && U16(end[8..]) == count && U16(end[20..]) == 0 && at + (long)size == file.Length - EndBytes;
        if (!isWhole || count == 0 || count > maxEntries)
        {
            throw UnsafeFileException.NotSafe();
        }

        CheckEntries(file[..(int)at], Entries(file.Slice((int)at, (int)size), count));
    }

    private static List<Entry> Entries(ReadOnlySpan<byte> directory, int count)
    {
        var entries = new List<Entry>(count);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (; count > 0; count--)
        {
            if (directory.Length < DirectoryEntryBytes || !directory.StartsWith("PK\x01\x02"u8))
            {
                throw UnsafeFileException.NotSafe();
            }

            var (flags, method, packed, nameLength) = (U16(directory[8..]), U16(directory[10..]), U32(directory[20..]), U16(directory[28..]));
            var length = DirectoryEntryBytes + nameLength + U16(directory[30..]) + U16(directory[32..]);
            if ((flags & Encrypted) != 0 || method is not (Stored or Deflated) || length > directory.Length)
            {
                throw UnsafeFileException.NotSafe();
            }

            var name = System.Text.Encoding.UTF8.GetString(directory.Slice(DirectoryEntryBytes, nameLength));
            if (!IsPlainName(name) || !names.Add(name))
            {
                throw UnsafeFileException.NotSafe();
            }

            entries.Add(new Entry(U32(directory[42..]), packed, nameLength, (flags & HasDescriptor) != 0));
            directory = directory[length..];
        }

        return directory.IsEmpty ? [.. entries.OrderBy(e => e.At)] : throw UnsafeFileException.NotSafe();
    }

    private static bool IsPlainName(string name) =>
        name.Length > 0 && !name.StartsWith('/') && !name.Contains('\\') && !name.Contains(':') && !name.Contains('\0') && !name.Split('/').Contains("..");

    private static void CheckEntries(ReadOnlySpan<byte> data, List<Entry> entries)
    {
        var at = 0L;
        foreach (var entry in entries)
        {
            if (entry.At != at || data.Length - at < LocalHeaderBytes || !data[(int)at..].StartsWith("PK\x03\x04"u8) || U16(data[((int)at + 26)..]) != entry.NameLength)
            {
                throw UnsafeFileException.NotSafe();
            }

            at += LocalHeaderBytes + entry.NameLength + U16(data[((int)at + 28)..]) + (long)entry.Packed;
            at += entry.HasDescriptor && at <= data.Length ? DescriptorBytes(data[(int)at..]) : 0;
        }

        if (at != data.Length)
        {
            throw UnsafeFileException.NotSafe();
        }
    }

    /// <summary>Three numbers, with a mark in front as nearly everybody writes it.</summary>
    private static int DescriptorBytes(ReadOnlySpan<byte> at) => at.StartsWith("PK\x07\x08"u8) ? 16 : 12;

    private static ushort U16(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16LittleEndian(at);

    private static uint U32(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt32LittleEndian(at);

    private sealed record Entry(uint At, uint Packed, int NameLength, bool HasDescriptor);
}
