using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>To whom a task is given: an owner or a team.</summary>
public sealed record ReassignTaskBody : TaskAssignment
{
    /// <summary>Why; it stands in the audit.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }
}

/// <summary>Until when a task is put off, and why.</summary>
public sealed record PauseTaskBody
{
    /// <summary>The day on which it comes back: tomorrow at the earliest, for a snooze within 90 days, for an exemption within a year.</summary>
    public required DateOnly Until { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Why a task is taken back.</summary>
public sealed record CancelTaskBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Why a task is opened again.</summary>
public sealed record ReopenTaskBody
{
    /// <summary>It stands in the audit.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }
}
