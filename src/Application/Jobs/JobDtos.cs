using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Jobs;

/// <summary>Work that outlives its request.</summary>
public sealed record JobDto : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>Raised by each change of status.</summary>
    public required int Version { get; init; }
    public required JobKind Kind { get; init; }
    public required JobStatus Status { get; init; }

    /// <summary>Who asked for it.</summary>
    public required JobRequesterDto RequestedBy { get; init; }
    public required JobProgressDto Progress { get; init; }
    public required JobCountsDto Counts { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public required JobFailureDto? Error { get; init; }
    public required JobErrorsDto Errors { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>How often a worker has taken it since it was queued or last retried.</summary>
    [Range(0, int.MaxValue)]
    public required int Attempts { get; init; }

    /// <summary>After a failed attempt: when the next begins at the earliest. Null otherwise.</summary>
    public required DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Null while it is queued or running.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What may be done with it now.</summary>
    [Items(1)]
    public required IReadOnlyList<JobAction> AllowedActions { get; init; }

    internal static JobDto Of(Job job) => new()
    {
        Id = job.Id.Value,
        Version = job.Version,
        Kind = job.Kind,
        Status = job.Status,
        RequestedBy = new JobRequesterDto(job.ClientId, job.StaffId?.Value, job.Schedule, job.SchoolId?.Value, job.DueAt),
        Progress = new JobProgressDto(job.ProgressDone, job.ProgressTotal),
        Counts = new JobCountsDto(job.CreatedCount, job.UpdatedCount, job.UnchangedCount, job.FailedCount, job.SkippedCount),
        Error = job.ErrorCode is null ? null : new JobFailureDto(job.ErrorCode, job.ErrorMessage ?? ""),
        Errors = new JobErrorsDto(job.ErrorsTotal, $"/v1/jobs/{job.Id.Value}/errors"),
        RecordedAt = job.RecordedAt,
        Attempts = job.Attempts,
        NextAttemptAt = job.NotBefore,
        FinishedAt = job.FinishedAt,
        AllowedActions = job.AllowedActions,
    };

    private sealed class Profile : AutoMapper.Profile
    {
        public Profile() => CreateMap<Job, JobDto>().ConvertUsing((job, _) => Of(job));
    }
}

/// <summary>Who asked for a job: a client for itself or for a person, or a schedule.</summary>
/// <param name="ClientId">The client; <c>system</c> for a schedule.</param>
/// <param name="StaffId">The member of staff who acted; null for a machine or a schedule.</param>
/// <param name="Schedule">The schedule's name; null when a client asked.</param>
/// <param name="SchoolId">The school that the schedule fired for; null when it fired for the trust, and when a client asked.</param>
/// <param name="DueAt">The time that the schedule fired for; null when a client asked.</param>
public sealed record JobRequesterDto([property: Text(100)] string ClientId, Guid? StaffId, [property: Text(50)] string? Schedule, Guid? SchoolId, DateTimeOffset? DueAt);

/// <summary>How far a job has come, in rows or entries.</summary>
/// <param name="Done">What is done.</param>
/// <param name="Total">What there is, as far as it is known; grows while a file is read.</param>
public sealed record JobProgressDto([property: Range(0, int.MaxValue)] int Done, [property: Range(0, int.MaxValue)] int Total);

/// <summary>How the rows fared. Each row of organisations, users, classes and enrollments is counted once.</summary>
/// <param name="Created">Rows that made a record.</param>
/// <param name="Updated">Rows that changed one.</param>
/// <param name="Unchanged">Rows that say what is known.</param>
/// <param name="Failed">Rows left out; see the errors.</param>
/// <param name="Skipped">Good rows that say nothing we keep.</param>
public sealed record JobCountsDto(
    [property: Range(0, int.MaxValue)] int Created,
    [property: Range(0, int.MaxValue)] int Updated,
    [property: Range(0, int.MaxValue)] int Unchanged,
    [property: Range(0, int.MaxValue)] int Failed,
    [property: Range(0, int.MaxValue)] int Skipped);

/// <summary>Why a job failed.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">For people.</param>
public sealed record JobFailureDto([property: Text(50)] string Code, [property: Text(500)] string Message);

/// <summary>Where the errors stand.</summary>
/// <param name="Total">Errors and warnings found; the first 10,000 are kept.</param>
/// <param name="Url">Their list.</param>
public sealed record JobErrorsDto([property: Range(0, int.MaxValue)] int Total, [property: Text(100)] string Url);

/// <summary>What was wrong with one row of a file. It never repeats the row.</summary>
public sealed record JobErrorDto
{
    public required Guid Id { get; init; }

    /// <summary>Its place among the job's errors, from 1.</summary>
    public required int Position { get; init; }
    public required JobErrorSeverity Severity { get; init; }

    /// <summary>The file's name in the zip; null when it concerns the whole.</summary>
    [Text(100)]
    public required string? File { get; init; }

    /// <summary>The line on which the record starts; the header is line 1.</summary>
    public required int? Line { get; init; }

    /// <summary>The column's name in the header; null when it concerns the whole record.</summary>
    [Text(100)]
    public required string? Column { get; init; }

    /// <summary>Stable kebab-case code.</summary>
    [Text(50)]
    public required string Code { get; init; }

    [Text(500)]
    public required string Message { get; init; }

    private sealed class Profile : AutoMapper.Profile
    {
        public Profile() => CreateMap<JobError, JobErrorDto>();
    }
}
