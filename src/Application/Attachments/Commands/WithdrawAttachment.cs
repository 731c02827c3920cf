using PupilSupport.Application.Attachments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments.Commands;

/// <summary>Takes a file out of use for good. Its bytes and its record stay.</summary>
[Requires(Permissions.AttachmentsWrite), Audited("attachment.withdraw")]
public sealed record WithdrawAttachmentCommand(Guid Id, int Version, string Reason) : ICommand<AttachmentDto>, IReasoned;

internal sealed class WithdrawAttachmentHandler(AttachmentAccess access, AttachmentAnswers answers, TimeProvider clock)
    : ICommandHandler<WithdrawAttachmentCommand, AttachmentDto>
{
    public async Task<Result<AttachmentDto>> Handle(WithdrawAttachmentCommand request, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync(request.Id, cancellationToken);
        if (!found.IsSuccess || !found.Value.Holding.MayWrite)
        {
            return found.Error ?? CommonErrors.InsufficientScope;
        }

        var attachment = found.Value.Attachment;
        return attachment.Check(request.Version).Error is { } stale ? stale
            : attachment.Withdraw(request.Reason, clock.GetUtcNow()).Error is { } refused ? refused
            : answers.Of(found.Value);
    }
}
