using System.Buffers.Binary;
using System.Text;

namespace PupilSupport.Infrastructure.Files.Inspection;

/// <summary>A box of an ISO media file.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Body">Where its body begins.</param>
/// <param name="End">The first byte after it.</param>
internal readonly record struct Box(string Type, int At, int Body, int End);

/// <summary>Reads numbers and boxes in order, never beyond its end.</summary>
internal ref struct BoxReader(ReadOnlySpan<byte> file, int at, int end)
{
    private readonly ReadOnlySpan<byte> _file = file;

    public int At { get; private set; } = at;

    public readonly bool IsAtEnd => At >= end;

    public Box NextBox()
    {
        var start = At;
        var size = Number(4);
        var type = Encoding.Latin1.GetString(Take(4));
        size = size switch { 1 => Number(8), 0 => (ulong)(end - start), _ => size };
        var body = At;
        if (size < (ulong)(body - start) || size > (ulong)(end - start))
        {
            throw UnsafeFileException.Mismatch();
        }

        At = start + (int)size;
        return new Box(type, start, body, At);
    }

    /// <summary>A number of 0, 1, 2, 4 or 8 bytes.</summary>
    public ulong Number(int bytes)
    {
        var part = Take(bytes);
        return bytes switch
        {
            0 => 0,
            1 => part[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(part),
            4 => BinaryPrimitives.ReadUInt32BigEndian(part),
            8 => BinaryPrimitives.ReadUInt64BigEndian(part),
            _ => throw UnsafeFileException.Mismatch(),
        };
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > end - At)
        {
            throw UnsafeFileException.Mismatch();
        }

        At += count;
        return _file.Slice(At - count, count);
    }
}
