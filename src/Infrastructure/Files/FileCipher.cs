using System.Security.Cryptography;
using PupilSupport.Application.Attachments;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Files;

/// <summary>
/// Each file has a random key, wrapped by a key of its trust, which derives from the master key outside the database. Each
/// piece is sealed for its file, its place and whether it is the last: none can be changed, moved, left out or cut off.
/// </summary>
internal sealed class FileCipher(KeyRing keys)
{
    public const int PieceBytes = 256 << 10;

    private const int KeyBytes = 32;

    /// <summary>A fresh key in its wrapping, and the file in sealed pieces.</summary>
    public (byte[] WrappedKey, IReadOnlyList<byte[]> Pieces) Seal(TrustId trust, FileId file, ReadOnlyMemory<byte> content)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        try
        {
            var box = new SealedBox(key);
            var count = (content.Length + PieceBytes - 1) / PieceBytes;
            var pieces = new byte[count][];
            for (var i = 0; i < count; i++)
            {
                var piece = content.Slice(i * PieceBytes, Math.Min(PieceBytes, content.Length - (i * PieceBytes)));
                pieces[i] = box.Seal(piece.Span, Place(trust, file, i, i == count - 1));
            }

            return (Wrapping(trust).Seal(key, Place(trust, file, -1, false)), pieces);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <exception cref="FileDamagedException">The key is not this file's.</exception>
    public SealedBox Unwrap(TrustId trust, FileId file, byte[] wrappedKey) =>
        new(Guarded(() => Wrapping(trust).Open(wrappedKey, Place(trust, file, -1, false))));

    /// <exception cref="FileDamagedException">The piece does not belong here.</exception>
    public static byte[] Open(SealedBox box, TrustId trust, FileId file, int position, bool isLast, byte[] data) =>
        Guarded(() => box.Open(data, Place(trust, file, position, isLast)));

    private SealedBox Wrapping(TrustId trust) => new(keys.Derive($"files:{trust.Value:D}"));

    private static byte[] Guarded(Func<byte[]> open)
    {
        try
        {
            return open();
        }
        catch (CryptographicException)
        {
            throw new FileDamagedException();
        }
    }

    private static byte[] Place(TrustId trust, FileId file, int position, bool isLast) =>
        [.. trust.Value.ToByteArray(), .. file.Value.ToByteArray(), .. BitConverter.GetBytes(position), isLast ? (byte)1 : (byte)0];
}
