using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Files;

/// <summary>Keeps files in the database, in encrypted pieces: saved with their record, backed up with it, there for every node.</summary>
internal sealed class FileStore(AppDbContext context, TrustSql sql, FileCipher cipher, ICaller caller, TimeProvider clock) : IFileStore
{
    private const string SelectFile = "SELECT wrapped_key, length, pieces FROM stored_files WHERE trust_id = $1 AND id = $2";
    private const string SelectPiece = "SELECT data FROM stored_file_pieces WHERE trust_id = $1 AND file_id = $2 AND position = $3";

    public void Add(FileId file, ReadOnlyMemory<byte> content)
    {
        var trust = caller.TrustId;
        var (key, pieces) = cipher.Seal(trust, file, content);
        context.Add(new StoredFile { TrustId = trust, Id = file, WrappedKey = key, Length = content.Length, Pieces = pieces.Count, RecordedAt = clock.GetUtcNow() });
        context.AddRange(pieces.Select((data, i) => new StoredFilePiece { TrustId = trust, FileId = file, Position = i, Data = data }));
    }

    // No connection is held while whoever reads is slow.
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(FileId file, [EnumeratorCancellation] CancellationToken ct)
    {
        var trust = caller.TrustId;
        var row = await RowAsync(SelectFile, ct, file.Value) ?? throw new FileDamagedException();
        var (box, length, pieces) = (cipher.Unwrap(trust, file, (byte[])row[0]), (int)row[1], (int)row[2]);
        for (var i = 0; i < pieces; i++)
        {
            var data = await RowAsync(SelectPiece, ct, file.Value, i) ?? throw new FileDamagedException();
            var piece = FileCipher.Open(box, trust, file, i, i == pieces - 1, (byte[])data[0]);
            length -= piece.Length;
            yield return length < 0 || (i == pieces - 1 && length > 0) ? throw new FileDamagedException() : piece;
        }
    }

    public async Task DestroyAsync(FileId file, CancellationToken ct)
    {
        var stored = await context.Set<StoredFile>().SingleOrDefaultAsync(f => f.Id == file, ct);
        if (stored is null)
        {
            return;
        }

        var positions = await context.Set<StoredFilePiece>().Where(p => p.FileId == file).Select(p => p.Position).ToListAsync(ct);
        context.RemoveRange(positions.Select(p => new StoredFilePiece { TrustId = stored.TrustId, FileId = file, Position = p, Data = [] }));
        context.Remove(stored);
    }

    private async Task<object[]?> RowAsync(string text, CancellationToken ct, params object[] keys)
    {
        await using var transaction = await sql.BeginAsync(caller.TrustId, ct);
        await using var command = new NpgsqlCommand(text, transaction.Connection);
        foreach (var value in keys.Prepend(caller.TrustId.Value))
        {
            command.Parameters.Add(new() { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }
}
