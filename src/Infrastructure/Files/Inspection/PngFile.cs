using System.Buffers.Binary;
using System.Text;
using PupilSupport.Application.Attachments;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>A PNG written anew from the chunks that make the picture. Texts, times, Exif and animation go; the orientation stays.</summary>
internal static class PngFile
{
    private const int ChunkFrame = 12;

    private static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'];
    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 0 ? c >> 1 : 0xEDB88320 ^ (c >> 1)))];

    public static InspectedFile Inspect(ReadOnlyMemory<byte> content)
    {
        var file = content.Span;
        if (!file.StartsWith(Signature))
        {
            throw UnsafeFileException.Mismatch();
        }

        var output = new MemoryStream(file.Length);
        output.Write(Signature);
        var (at, orientation, isTrimmed, hasPicture, type) = (Signature.Length, Exif.Upright, false, false, "");
        while (type != "IEND")
        {
            var chunk = Chunk(file[at..]);
            type = Encoding.Latin1.GetString(chunk[4..8]);
            CheckPlace(type, chunk, isFirst: at == Signature.Length);
            orientation = type == "eXIf" ? Exif.OrientationOf(chunk[8..^4]) : orientation;
            isTrimmed |= !Kept.Contains(type);
            if (!hasPicture && type == "IDAT")
            {
                WriteOrientation(output, orientation);
                hasPicture = true;
            }

            if (Kept.Contains(type))
            {
                output.Write(chunk);
            }

            at += chunk.Length;
        }

        return !hasPicture ? throw UnsafeFileException.Mismatch()
            : at < file.Length ? throw UnsafeFileException.NotSafe()
            : new InspectedFile(output.ToArray(), isTrimmed);
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> rest)
    {
        var length = rest.Length >= ChunkFrame ? BinaryPrimitives.ReadUInt32BigEndian(rest) : uint.MaxValue;
        if (length > rest.Length - ChunkFrame)
        {
            throw UnsafeFileException.Mismatch();
        }

        var chunk = rest[..(ChunkFrame + (int)length)];
        return BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) == Crc(chunk[4..^4]) ? chunk : throw UnsafeFileException.Mismatch();
    }

    private static void CheckPlace(string type, ReadOnlySpan<byte> chunk, bool isFirst)
    {
        var isCritical = char.IsAsciiLetterUpper(type[0]);
        if (isFirst != (type == "IHDR") || (isCritical && !Kept.Contains(type)) || (type == "IHDR" && chunk.Length != ChunkFrame + 13))
        {
            throw UnsafeFileException.Mismatch();
        }

        if (isFirst)
        {
            Picture.CheckSize(BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]));
        }
    }

    private static void WriteOrientation(MemoryStream output, int orientation)
    {
        if (orientation == Exif.Upright)
        {
            return;
        }

        var exif = Exif.Of(orientation);
        byte[] named = [.. "eXIf"u8, .. exif];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, exif.Length);
        output.Write(number);
        output.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
        output.Write(number);
    }

    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }
}
