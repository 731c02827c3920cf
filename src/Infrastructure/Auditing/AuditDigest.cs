using System.Security.Cryptography;
using System.Text;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Auditing;

/// <summary>Stands for a value that the audit does not show. The key is not in the database, so a guess cannot be tried out there.</summary>
internal sealed class AuditDigest(KeyRing keys)
{
    public const string Prefix = "hmac:";

    private readonly byte[] _key = keys.Derive("audit-digest");

    public string Of(ReadOnlySpan<byte> json) => Prefix + Convert.ToBase64String(HMACSHA256.HashData(_key, json)[..16]);

    public string Of(string json) => Of(Encoding.UTF8.GetBytes(json));
}
