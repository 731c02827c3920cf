using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments;

/// <summary>Where the bytes of files lie, encrypted under a key of their own. What it changes belongs to the caller's current save.</summary>
public interface IFileStore
{
    /// <summary>Adds the file to the save: whole, or not at all.</summary>
    void Add(FileId file, ReadOnlyMemory<byte> content);

    /// <summary>The bytes in order, piece by piece, each one verified before it is given out.</summary>
    /// <exception cref="FileDamagedException">A piece is gone, was changed or stands in another place.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(FileId file, CancellationToken ct);

    /// <summary>Takes bytes and key out of the store with the save.</summary>
    Task DestroyAsync(FileId file, CancellationToken ct);
}

/// <summary>The stored bytes are not those that were stored.</summary>
public sealed class FileDamagedException() : Exception("The stored bytes are not those that were stored.");

/// <summary>Judges what somebody sent by its bytes, and makes of it what may be kept.</summary>
public interface IFileInspector
{
    /// <returns>The bytes to keep; a refusal when they are not one whole, harmless file of the declared type.</returns>
    Result<InspectedFile> Inspect(ReadOnlyMemory<byte> content, AttachmentMediaType declared);
}

/// <param name="Content">What to keep: a picture without where, when and by what it was taken.</param>
/// <param name="MetadataRemoved">Whether something was taken out.</param>
public sealed record InspectedFile(ReadOnlyMemory<byte> Content, bool MetadataRemoved);

/// <summary>A hash by which a trust, and nobody else, recognises a file.</summary>
public interface IFileHash
{
    byte[] Of(ReadOnlySpan<byte> content);
}

/// <summary>Asks the virus scanner.</summary>
public interface IFileScanner
{
    /// <summary>Whether there is a scanner to ask.</summary>
    bool IsConfigured { get; }

    /// <summary>Whether files are taken, and given out, without one: on a development server that says so in its settings.</summary>
    bool TakesUnscanned { get; }

    /// <returns>The name of what it found; null when it found nothing.</returns>
    /// <exception cref="ScanFailedException">It gave no verdict.</exception>
    Task<string?> ScanAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken ct);
}

/// <summary>The scanner gave no verdict.</summary>
/// <param name="message">Nothing of the file.</param>
public sealed class ScanFailedException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Tickets for downloads.</summary>
public interface IDownloadTickets
{
    /// <summary>A new ticket, and the hash that is kept of it.</summary>
    (string Ticket, byte[] Hash) Make();

    /// <summary>
    /// Uses the caller's ticket up, in a transaction that the access log commits with its entry: no entry, no use.
    /// </summary>
    /// <param name="isTrial">Whether only to look: it stays good.</param>
    /// <returns><c>ticket-spent</c> when it has expired or was used; <c>not-found</c> when it is not the caller's for this attachment.</returns>
    Task<Result> UseAsync(AttachmentId attachment, string ticket, bool isTrial, CancellationToken ct);
}
