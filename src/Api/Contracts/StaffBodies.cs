using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Staff.Commands;

namespace PupilSupport.Api.Contracts;

/// <summary>A member of staff with a first job at a school.</summary>
[RulesOf(typeof(CreateStaffCommand))]
public sealed record CreateStaffBody
{
    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>The given name that the person goes by, when it is another.</summary>
    public string? PreferredGivenName { get; init; }

    /// <summary>The family name that the person goes by, when it is another.</summary>
    public string? PreferredFamilyName { get; init; }

    /// <summary>E-mail at work.</summary>
    public string? Email { get; init; }

    /// <summary>The school of the first job.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>The first job, as the school calls it.</summary>
    public required string JobRole { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Its last day.</summary>
    public DateOnly? EndsOn { get; init; }
}

/// <summary>A member of staff as another system has them.</summary>
[RulesOf(typeof(PutStaffByExternalIdCommand))]
public sealed record PutStaffBody
{
    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>The given name that the person goes by, when it is another.</summary>
    public string? PreferredGivenName { get; init; }

    /// <summary>The family name that the person goes by, when it is another.</summary>
    public string? PreferredFamilyName { get; init; }

    /// <summary>E-mail at work.</summary>
    public string? Email { get; init; }

    /// <summary>The school where the person works.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>The job there, as the school calls it; added unless the person has it.</summary>
    public required string JobRole { get; init; }

    /// <summary>The first day of a job to be added; today when absent.</summary>
    public DateOnly? StartsOn { get; init; }
}

/// <summary>A further job at a school.</summary>
[RulesOf(typeof(AssignStaffCommand))]
public sealed record AssignStaffBody
{
    /// <summary>The school.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>The job, as the school calls it.</summary>
    public required string JobRole { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? EndsOn { get; init; }
}

/// <summary>The end of a job.</summary>
public sealed record EndAssignmentBody
{
    /// <summary>The last day; may lie ahead.</summary>
    public required DateOnly EndsOn { get; init; }
}
