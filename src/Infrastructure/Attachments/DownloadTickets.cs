using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Attachments;

/// <summary>Of a ticket only its hash is kept: whoever reads the table cannot download with it.</summary>
internal sealed class DownloadTickets(AppDbContext context, ICaller caller, TimeProvider clock) : IDownloadTickets
{
    private const int TicketBytes = 32;

    // The row's lock decides between two that come together: the second waits, and finds it used.
    private const string Use = """
        UPDATE download_tickets SET used_at = {4}
        WHERE trust_id = {0} AND hash = {1} AND attachment_id = {2} AND client_id = {3} AND subject = {5} AND used_at IS NULL AND expires_at > {4}
        RETURNING id AS "Value"
        """;

    public (string Ticket, byte[] Hash) Make()
    {
        var ticket = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(TicketBytes));
        return (ticket, HashOf(ticket));
    }

    public async Task<Result> UseAsync(AttachmentId attachment, string ticket, bool isTrial, CancellationToken ct)
    {
        var hash = HashOf(ticket);
        var now = clock.GetUtcNow();
        if (isTrial)
        {
            return await Own(hash, attachment).AnyAsync(t => t.UsedAt == null && t.ExpiresAt > now, ct) ? Result.Success : await RefusalAsync(hash, attachment, ct);
        }

        await context.Database.BeginTransactionAsync(ct);
        var used = await context.Database
            .SqlQueryRaw<Guid>(Use, caller.TrustId.Value, hash, attachment.Value, caller.ClientId, now, caller.Subject)
            .ToListAsync(ct);
        if (used.Count == 1)
        {
            return Result.Success;
        }

        await context.Database.RollbackTransactionAsync(ct);
        return await RefusalAsync(hash, attachment, ct);
    }

    private async Task<Error> RefusalAsync(byte[] hash, AttachmentId attachment, CancellationToken ct) =>
        await Own(hash, attachment).AnyAsync(ct) ? AttachmentErrors.TicketSpent : CommonErrors.NotFound;

    private IQueryable<DownloadTicket> Own(byte[] hash, AttachmentId attachment) => context.Set<DownloadTicket>()
        .Where(t => t.Hash == hash && t.AttachmentId == attachment && t.ClientId == caller.ClientId && t.Subject == caller.Subject);

    private static byte[] HashOf(string ticket) => SHA256.HashData(Encoding.UTF8.GetBytes(ticket));
}
