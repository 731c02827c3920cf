using PupilSupport.Application.Attachments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments.Queries;

/// <summary>What is known of one file.</summary>
[Requires(Permissions.AttachmentsRead), Audited("attachment.read")]
public sealed record GetAttachmentQuery(Guid Id) : IQuery<AttachmentDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("attachment", Id);
}

internal sealed class GetAttachmentHandler(AttachmentAccess access, AttachmentAnswers answers) : IQueryHandler<GetAttachmentQuery, AttachmentDto>
{
    public async Task<Result<AttachmentDto>> Handle(GetAttachmentQuery request, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync(request.Id, cancellationToken);
        return found.IsSuccess ? answers.Of(found.Value) : found.Error;
    }
}
