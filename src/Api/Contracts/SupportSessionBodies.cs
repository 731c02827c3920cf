using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Application.SupportSessions.Commands;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Api.Contracts;

/// <summary>A session to be planned, or one that has already taken place.</summary>
public sealed record ScheduleSupportSessionBody : SupportSessionEdit
{
    public required Guid SchoolId { get; init; }

    /// <summary>What took place, when it already did: the session is then completed at once.</summary>
    public SupportSessionCompletion? Completion { get; init; }
}

/// <summary>Why a plan is taken back.</summary>
public sealed record CancelSupportSessionBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Why a session did not take place.</summary>
public sealed record MissSupportSessionBody
{
    /// <summary>The school owes another session when the cause was its own: staff, room, trip, exam or meeting.</summary>
    public required MissReason Reason { get; init; }
}

/// <summary>Why a session is taken out of every count, and what stands in its place.</summary>
public sealed record VoidSupportSessionBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>The session that stands in its place, when it is there already.</summary>
    public Guid? ReplacedById { get; init; }

    /// <summary>The session that should have stood there; it is made in the same transaction.</summary>
    public SupportSessionReplacement? Replacement { get; init; }
}

/// <summary>A corrected note.</summary>
public sealed record AmendSupportSessionBody
{
    /// <summary>The whole note as it should read.</summary>
    [Text(Limits.Narrative, Min = 1)]
    public required string Note { get; init; }

    /// <summary>Why it is corrected; it stands in the audit.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }
}

/// <summary>What is to be added to a completed session.</summary>
public sealed record AddSupportSessionAddendumBody
{
    [Text(Limits.Text, Min = 1)]
    public required string Text { get; init; }
}
