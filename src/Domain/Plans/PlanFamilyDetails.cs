using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>Help for the family by several agencies, with its consent.</summary>
public sealed record EarlyHelpDetails
{
    public const int MaxAgencies = 20;

    /// <summary>The family's consent.</summary>
    public PlanAgreement? Consent { get; init; }

    /// <summary>The lead professional, when a member of staff.</summary>
    public StaffId? LeadStaffId { get; init; }

    /// <summary>The lead professional, when somebody else.</summary>
    public PlanOutsider? LeadOutsider { get; init; }

    /// <summary>What goes well.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Strengths { get; init; }

    /// <summary>What worries the family and those who help.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Worries { get; init; }

    [ItemBounds(MaxAgencies)]
    public IReadOnlyList<PlanAgency> Agencies { get; init; } = [];
}

/// <summary>An agency that helps.</summary>
public sealed record PlanAgency
{
    public required PlanOutsider Who { get; init; }

    /// <summary>What it does.</summary>
    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Does { get; init; }
}

public enum TransitionKind
{
    /// <summary>From one phase to the next, within the school or not.</summary>
    Phase,

    /// <summary>From one school to another.</summary>
    School,
}

/// <summary>A move to another phase or school: when, where to, and how the pupil gets to know it.</summary>
public sealed record TransitionDetails
{
    public const int MaxVisits = 20;

    public required TransitionKind Kind { get; init; }

    /// <summary>The first day in the new place.</summary>
    public DateOnly? MovesOn { get; init; }

    /// <summary>The new school or phase by name, unless it is a school of the trust.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public string? ToName { get; init; }

    /// <summary>The new school when it is one of the trust; then without name and URN.</summary>
    public SchoolId? ToSchoolId { get; init; }

    /// <summary>Unique Reference Number of another new school, 6 digits.</summary>
    [TextBounds(6, Min = 6, Pattern = School.UrnPattern)]
    public string? ToUrn { get; init; }

    [ItemBounds(MaxVisits)]
    public IReadOnlyList<TransitionVisit> Visits { get; init; } = [];

    /// <summary>A pupil who knows the new place.</summary>
    public PupilId? BuddyId { get; init; }

    /// <summary>Who will look out for the pupil there.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public string? KeyAdultThere { get; init; }

    /// <summary>What those there need to know.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? HandOver { get; init; }
}

/// <summary>A visit to the new place.</summary>
public sealed record TransitionVisit
{
    public required DateOnly On { get; init; }

    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Text { get; init; }

    /// <summary>Who goes along.</summary>
    public StaffId? WithStaffId { get; init; }

    /// <summary>Whether it took place; null while it is to come.</summary>
    public bool? IsDone { get; init; }

    /// <summary>How it was, or why it did not take place; needed then.</summary>
    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public string? Note { get; init; }
}
