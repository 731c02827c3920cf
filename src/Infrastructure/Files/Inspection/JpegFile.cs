using System.Buffers.Binary;
using PupilSupport.Application.Attachments;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>
/// A JPEG written anew from the segments that make the picture: tables, frame, scans, colour profile. Comments, Exif
/// (place, device, time, thumbnail), XMP, IPTC and everything after the picture go; the orientation stays.
/// </summary>
internal sealed class JpegFile : IDisposable
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const int JfifBytes = 18;

    private readonly MemoryStream _output = new();
    private int _orientation = Exif.Upright;
    private int _frames;
    private int _scans;
    private bool _isTrimmed;
    private long _orientationAt = -1;

    public static InspectedFile Inspect(ReadOnlyMemory<byte> content)
    {
        var file = content.Span;
        if (!file.StartsWith<byte>([0xFF, StartOfImage, 0xFF]))
        {
            throw UnsafeFileException.Mismatch();
        }

        using var picture = new JpegFile();
        var end = picture.Take(file);
        RefuseStrangersAfter(file[end..]);
        return new InspectedFile(picture.Finish(), picture._isTrimmed || end < file.Length);
    }

    public void Dispose() => _output.Dispose();

    /// <summary>Phones append further pictures (depth, brightness), which are dropped; nothing else may follow.</summary>
    private static void RefuseStrangersAfter(ReadOnlySpan<byte> rest)
    {
        while (rest.ContainsAnyExcept((byte)0))
        {
            var next = rest.TrimStart((byte)0);
            using var another = new JpegFile();
            rest = next.StartsWith<byte>([0xFF, StartOfImage, 0xFF]) ? next[another.Take(next)..] : throw UnsafeFileException.NotSafe();
        }
    }

    /// <returns>Where the picture ends.</returns>
    private int Take(ReadOnlySpan<byte> file)
    {
        _output.Write([0xFF, StartOfImage]);
        var at = 2;
        while (true)
        {
            at = SkipFill(file, at);
            var marker = file[at + 1];
            if (marker == EndOfImage)
            {
                _output.Write([0xFF, EndOfImage]);
                return _frames == 1 && _scans > 0 ? at + 2 : throw UnsafeFileException.Mismatch();
            }

            var length = at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) : 0;
            if (length < 2 || at + 2 + length > file.Length)
            {
                throw UnsafeFileException.Mismatch();
            }

            TakeSegment(marker, file.Slice(at, 2 + length));
            at += 2 + length;
            at = marker == StartOfScan ? TakeScan(file, at) : at;
        }
    }

    private static int SkipFill(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xFF)
        {
            at++;
        }

        return at + 1 < file.Length && file[at] == 0xFF ? at : throw UnsafeFileException.Mismatch();
    }

    /// <param name="segment">With marker and length.</param>
    private void TakeSegment(byte marker, ReadOnlySpan<byte> segment)
    {
        var payload = segment[4..];
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                _frames++;
                Picture.CheckSize(payload.Length >= 5 ? BinaryPrimitives.ReadUInt16BigEndian(payload[3..]) : 0, payload.Length >= 5 ? BinaryPrimitives.ReadUInt16BigEndian(payload[1..]) : 0, heightComesLater: true);
                Keep(segment);
                break;
            case 0xC4 or 0xDB or 0xDC or 0xDD or StartOfScan:
                Keep(segment);
                break;
            case App0 when payload.StartsWith("JFIF\0"u8) && segment.Length >= JfifBytes:
                KeepJfif(segment);
                break;
            case App2 when payload.StartsWith("ICC_PROFILE\0"u8):
            case App14 when payload.StartsWith("Adobe"u8):
                Keep(segment);
                break;
            case App1 when payload.StartsWith("Exif\0"u8) && payload.Length > 6:
                _orientation = Exif.OrientationOf(payload[6..]);
                _isTrimmed = true;
                break;
            case (>= 0xE0 and <= 0xEF) or 0xFE:
                _isTrimmed = true;
                break;
            default:
                // Arithmetic, lossless and hierarchical coding, which no camera writes, and markers without a meaning here.
                throw UnsafeFileException.Mismatch();
        }
    }

    /// <summary>The resolution without the thumbnail.</summary>
    private void KeepJfif(ReadOnlySpan<byte> segment)
    {
        _isTrimmed |= segment.Length > JfifBytes;
        _output.Write([0xFF, App0, 0, JfifBytes - 2]);
        _output.Write(segment[4..(JfifBytes - 2)]);
        _output.Write([0, 0]);
    }

    private void Keep(ReadOnlySpan<byte> segment)
    {
        // JFIF wants to be first, so the orientation goes before the first segment of any other kind.
        _orientationAt = _orientationAt < 0 ? _output.Length : _orientationAt;
        _output.Write(segment);
    }

    /// <summary>Coded data up to the next marker that is no restart.</summary>
    private int TakeScan(ReadOnlySpan<byte> file, int at)
    {
        _scans++;
        var end = at;
        while (true)
        {
            var found = file[end..].IndexOf((byte)0xFF);
            if (found < 0 || end + found + 1 >= file.Length)
            {
                throw UnsafeFileException.Mismatch();
            }

            end += found;
            if (file[end + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                _output.Write(file[at..end]);
                return end;
            }

            end += 2;
        }
    }

    private ReadOnlyMemory<byte> Finish()
    {
        var written = _output.ToArray();
        if (_orientation == Exif.Upright)
        {
            return written;
        }

        var exif = Exif.Of(_orientation);
        var at = (int)_orientationAt;
        return (byte[])[.. written[..at], 0xFF, App1, 0, (byte)(2 + 6 + exif.Length), .. "Exif\0\0"u8, .. exif, .. written[at..]];
    }
}
