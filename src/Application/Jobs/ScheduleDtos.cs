using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Jobs;

/// <summary>Work that the clock asks for. Schedules are declared by the service; a deployment may set other times.</summary>
public sealed record ScheduleDto
{
    /// <summary>Its name, which never changes.</summary>
    [Text(50)]
    public required string Name { get; init; }

    /// <summary>What its jobs do.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>Minute, hour, day of the month, month and day of the week, sometimes with seconds in front; <c>off</c> when it is switched off.</summary>
    [Text(200)]
    public required string Cron { get; init; }

    /// <summary>The time zone that its times are in.</summary>
    [Text(50)]
    public required string TimeZone { get; init; }

    /// <summary>What it fires one job for.</summary>
    public required ScheduleScope Scope { get; init; }

    /// <summary>What becomes of times that passed while the service was down.</summary>
    public required MissedPolicy Missed { get; init; }

    /// <summary>All that its jobs may do.</summary>
    [Items(50, Text = 100)]
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Null when it is switched off or has not been started yet.</summary>
    public required DateTimeOffset? NextDueAt { get; init; }

    /// <summary>The last time that it fired for this trust; null when it never did.</summary>
    public required ScheduleRunDto? LastRun { get; init; }
}

/// <summary>How the jobs of one time fared.</summary>
/// <param name="DueAt">When they were due.</param>
/// <param name="Outcome">The worst there is among them: failed, cancelled, running, queued, succeeded, in this order.</param>
/// <param name="Jobs">How many there were.</param>
/// <param name="Succeeded">How many of them succeeded.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="FinishedAt">When the last of them ended; null while some have not.</param>
public sealed record ScheduleRunDto(
    DateTimeOffset DueAt,
    JobStatus Outcome,
    [property: Range(0, int.MaxValue)] int Jobs,
    [property: Range(0, int.MaxValue)] int Succeeded,
    [property: Range(0, int.MaxValue)] int Failed,
    DateTimeOffset? FinishedAt);

/// <summary>What the database knows of a schedule.</summary>
public sealed record ScheduleState(string Name, string Cron, DateTimeOffset? NextDueAt, ScheduleRunDto? LastRun);

/// <summary>Reads what stands about schedules, which belong to no trust.</summary>
public interface IScheduleBook
{
    /// <summary>All of them, with the last run in the caller's trust, or in the deployment.</summary>
    Task<IReadOnlyList<ScheduleState>> ReadAsync(CancellationToken ct);
}
