using System.Security.Cryptography;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Files;

/// <summary>Under a key of the trust: the same file gives another hash in every trust, and none to whoever lacks the key.</summary>
internal sealed class FileHash(KeyRing keys, ICaller caller) : IFileHash
{
    public byte[] Of(ReadOnlySpan<byte> content) => HMACSHA256.HashData(keys.Derive($"file-hash:{caller.TrustId.Value:D}"), content);
}
