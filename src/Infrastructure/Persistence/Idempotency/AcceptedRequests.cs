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
    private readonly SealedBox _box = new(keys.Derive("idempotency"));

    public async Task<AcceptedResponse?> FindAsync(CancellationToken ct)
    {
        var id = ScopedKey();
        var found = await context.Set<AcceptedRequest>().AsNoTracking()
            .Where(r => r.Id == id)
            .Select(r => new { r.Fingerprint, r.Response })
            .FirstOrDefaultAsync(ct);
        return found is null
            ? null
            : new AcceptedResponse(CryptographicOperations.FixedTimeEquals(found.Fingerprint, request.Fingerprint), _box.Open(found.Response, id));
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
            Response = _box.Seal(response, id),
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
}
