using PupilSupport.Application.Attachments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments.Commands;

/// <summary>Gives the caller leave to download one file once, within a minute.</summary>
[Requires(Permissions.AttachmentsRead), Audited("attachment.issue_ticket")]
public sealed record CreateDownloadTicketCommand(Guid Id) : ICommand<DownloadTicketDto>;

internal sealed class CreateDownloadTicketHandler(
    AttachmentAccess access, IDownloadTickets tickets, IFileScanner scanner, IAppDbContext db, ICaller caller, TimeProvider clock)
    : ICommandHandler<CreateDownloadTicketCommand, DownloadTicketDto>
{
    public async Task<Result<DownloadTicketDto>> Handle(CreateDownloadTicketCommand request, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync(request.Id, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }

        var attachment = found.Value.Attachment;
        if (!attachment.IsDownloadable(scanner.TakesUnscanned))
        {
            return AttachmentErrors.NotDownloadable;
        }

        var (text, hash) = tickets.Make();
        var ticket = DownloadTicket.Issue(attachment, hash, caller.ClientId, caller.Subject, clock.GetUtcNow());
        db.Set<DownloadTicket>().Add(ticket);
        return new DownloadTicketDto
        {
            AttachmentId = attachment.Id.Value,
            SchoolId = attachment.SchoolId.Value,
            Ticket = text,
            ExpiresAt = ticket.ExpiresAt,
        };
    }
}
