using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>An entry to be added to the directory.</summary>
public sealed record AddAgencyBody : AgencyContent
{
    /// <summary>The school whose own addition it is; for the whole trust when absent.</summary>
    public Guid? SchoolId { get; init; }
}

/// <summary>Why an agency is not used any more.</summary>
public sealed record ArchiveAgencyBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Which entry is meant instead.</summary>
public sealed record MergeAgencyBody
{
    /// <summary>An active agency, of the whole trust or of the same school.</summary>
    public required Guid IntoId { get; init; }
}
