using System.Buffers.Binary;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>The one fact of a photo's metadata that is kept: which way up it is.</summary>
internal static class Exif
{
    public const int Upright = 1;

    private const int OrientationTag = 0x0112;
    private const int ShortType = 3;
    private const int EntryBytes = 12;

    /// <summary>A TIFF directory without entries.</summary>
    public static ReadOnlySpan<byte> Nothing => "MM\0*\0\0\0\x08\0\0\0\0\0\0"u8;

    /// <summary>2 to 8; 1 when it is upright, or when the directory does not say anything sensible.</summary>
    public static int OrientationOf(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("MM\0*"u8) || tiff.StartsWith("II*\0"u8)))
        {
            return Upright;
        }

        var isBig = tiff[0] == 'M';
        var at = U32(tiff[4..], isBig);
        if (at > tiff.Length - 2)
        {
            return Upright;
        }

        var entries = tiff[(int)at..];
        var count = U16(entries, isBig);
        for (var i = 0; i < count && 2 + ((i + 1) * EntryBytes) <= entries.Length; i++)
        {
            var entry = entries[(2 + (i * EntryBytes))..];
            if (U16(entry, isBig) == OrientationTag)
            {
                return U16(entry[2..], isBig) == ShortType && U16(entry[8..], isBig) is >= 1 and <= 8 and var told ? told : Upright;
            }
        }

        return Upright;
    }

    /// <summary>A TIFF directory that says nothing but the orientation.</summary>
    public static byte[] Of(int orientation) =>
    [
        .. "MM\0*"u8, 0, 0, 0, 8,
        0, 1,
        OrientationTag >> 8, OrientationTag & 0xFF, 0, ShortType, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ];

    private static ushort U16(ReadOnlySpan<byte> at, bool isBig) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    private static uint U32(ReadOnlySpan<byte> at, bool isBig) => isBig ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
}
