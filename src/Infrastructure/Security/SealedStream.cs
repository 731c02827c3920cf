using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PupilSupport.Infrastructure.Security;

/// <summary>
/// Seals a stream of any length under a name, in chunks of <see cref="SealedBox"/>: nobody without the key reads it, and
/// a bit changed, a chunk moved or left out, an end cut off or another name is noticed.
/// </summary>
/// <remarks>
/// <c>PSSEAL01</c>, 8 bytes that tell keys apart, a salt of 16 bytes; then boxes of <see cref="ChunkSize"/> plain bytes, the last
/// one of fewer or none. The key of a file derives from the key, the salt and the name; the place of a box is its number and
/// whether it is the last.
/// </remarks>
internal sealed class SealedStream(byte[] key)
{
    public const int ChunkSize = 256 << 10;
    private const int KeyIdSize = 8;
    private const int SaltSize = 16;
    private const int HeaderSize = 8 + KeyIdSize + SaltSize;

    private static ReadOnlySpan<byte> Magic => "PSSEAL01"u8;

    /// <summary>Reads all of <paramref name="plain"/> and writes it sealed.</summary>
    /// <param name="name">What it is; it opens under this name only.</param>
    public async Task SealAsync(Stream plain, Stream box, string name, CancellationToken ct)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        KeyId().CopyTo(header, Magic.Length);
        RandomNumberGenerator.Fill(header.AsSpan(HeaderSize - SaltSize));
        await box.WriteAsync(header, ct);

        var seal = BoxOf(header, name);
        var chunk = new byte[ChunkSize];
        for (long number = 0, size = ChunkSize; size == ChunkSize; number++)
        {
            size = await plain.ReadAtLeastAsync(chunk, ChunkSize, throwOnEndOfStream: false, ct);
            await box.WriteAsync(seal.Seal(chunk.AsSpan(0, (int)size), Place(number, size < ChunkSize)), ct);
        }
    }

    /// <summary>Opens all of <paramref name="box"/>. After an exception, throw away what has been written so far.</summary>
    /// <exception cref="CryptographicException">It was sealed by another key or under another name, or was changed or cut off.</exception>
    public async Task OpenAsync(Stream box, Stream plain, string name, CancellationToken ct)
    {
        var header = new byte[HeaderSize];
        var length = await box.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, ct);
        if (length < HeaderSize || !header.AsSpan().StartsWith(Magic))
        {
            throw new CryptographicException("This is no sealed file.");
        }

        if (!header.AsSpan(Magic.Length, KeyIdSize).SequenceEqual(KeyId()))
        {
            throw new CryptographicException("It was sealed by another key.");
        }

        await OpenBoxesAsync(box, plain, BoxOf(header, name), ct);
    }

    private static async Task OpenBoxesAsync(Stream box, Stream plain, SealedBox seal, CancellationToken ct)
    {
        // The last box is shorter than a full one, so that it is known when it is read; whatever follows it becomes part of it.
        const int Full = ChunkSize + SealedBox.Overhead;
        var chunk = new byte[Full];
        for (long number = 0, size = Full; size == Full; number++)
        {
            size = await box.ReadAtLeastAsync(chunk, Full, throwOnEndOfStream: false, ct);
            await plain.WriteAsync(Open(seal, chunk.AsSpan(0, (int)size), Place(number, size < Full)), ct);
        }
    }

    private static byte[] Open(SealedBox seal, ReadOnlySpan<byte> chunk, byte[] place)
    {
        try
        {
            return seal.Open(chunk, place);
        }
        catch (CryptographicException e)
        {
            throw new CryptographicException("It was changed or cut off, or it is not the file that its name says.", e);
        }
    }

    private SealedBox BoxOf(byte[] header, string name) => new(HKDF.DeriveKey(
        HashAlgorithmName.SHA256, key, KeyFile.Bytes, salt: header[^SaltSize..], info: Encoding.UTF8.GetBytes("sealed-stream\n" + name)));

    private byte[] KeyId() => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyIdSize, info: "sealed-stream-key-id"u8.ToArray());

    private static byte[] Place(long number, bool isLast)
    {
        var place = new byte[9];
        BinaryPrimitives.WriteInt64BigEndian(place, number);
        place[8] = isLast ? (byte)1 : (byte)0;
        return place;
    }
}
