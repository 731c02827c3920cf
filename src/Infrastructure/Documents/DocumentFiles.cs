using Npgsql;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Documents;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Documents;

/// <summary>
/// The bytes of issued documents in the database, so that any node can send them, in pieces under AES-GCM. They are saved with the ledger's
/// line: both stand or neither does.
/// </summary>
internal sealed class DocumentFiles(AppDbContext context, TrustSql sql, KeyRing keys, ICaller caller, TimeProvider clock) : IDocumentFiles
{
    private readonly SealedBox _box = new(keys.Derive("document"));

    public async Task<DocumentBytes> StoreAsync(DocumentId id, Func<Stream, Task> write, CancellationToken ct)
    {
        await using var pieces = new PieceStream((position, data) => Add(id, position, data.Span));
        await write(pieces);
        return pieces.Complete();
    }

    /// <summary>Each piece by itself: a slow reader must not hold a transaction.</summary>
    public async Task CopyToAsync(DocumentId id, Stream to, CancellationToken ct)
    {
        for (var position = 0; await PieceAsync(id, position, ct) is { } piece; position++)
        {
            await to.WriteAsync(piece, ct);
        }
    }

    private async Task<byte[]?> PieceAsync(DocumentId id, int position, CancellationToken ct)
    {
        await using var transaction = await sql.BeginAsync(caller.TrustId, ct);
        await using var select = new NpgsqlCommand(
            "SELECT data FROM document_pieces WHERE trust_id = $1 AND document_id = $2 AND position = $3", transaction.Connection)
        {
            Parameters = { new() { Value = caller.TrustId.Value }, new() { Value = id.Value }, new() { Value = position } },
        };
        return await select.ExecuteScalarAsync(ct) is byte[] data ? _box.Open(data, Place(id, position)) : null;
    }

    private void Add(DocumentId id, int position, ReadOnlySpan<byte> data) => context.Add(new DocumentPiece
    {
        TrustId = caller.TrustId,
        DocumentId = id,
        Position = position,
        Data = _box.Seal(data, Place(id, position)),
        RecordedAt = clock.GetUtcNow(),
    });

    /// <summary>Binds a piece to its place: it cannot be moved to another document or position.</summary>
    private byte[] Place(DocumentId id, int position) =>
        [.. caller.TrustId.Value.ToByteArray(), .. id.Value.ToByteArray(), .. BitConverter.GetBytes(position)];
}

/// <summary>A piece of a document, sealed.</summary>
internal sealed class DocumentPiece : ITenantOwned
{
    public required TrustId TrustId { get; init; }
    public required DocumentId DocumentId { get; init; }
    public required int Position { get; init; }
    public required byte[] Data { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
