using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Jobs;

public readonly record struct JobId(Guid Value) : ITypedId<JobId>
{
    public static JobId From(Guid value) => new(value);
}

/// <summary>What a job does.</summary>
public enum JobKind
{
    /// <summary>Takes a OneRoster exchange into the roster.</summary>
    RosterImport,

    /// <summary>Recomputes the chain of audit entries and names the first break.</summary>
    AuditVerification,

    /// <summary>Deletes what jobs leave behind: forgotten uploads, and scheduled runs of long ago.</summary>
    JobPurge,

    /// <summary>Opens, brings back and escalates the tasks that are due to be by the clock.</summary>
    TaskSweep,

    /// <summary>Looks after the files of a trust: has scanned what could not be, marks what is gone, deletes what nobody has.</summary>
    AttachmentUpkeep,

    /// <summary>Makes doses missed of which nobody has said anything, and asks for witnesses who have not confirmed.</summary>
    MedicationWatch,

    /// <summary>Ends orders for medicines whose last day is over, and consents that have run out.</summary>
    MedicineUpkeep,

    /// <summary>Chases agencies that have not answered a referral, and brings before a manager what nobody has decided.</summary>
    ReferralWatch,
}

public enum JobStatus
{
    /// <summary>Waiting for a worker.</summary>
    Queued,

    /// <summary>A worker has it; a worker that dies loses it to another.</summary>
    Running,

    /// <summary>Done. Single rows may still have been left out: see its errors.</summary>
    Succeeded,

    /// <summary>Given up; nothing was changed. It can be tried again by hand.</summary>
    Failed,

    /// <summary>Stopped on request; nothing was changed.</summary>
    Cancelled,
}

/// <summary>What a caller may do with a job.</summary>
public enum JobAction
{
    Cancel,
    Retry,
}

/// <summary>How the rows of a job fared.</summary>
/// <param name="Skipped">Good rows that say nothing we keep.</param>
public sealed record JobCounts(int Created, int Updated, int Unchanged, int Failed, int Skipped)
{
    public static JobCounts None { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>
/// Work that outlives its request. It is run with the rights that its requester has when it runs, not with those
/// at the time of asking. Its progress is written by the worker that leases it and does not raise the version.
/// </summary>
public sealed class Job : AggregateRoot<JobId>, IUnannounced
{
    private Job(TrustId trustId, JobId id, DateTimeOffset now) : base(trustId, id, now) { }

    private Job() { }

    public JobKind Kind { get; private set; }
    public JobStatus Status { get; private set; }
    public string ClientId { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public StaffId? StaffId { get; private set; }

    /// <summary>The request that asked for it; stands in the audit entries of what it does.</summary>
    public string RequestId { get; private set; } = "";

    /// <summary>The settings of the kind as JSON: ids and options, never content.</summary>
    public string Input { get; private set; } = "{}";
    public int ProgressDone { get; private set; }
    public int ProgressTotal { get; private set; }
    public int CreatedCount { get; private set; }
    public int UpdatedCount { get; private set; }
    public int UnchangedCount { get; private set; }
    public int FailedCount { get; private set; }
    public int SkippedCount { get; private set; }

    /// <summary>Why it failed; a stable kebab-case code.</summary>
    public string? ErrorCode { get; private set; }
    public string? ErrorMessage { get; private set; }

    /// <summary>Errors and warnings found; the first 10,000 are kept.</summary>
    public int ErrorsTotal { get; private set; }
    public DateTimeOffset? CancelRequestedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The schedule that asked for it; null when somebody did.</summary>
    public string? Schedule { get; private set; }

    /// <summary>The school that it is run for; null for the whole trust.</summary>
    public SchoolId? SchoolId { get; private set; }

    /// <summary>When the schedule was due; together with schedule and school it is there once.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>How often a worker has taken it since it was queued or last retried by hand.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often the worker that had it died.</summary>
    public int Deaths { get; private set; }

    /// <summary>After a failed attempt: when the next may begin.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    public IReadOnlyList<JobAction> AllowedActions => Status switch
    {
        JobStatus.Queued or JobStatus.Running => [JobAction.Cancel],
        JobStatus.Failed when Kind != JobKind.RosterImport => [JobAction.Retry],
        _ => [],
    };

    public static Job Queue(TrustId trustId, JobId id, JobKind kind, string input, JobRequester requester, DateTimeOffset now) => new(trustId, id, now)
    {
        Kind = kind,
        Input = input,
        ClientId = requester.ClientId,
        Subject = requester.Subject,
        StaffId = requester.StaffId,
        RequestId = requester.RequestId,
    };

    /// <summary>A queued job is cancelled at once, a running one when its worker next looks, within seconds.</summary>
    public Result Cancel(DateTimeOffset now)
    {
        if (!AllowedActions.Contains(JobAction.Cancel))
            return JobErrors.AlreadyEnded.With("allowedActions", Array.Empty<string>());
        CancelRequestedAt ??= now;
        if (Status == JobStatus.Queued)
            (Status, FinishedAt) = (JobStatus.Cancelled, now);
        return Result.Success;
    }

    /// <summary>Queues a failed job again, with all its attempts before it. An import's file is gone with its failure.</summary>
    public Result Retry()
    {
        if (!AllowedActions.Contains(JobAction.Retry))
            return (Status == JobStatus.Failed ? JobErrors.InputGone : JobErrors.NotFailed).With("allowedActions", AllowedActions.Select(EnumCodes<JobAction>.Format).ToArray());
        (Status, FinishedAt, CancelRequestedAt, NotBefore) = (JobStatus.Queued, null, null, null);
        (Attempts, Deaths, ErrorCode, ErrorMessage) = (0, 0, null, null);
        return Result.Success;
    }
}

/// <summary>Who asked for a job.</summary>
public sealed record JobRequester(string ClientId, string Subject, StaffId? StaffId, string RequestId);

public static class JobErrors
{
    public static readonly Error AlreadyEnded = new("invalid-transition", ErrorKind.Conflict, "The job has already ended.");
    public static readonly Error NotFailed = new("invalid-transition", ErrorKind.Conflict, "Only a failed job can be retried.");
    public static readonly Error InputGone = new("job-input-gone", ErrorKind.Conflict, "The uploaded file was deleted when the job failed: upload it again.");
}

public readonly record struct JobErrorId(Guid Value) : ITypedId<JobErrorId>
{
    public static JobErrorId From(Guid value) => new(value);
}

public enum JobErrorSeverity
{
    /// <summary>The row was left out.</summary>
    Error,

    /// <summary>Part of the row could not be taken, or the row says nothing we keep.</summary>
    Warning,
}

/// <summary>What was wrong with one row. Never holds a value of the file.</summary>
public sealed class JobError : ITenantOwned
{
    private JobError() { }

    public TrustId TrustId { get; private set; }
    public JobErrorId Id { get; private set; }
    public JobId JobId { get; private set; }

    /// <summary>Its place among the job's errors, from 1.</summary>
    public int Position { get; private set; }
    public JobErrorSeverity Severity { get; private set; }
    public string? File { get; private set; }
    public int? Line { get; private set; }
    public string? Column { get; private set; }
    public string Code { get; private set; } = "";
    public string Message { get; private set; } = "";
}
