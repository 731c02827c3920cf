using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Persistence.Paging;

/// <summary>
/// Where a page ended: bound to the caller's trust, the filters and the sort, good for a day, and encrypted, since a
/// cursor stands in a URL and a sort key may be a pupil's name.
/// </summary>
internal sealed class CursorCodec(KeyRing keys, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private const int FormatVersion = 1;
    private readonly SealedBox _box = new(keys.Derive("cursor"));

    private sealed record Payload(int V, JsonElement Key, Guid Id, string Scope, long At);

    public string Encode(object key, Guid id, string scope)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Payload(
            FormatVersion, JsonSerializer.SerializeToElement(key, key.GetType()), id, scope, clock.GetUtcNow().ToUnixTimeSeconds()));
        return Base64Url.EncodeToString(_box.Seal(body));
    }

    public Result<(object Key, Guid Id)> Decode(string cursor, Type keyType, string scope)
    {
        if (Open(cursor) is not { } payload || payload.V != FormatVersion || payload.Scope != scope)
        {
            return CommonErrors.CursorInvalid;
        }

        return clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(payload.At) > Life
            ? CommonErrors.CursorExpired
            : (payload.Key.Deserialize(keyType)!, payload.Id);
    }

    /// <summary>Hashes the trust, the sort and the query's own filters.</summary>
    public static string Scope(TrustId trust, string sort, PagedQuery query)
    {
        var filters = query with { Cursor = null, Limit = null, IncludeTotal = null };
        var text = JsonSerializer.SerializeToUtf8Bytes(filters, filters.GetType());
        return Base64Url.EncodeToString(SHA256.HashData([.. trust.Value.ToByteArray(), .. System.Text.Encoding.UTF8.GetBytes(sort), .. text]).AsSpan(0, 12));
    }

    private Payload? Open(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<Payload>(_box.Open(Base64Url.DecodeFromChars(cursor)));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
