using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Jobs;

/// <summary>
/// Does the jobs of one kind, in a scope whose caller is the requester with the rights of now, or the system for a
/// <see cref="ScheduledAttribute"/> one. It may be run again after a worker died or it threw, so what it changes goes into
/// one transaction: that of <see cref="IJobSave"/>, or it must be harmless to repeat.
/// </summary>
public interface IJobHandler
{
    JobKind Kind { get; }

    Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct);
}

/// <summary>One attempt at a job.</summary>
/// <param name="Input">The settings of the kind, as JSON.</param>
/// <param name="RequestId">The request that asked for it, for audit entries.</param>
/// <param name="Lease">Proves that this attempt is still the current one.</param>
public sealed record JobRun(TrustId TrustId, JobId Id, JobKind Kind, string Input, string RequestId, Guid Lease)
{
    /// <summary>The school that a schedule fired for; null for a whole trust, and when no schedule did.</summary>
    public SchoolId? SchoolId { get; init; }

    /// <summary>The schedule's name; null when somebody asked for the job.</summary>
    public string? Schedule { get; init; }

    /// <summary>When the schedule was due. The work is that of this time, however late it is done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    private long _progress;

    /// <summary>How far it has come; stored when the lease is next renewed.</summary>
    public (int Done, int Total) Progress => ((int)(_progress >> 32), (int)(_progress & uint.MaxValue));

    public void Report(int done, int total) => Interlocked.Exchange(ref _progress, ((long)done << 32) | (uint)total);
}

/// <summary>Something to tell about a job: a row that was left out, a break in a chain.</summary>
public sealed record JobFinding(JobErrorSeverity Severity, string? File, int? Line, string? Column, string Code, string Message);

/// <summary>How an attempt ended.</summary>
/// <param name="Findings">At most the first 10,000.</param>
/// <param name="FindingsTotal">All of them, also those not kept.</param>
/// <param name="IsStored">Whether the handler wrote it in the transaction of its own changes.</param>
public sealed record JobOutcome(
    JobStatus Status, JobCounts Counts, IReadOnlyList<JobFinding> Findings, int FindingsTotal, string? ErrorCode, string? ErrorMessage, bool IsStored = false)
{
    public const int FindingsMax = 10_000;

    public static JobOutcome Succeeded(JobCounts counts, IReadOnlyList<JobFinding> findings, int total) =>
        new(JobStatus.Succeeded, counts, findings, total, null, null);

    /// <param name="code">Stable kebab-case code.</param>
    /// <param name="message">For people; nothing personal.</param>
    public static JobOutcome Failed(string code, string message, params IReadOnlyList<JobFinding> findings) =>
        new(JobStatus.Failed, JobCounts.None, findings, findings.Count, code, message);

    public static readonly JobOutcome Cancelled = new(JobStatus.Cancelled, JobCounts.None, [], 0, null, null);
}

/// <summary>Ends a job in the transaction of its changes, so that they are made exactly once, whatever dies.</summary>
public interface IJobSave
{
    /// <summary>Saves what was changed in this scope, ends the job and commits both; neither happens when the job is another worker's now.</summary>
    /// <param name="action">The audit action of the changes, as <c>resource.verb</c>.</param>
    /// <returns>The outcome, to be returned by the handler.</returns>
    Task<JobOutcome> SaveAsync(JobRun run, JobOutcome outcome, string action, CancellationToken ct);
}

/// <summary>The encrypted pieces of an uploaded file, kept until its job ends.</summary>
public interface IJobInputs
{
    /// <summary>Writes one piece.</summary>
    /// <param name="position">From 0, without gaps.</param>
    Task WriteAsync(JobId job, int position, ReadOnlyMemory<byte> data, CancellationToken ct);

    Task DeleteAsync(JobId job, CancellationToken ct);
}
