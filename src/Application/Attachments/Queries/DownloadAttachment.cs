using System.Text.Json.Serialization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments.Queries;

/// <summary>The bytes of one file, against a ticket.</summary>
[Requires(Permissions.AttachmentsRead), Audited("attachment.download")]
public sealed record DownloadAttachmentQuery : IQuery<AttachmentContent>, IAuditSubject
{
    [JsonIgnore]
    public Guid Id { get; init; }

    /// <summary>Whether only to say what would come: the ticket stays good.</summary>
    [JsonIgnore]
    public bool IsTrial { get; init; }

    /// <summary>The caller's own ticket for this file.</summary>
    [Text(50)]
    public required string Ticket { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("attachment", Id);
}

/// <summary>A file on its way out.</summary>
/// <param name="Size">How many bytes there will be.</param>
/// <param name="Pieces">The bytes in order; enumerated once.</param>
public sealed record AttachmentContent(string FileName, int Size, IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces);

internal sealed class DownloadAttachmentHandler(AttachmentAccess access, IDownloadTickets tickets, IFileScanner scanner, IFileStore store)
    : IQueryHandler<DownloadAttachmentQuery, AttachmentContent>
{
    public async Task<Result<AttachmentContent>> Handle(DownloadAttachmentQuery request, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync(request.Id, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }

        var attachment = found.Value.Attachment;
        var used = await tickets.UseAsync(attachment.Id, request.Ticket, request.IsTrial, cancellationToken);
        if (!used.IsSuccess || !attachment.IsDownloadable(scanner.TakesUnscanned))
        {
            return used.Error ?? AttachmentErrors.NotDownloadable;
        }

        var pieces = request.IsTrial ? AsyncEnumerable.Empty<ReadOnlyMemory<byte>>() : store.ReadAsync(attachment.FileId!.Value, cancellationToken);
        return new AttachmentContent(attachment.FileName, attachment.Size, pieces);
    }
}
