using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Persistence.Idempotency;

/// <summary>
/// Idempotency keys beside the rows they made. Answers are encrypted: they hold pupil data, and the key is not in
/// the database.
/// </summary>
internal sealed class AcceptedRequests(AppDbContext context, IRequestContext request, ICaller caller, TimeProvider clock, KeyRing keys)
    : IAcceptedRequests
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public async Task<AcceptedResponse?> FindAsync(CancellationToken ct)
    {
        var id = ScopedKey();
        var found = await context.Set<AcceptedRequest>().AsNoTracking()
            .Where(r => r.Id == id)
            .Select(r => new { r.Fingerprint, r.Response })
            .FirstOrDefaultAsync(ct);
        return found is null
            ? null
            : new AcceptedResponse(CryptographicOperations.FixedTimeEquals(found.Fingerprint, request.Fingerprint), Decrypt(found.Response, id));
    }

    public void Add(byte[] response)
    {
        var now = clock.GetUtcNow();
        var id = ScopedKey();
        context.Add(new AcceptedRequest
        {
            TrustId = caller.TrustId,
            Id = id,
            Fingerprint = request.Fingerprint!,
            Response = Encrypt(response, id),
            RecordedAt = now,
            ExpiresAt = now + Kept,
        });
    }

    private byte[] ScopedKey()
    {
        // NUL cannot stand in any of the parts, so two scopes never run together.
        var scope = string.Join('\0', caller.ClientId, caller.Subject, request.Operation, request.IdempotencyKey);
        return SHA256.HashData(Encoding.UTF8.GetBytes(scope));
    }

    private byte[] Encrypt(byte[] plain, byte[] id)
    {
        var sealedBytes = new byte[NonceSize + TagSize + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Derive("idempotency"), TagSize);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), id);
        return sealedBytes;
    }

    private byte[] Decrypt(byte[] sealedBytes, byte[] id)
    {
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(keys.Derive("idempotency"), TagSize);
        aes.Decrypt(sealedBytes.AsSpan(0, NonceSize), sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), plain, id);
        return plain;
    }
}
