using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>What a colleague adds who agrees with an assessment.</summary>
public sealed record ModerateAssessmentBody
{
    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }
}

/// <summary>Why an assessment is handed back.</summary>
public sealed record ReturnAssessmentBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Why an assessment is taken back.</summary>
public sealed record VoidAssessmentBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
