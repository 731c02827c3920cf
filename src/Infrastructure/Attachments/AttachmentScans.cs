using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Application.Notices;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Attachments;

/// <summary>Has one pending file scanned and writes the verdict; what is infected is destroyed in the same transaction.</summary>
internal sealed partial class AttachmentScans(ScanQueue queue, IFileScanner scanner, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AttachmentScans> log)
{
    /// <summary>The subject in the audit entries of verdicts.</summary>
    public const string Actor = "attachment-scanner";

    /// <returns>Whether there was a file to scan.</returns>
    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (!scanner.IsConfigured || await queue.LeaseAsync(ct) is not { } scan)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CallerAccessor>().Set(new Caller(scan.TrustId, Schedule.SystemClient, Actor, null, [], []));
        var attachment = await services.GetRequiredService<AppDbContext>().Set<Attachment>().SingleAsync(a => a.Id == scan.Id, ct);
        if (attachment.State == AttachmentState.Pending && await VerdictAsync(services.GetRequiredService<IFileStore>(), attachment, scan, ct) is { } verdict)
        {
            await WriteAsync(services, attachment, verdict, ct);
        }

        return true;
    }

    /// <returns>Null when it is to be tried again.</returns>
    private async Task<AttachmentVerdict?> VerdictAsync(IFileStore store, Attachment attachment, LeasedScan scan, CancellationToken ct)
    {
        try
        {
            var finding = await scanner.ScanAsync(store.ReadAsync(attachment.FileId!.Value, ct), ct);
            return finding is null ? AttachmentVerdict.Clean : AttachmentVerdict.Infected(finding);
        }
        catch (FileDamagedException)
        {
            return AttachmentVerdict.Missing;
        }
        catch (ScanFailedException e)
        {
            Unscanned(attachment.Id.Value, (e.InnerException ?? e).GetType().Name);
            if (scan.Attempt >= ScanQueue.MaxAttempts)
            {
                return AttachmentVerdict.Failed;
            }

            await queue.PostponeAsync(scan, ct);
            return null;
        }
    }

    private async Task WriteAsync(IServiceProvider services, Attachment attachment, AttachmentVerdict verdict, CancellationToken ct)
    {
        var file = attachment.FileId;
        if (!attachment.Judge(verdict, clock.GetUtcNow()))
        {
            return;
        }

        if (attachment.FileId is null && file is { } infected)
        {
            await services.GetRequiredService<IFileStore>().DestroyAsync(infected, ct);
            await TellAsync(services.GetRequiredService<INotices>(), attachment, ct);
        }

        // A verdict that another worker wrote meanwhile is as good.
        var saved = await services.GetRequiredService<IUnitOfWork>().SaveAsync($"attachment.{EnumCodes<AttachmentState>.Format(verdict.State)}", null, ct);
        if (saved.IsSuccess && verdict.State is AttachmentState.Infected or AttachmentState.Missing)
        {
            Alarm(EnumCodes<AttachmentState>.Format(verdict.State), attachment.Id.Value);
        }
    }

    /// <summary>Whoever sent it, and whoever answers for safety at the school.</summary>
    private static async Task TellAsync(INotices notices, Attachment attachment, CancellationToken ct)
    {
        var about = new NoticeAbout(NoticeKind.AttachmentInfected, attachment.Id.Value, attachment.SchoolId, NoticeUrgency.Urgent);
        if (attachment.UploadedById is { } uploader)
        {
            notices.Tell(uploader, about);
        }

        await notices.TellHoldersAsync(Role.Dsl, attachment.SchoolId, about, ct);
    }

    [LoggerMessage(130, LogLevel.Critical, "Security: an attachment is {Fault}: {AttachmentId}")]
    private partial void Alarm(string fault, Guid attachmentId);

    [LoggerMessage(131, LogLevel.Warning, "An attachment could not be scanned and will be tried again: {AttachmentId} {Fault}")]
    private partial void Unscanned(Guid attachmentId, string fault);
}
