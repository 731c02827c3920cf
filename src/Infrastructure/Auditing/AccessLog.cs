using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Auditing;

internal sealed partial class AccessLog(AppDbContext context, ICaller caller, IRequestContext request, TimeProvider clock, ILogger<AccessLog> log) : IAccessLog
{
    public async Task<Result> WriteAsync(string action, string recordKind, Guid? recordId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        context.Add(new AuditEntry
        {
            TrustId = caller.TrustId,
            Id = Guid.CreateVersion7(now),
            RecordedAt = now,
            ClientId = caller.ClientId,
            Subject = caller.Subject,
            StaffId = caller.StaffId,
            Action = action,
            RecordKind = recordKind,
            RecordId = recordId,
            RequestId = request.RequestId,
            Changes = "{}",
        });
        try
        {
            await context.SaveChangesAsync(ct);
            if (context.Database.CurrentTransaction is { } open)
            {
                // A read that uses something up, as a download its ticket, does so together with its entry.
                await open.CommitAsync(ct);
            }

            return Result.Success;
        }
        catch (DbUpdateException e)
        {
            Unwritten(action, e.GetBaseException().GetType().Name);
            return CommonErrors.Unavailable;
        }
    }

    [LoggerMessage(2, LogLevel.Critical, "The access log could not be written for {Action}: {Fault}")]
    private partial void Unwritten(string action, string fault);
}
