using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments.Queries;

/// <summary>The files of one record. Sort: <c>recordedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.AttachmentsRead), Audited("attachment.list")]
public sealed record ListAttachmentsQuery : PagedQuery, IQuery<Page<AttachmentDto>>, IAuditSubject
{
    /// <summary>The kind of the record.</summary>
    public required AttachmentRecordKind RecordKind { get; init; }

    /// <summary>The record whose files they are.</summary>
    public required Guid RecordId { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => (EnumCodes<AttachmentRecordKind>.Format(RecordKind), RecordId);
}

internal sealed class ListAttachmentsHandler(IAppDbContext db, AttachmentAccess access, AttachmentAnswers answers, IPager pager)
    : IQueryHandler<ListAttachmentsQuery, Page<AttachmentDto>>
{
    private static readonly Keyset<Attachment, AttachmentDto>[] Sorts =
        [Keyset.By<Attachment, AttachmentDto, DateTimeOffset, AttachmentId>("recordedAt", a => a.RecordedAt, d => d.RecordedAt, a => a.Id, d => d.Id, descending: true)];

    public async Task<Result<Page<AttachmentDto>>> Handle(ListAttachmentsQuery request, CancellationToken cancellationToken)
    {
        var holding = await access.HolderAsync(request.RecordKind, request.RecordId, cancellationToken);
        var (isReached, only) = (holding is not null, holding?.OnlyOf);
        var attachments = db.Set<Attachment>().AsNoTracking()
            .Where(a => isReached && a.RecordKind == request.RecordKind && a.RecordId == request.RecordId && (only == null || a.UploadedById == only));
        var page = await pager.PageAsync(attachments, request, Sorts, cancellationToken);
        return page.IsSuccess && holding is not null
            ? page.Value with { Data = [.. page.Value.Data.Select(a => answers.WithActions(a, holding))] }
            : page;
    }
}
