using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportProgrammes.Commands;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Api.Contracts;

/// <summary>A programme to be proposed.</summary>
public sealed record ProposeSupportProgrammeBody : SupportProgrammeEdit
{
    public required Guid SchoolId { get; init; }

    /// <summary>What the support is; it never changes.</summary>
    public required SupportProgrammeKind Kind { get; init; }

    /// <summary>The member of staff who is to give it; it can be allocated later.</summary>
    public Guid? PractitionerId { get; init; }
}

/// <summary>Who is to give a programme.</summary>
public sealed record AllocateSupportProgrammeBody
{
    /// <summary>A member of staff who works at the school.</summary>
    public required Guid PractitionerId { get; init; }
}

/// <summary>Who is to give a programme from now on.</summary>
public sealed record HandOverSupportProgrammeBody
{
    /// <summary>Another member of staff who works at the school.</summary>
    public required Guid PractitionerId { get; init; }

    /// <summary>What that one needs to know.</summary>
    [Text(Limits.Text, Min = 1)]
    public required string Note { get; init; }
}

/// <summary>What becomes of the planned sessions of a programme that is paused.</summary>
public sealed record PauseSupportProgrammeBody
{
    /// <summary>Why those that are still to come are cancelled. When absent they stay, and none takes place before the programme is resumed.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? CancelReason { get; init; }
}

/// <summary>More sessions than the policy allows.</summary>
public sealed record ApproveSupportProgrammeExtensionBody
{
    /// <summary>How many sessions in all; they become the target.</summary>
    [Range(1, SupportProgramme.MaxSessions)]
    public required int Sessions { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>What a programme has come to.</summary>
public sealed record CompleteSupportProgrammeBody : SupportProgrammeOutcome;

/// <summary>Why a programme is withdrawn.</summary>
public sealed record WithdrawSupportProgrammeBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
