using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Files;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Attachments;

/// <summary>
/// For the trust of the scope: throws away tickets that are over and files that no record has, marks records whose bytes are
/// gone, and has scanned again what could not be scanned. Uploads leave no orphans, since bytes and record are one save; a
/// restore or a hand in the database may.
/// </summary>
[Scheduled("attachment-upkeep", JobKind.AttachmentUpkeep, "20 2 * * *", ScheduleScope.Trust)]
internal sealed class AttachmentUpkeep(AppDbContext context, IUnitOfWork work, IFileScanner scanner, TimeProvider clock) : IJobHandler
{
    /// <summary>So many a night; the rest waits for the next.</summary>
    private const int AtOnce = 500;

    private static readonly TimeSpan TicketsKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);

    public JobKind Kind => JobKind.AttachmentUpkeep;

    /// <summary>Counts what is scanned anew as updated, what is gone as failed and what was deleted as skipped.</summary>
    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var deleted = await DeleteTicketsAsync(ct) + await DeleteOrphansAsync(ct);
        var missing = await MarkMissingAsync(ct);
        var anew = scanner.IsConfigured ? await ScanAnewAsync(ct) : 0;
        return JobOutcome.Succeeded(JobCounts.None with { Updated = anew, Failed = missing, Skipped = deleted }, [], 0);
    }

    private Task<int> DeleteTicketsAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - TicketsKept;
        return context.Set<DownloadTicket>().Where(t => t.ExpiresAt < before).ExecuteDeleteAsync(ct);
    }

    private async Task<int> DeleteOrphansAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - FreshFor;
        var orphans = await context.Set<StoredFile>()
            .Where(f => f.RecordedAt < before && !context.Set<Attachment>().Any(a => a.FileId == f.Id))
            .OrderBy(f => f.Id).Take(AtOnce).Select(f => f.Id).ToListAsync(ct);
        await context.Set<StoredFilePiece>().Where(p => orphans.Contains(p.FileId)).ExecuteDeleteAsync(ct);
        return await context.Set<StoredFile>().Where(f => orphans.Contains(f.Id)).ExecuteDeleteAsync(ct);
    }

    private async Task<int> MarkMissingAsync(CancellationToken ct)
    {
        var missing = await context.Set<Attachment>()
            .Where(a => a.FileId != null && a.State != AttachmentState.Missing && context.Set<StoredFile>().Any(f =>
                f.Id == a.FileId && f.Pieces != context.Set<StoredFilePiece>().Count(p => p.FileId == f.Id)))
            .OrderBy(a => a.Id).Take(AtOnce).ToListAsync(ct);
        missing.ForEach(a => a.Miss());
        return await SaveAsync(missing.Count, "attachment.missing", ct);
    }

    private async Task<int> ScanAnewAsync(CancellationToken ct)
    {
        var unscanned = await context.Set<Attachment>()
            .Where(a => a.State == AttachmentState.ScanFailed || a.State == AttachmentState.NotScanned)
            .OrderBy(a => a.Id).Take(AtOnce).ToListAsync(ct);
        return await SaveAsync(unscanned.Count(a => a.ScanAnew()), "attachment.scan_anew", ct);
    }

    private async Task<int> SaveAsync(int count, string action, CancellationToken ct) =>
        count > 0 && (await work.SaveAsync(action, null, ct)).IsSuccess ? count : 0;
}
