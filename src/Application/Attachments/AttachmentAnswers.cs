using PupilSupport.Application.Attachments.Dtos;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;

namespace PupilSupport.Application.Attachments;

/// <summary>Attachments as this caller sees them, with what the caller may do next.</summary>
internal sealed class AttachmentAnswers(IAnswers answers, IFileScanner scanner)
{
    public AttachmentDto Of(ReachedAttachment reached) => WithActions(answers.Map<AttachmentDto>(reached.Attachment), reached.Holding);

    public AttachmentDto WithActions(AttachmentDto attachment, AttachmentHolding holding) => attachment with
    {
        AllowedActions =
        [
            .. Attachment.IsDownloadable(attachment.State, attachment.WithdrawnAt is not null, scanner.TakesUnscanned) ? [AttachmentAction.Download] : Array.Empty<AttachmentAction>(),
            .. holding.MayWrite && attachment.WithdrawnAt is null ? [AttachmentAction.Withdraw] : Array.Empty<AttachmentAction>(),
        ],
    };
}
