using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Documents;

/// <summary>
/// One kind of document. It asks the API's own queries in the caller's name and only arranges their answers, so that a
/// document never says what a GET would not. Found by scan: a new kind is a <see cref="DocumentKind"/> and one class.
/// </summary>
internal interface IDocumentTemplate
{
    DocumentKind Kind { get; }

    /// <summary>The members that a request of this kind has.</summary>
    DocumentMembers Takes { get; }

    /// <summary>Without it anywhere, a request of this kind is refused.</summary>
    string Permission { get; }

    /// <returns>An <c>unknown-reference</c> when what it is to be made of does not exist or is out of reach.</returns>
    Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct);

    /// <summary>How the record stands now for this caller; null when the caller no longer reaches it.</summary>
    Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct);
}

/// <summary>Which members a kind requires and which it takes besides.</summary>
internal sealed record DocumentMembers(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public DocumentMembers(params IReadOnlyList<string> required) : this(required, []) { }
}

/// <summary>A document before it is stamped.</summary>
/// <param name="RecordId">Of the one record or pupil that it is about; else null.</param>
/// <param name="Pupils">All of whom it tells.</param>
internal sealed record DocumentDraft(DocumentContent Content, Guid? RecordId, int? RecordVersion, IReadOnlyCollection<Guid> Pupils)
{
    /// <summary>What the log of information shares says of it; null when it stays at the school.</summary>
    public DocumentLeaving? Leaving { get; init; }

    public DocumentSource SourceOf(DocumentKind kind) =>
        new(kind, new SchoolId(Content.School.Id), RecordId, RecordVersion, Content.Label, Content.IsCut);
}

/// <param name="Version">The record's version now; null where there is more than one record.</param>
/// <param name="HasChanged">Whether something else that it was made of has changed since.</param>
internal sealed record DocumentStanding(int? Version, bool HasChanged = false);

/// <summary>Writes one format, as a stream.</summary>
public interface IDocumentWriter
{
    DocumentFileFormat Format { get; }

    Task WriteAsync(DocumentContent content, DocumentStamp stamp, Stream to, CancellationToken ct);
}

/// <summary>The one form of a content that is hashed: the same bytes as in the JSON format.</summary>
public interface IDocumentDigest
{
    /// <returns>SHA-256, lower-case hex.</returns>
    Task<string> OfAsync(DocumentContent content, CancellationToken ct);
}

/// <summary>What a browser may load for a document that is a page.</summary>
public interface IDocumentPolicy
{
    /// <param name="images">A source list for the school's logo.</param>
    /// <returns>A Content-Security-Policy.</returns>
    string Of(string marking, string number, string images);
}

/// <summary>The bytes of issued documents, encrypted, until they expire.</summary>
public interface IDocumentFiles
{
    /// <summary>Adds what <paramref name="write"/> writes to the current unit of work, piece by piece.</summary>
    Task<DocumentBytes> StoreAsync(DocumentId id, Func<Stream, Task> write, CancellationToken ct);

    Task CopyToAsync(DocumentId id, Stream to, CancellationToken ct);
}

/// <param name="Sha256">Lower-case hex.</param>
public sealed record DocumentBytes(long Count, string Sha256);
