using System.Security.Cryptography;

namespace PupilSupport.Infrastructure.Security;

/// <summary>AES-256-GCM with a random nonce in front: nobody without the key reads, changes or moves what is sealed.</summary>
internal sealed class SealedBox(byte[] key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>How many bytes a seal adds.</summary>
    public const int Overhead = NonceSize + TagSize;

    /// <param name="place">Where it belongs; opened in another place it does not open.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place = default)
    {
        var box = new byte[Overhead + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(Overhead), box.AsSpan(NonceSize, TagSize), place);
        return box;
    }

    /// <exception cref="CryptographicException">It was not sealed by this key for this place, or was changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> place = default)
    {
        if (box.Length < Overhead)
        {
            throw new CryptographicException("This is no sealed box.");
        }

        var plain = new byte[box.Length - Overhead];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[Overhead..], box.Slice(NonceSize, TagSize), plain, place);
        return plain;
    }
}
