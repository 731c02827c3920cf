using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Signpostings;

namespace PupilSupport.Api.Contracts;

/// <summary>What became of a suggestion.</summary>
public sealed record FollowUpSignpostingBody
{
    public required SignpostingOutcome Outcome { get; init; }

    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }
}

/// <summary>Why a signposting does not stand.</summary>
public sealed record VoidSignpostingBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
