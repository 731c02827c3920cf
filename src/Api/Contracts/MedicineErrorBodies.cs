using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Api.Contracts;

/// <summary>When and how the parent was told, or why not.</summary>
public sealed record RecordMedicineErrorParentContactBody
{
    /// <summary>When the parent was told; goes with <c>how</c>.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>How the parent was told; goes with <c>toldAt</c>.</summary>
    public ParentContactMethod? How { get; init; }

    /// <summary>Why the parent is not told.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? NotToldReason { get; init; }
}

/// <summary>Why a closed review is taken up again.</summary>
public sealed record ReopenMedicineErrorBody
{
    /// <summary>It stands in the audit.</summary>
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
