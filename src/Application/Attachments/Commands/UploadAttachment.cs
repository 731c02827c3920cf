using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments.Commands;

/// <summary>Adds a file to a record. It waits for the virus scanner before anybody can download it.</summary>
/// <param name="MediaType">As declared; null when it is none that is taken.</param>
/// <param name="Content">The bytes as sent.</param>
[Requires(Permissions.AttachmentsWrite), Audited("attachment.upload")]
public sealed record UploadAttachmentCommand(
    AttachmentRecordKind RecordKind, Guid RecordId, string FileName, AttachmentMediaType? MediaType, ReadOnlyMemory<byte> Content) : ICommand<AttachmentDto>;

internal sealed class UploadAttachmentHandler(
    AttachmentAccess access, AttachmentAnswers answers, IAppDbContext db, ICaller caller, IFileScanner scanner, IFileInspector inspector,
    IFileHash hash, IFileStore store, TimeProvider clock)
    : ICommandHandler<UploadAttachmentCommand, AttachmentDto>
{
    public async Task<Result<AttachmentDto>> Handle(UploadAttachmentCommand request, CancellationToken cancellationToken)
    {
        if (!scanner.IsConfigured && !scanner.TakesUnscanned)
        {
            return AttachmentErrors.ScannerMissing;
        }

        var holding = await access.HolderAsync(request.RecordKind, request.RecordId, cancellationToken);
        if (holding is null || !holding.MayWrite)
        {
            return holding is null ? CommonErrors.UnknownReference.At("/recordId") : CommonErrors.InsufficientScope;
        }

        var file = Examine(request);
        if (!file.IsSuccess)
        {
            return file.Error;
        }

        var contentHash = hash.Of(request.Content.Span);
        return await RefusalAsync(request, file.Value.Content.Length, contentHash, cancellationToken) is { } refused
            ? refused
            : answers.Of(Add(request, holding, file.Value, contentHash));
    }

    private Result<InspectedFile> Examine(UploadAttachmentCommand request)
    {
        if (request.MediaType is not { } type)
        {
            return AttachmentErrors.TypeNotAllowed.At("/file");
        }

        if (AttachmentName.Parse(request.FileName, type) is { IsSuccess: false } unfit)
        {
            return unfit.Error;
        }

        return request.Content.Length switch
        {
            0 => AttachmentErrors.Empty.At("/file"),
            > Attachment.MaxBytes => AttachmentErrors.TooLarge,
            _ => inspector.Inspect(request.Content, type),
        };
    }

    /// <summary>What the database's constraints would refuse, said before the bytes are sent there.</summary>
    private async Task<Error?> RefusalAsync(UploadAttachmentCommand request, int size, byte[] contentHash, CancellationToken ct)
    {
        var standing = await db.Set<Attachment>().AsNoTracking()
            .Where(a => a.RecordKind == request.RecordKind && a.RecordId == request.RecordId && a.FileId != null)
            .Select(a => new { a.Id, a.Size, a.WithdrawnAt, a.ContentHash })
            .ToListAsync(ct);
        if (standing.Find(a => a.WithdrawnAt is null && a.ContentHash.SequenceEqual(contentHash)) is { } twin)
        {
            return AttachmentErrors.Exists.With("clashes", new[] { twin.Id.Value });
        }

        var isFull = standing.Count >= Attachment.MaxOfRecord || standing.Sum(a => (long)a.Size) + size > Attachment.MaxBytesOfRecord;
        return isFull ? AttachmentErrors.RecordFull : null;
    }

    private ReachedAttachment Add(UploadAttachmentCommand request, AttachmentHolding holding, InspectedFile file, byte[] contentHash)
    {
        var now = clock.GetUtcNow();
        var attachment = Attachment.Add(caller.TrustId, new NewAttachment
        {
            SchoolId = holding.SchoolId,
            RecordKind = request.RecordKind,
            RecordId = request.RecordId,
            Label = holding.Label,
            FileName = AttachmentName.Parse(request.FileName, request.MediaType!.Value).Value,
            MediaType = request.MediaType.Value,
            Size = file.Content.Length,
            ContentHash = contentHash,
            MetadataRemoved = file.MetadataRemoved,
            FileId = new FileId(Guid.CreateVersion7(now)),
            IsScanned = scanner.IsConfigured,
            UploadedById = caller.StaffId,
        }, now);
        store.Add(attachment.FileId!.Value, file.Content);
        db.Set<Attachment>().Add(attachment);
        return new ReachedAttachment(attachment, holding);
    }
}
