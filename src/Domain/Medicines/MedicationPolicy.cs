using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.Medicines;

/// <summary>How a school handles medicines. The policy of the day of the dose holds.</summary>
public sealed record MedicationPolicy : IPolicy<MedicationPolicy>
{
    public static PolicyHead Head { get; } = new(
        "medication", "Medicines in school",
        "The school's choice, after the DfE's guidance \"Supporting pupils at school with medical conditions\" (2015), which sets duties and no numbers.");

    /// <summary>How many minutes before and after its time a fixed dose is on time. Source: the school's choice.</summary>
    [Range(5, 240)]
    public int WindowMinutes { get; init; } = 30;

    /// <summary>After how many minutes the record of a dose has a reason, as <c>reason</c> or <c>lateReason</c>. Source: the school's choice.</summary>
    [Range(5, 1440)]
    public int LateAfterMinutes { get; init; } = 60;

    /// <summary>After how many days it has a <c>lateReason</c> of its own. Source: the school's choice.</summary>
    [Range(1, 90)]
    public int LateReasonAfterDays { get; init; } = 7;

    /// <summary>How many minutes ahead of the server's clock the time of a dose may lie. Source: the school's choice.</summary>
    [Range(0, 15)]
    public int AheadMinutes { get; init; } = 5;

    /// <summary>After how many minutes a witness who has not confirmed is asked for by a task. Source: the school's choice.</summary>
    [Range(5, 1440)]
    public int WitnessMinutes { get; init; } = 30;

    /// <summary>For how many minutes a confirmed override of the guard may be used, once. Source: the school's choice.</summary>
    [Range(5, 240)]
    public int OverrideMinutes { get; init; } = 60;

    /// <summary>How many refusals one after the other open a task. Source: the school's choice.</summary>
    [Range(1, 10)]
    public int RefusalsForTask { get; init; } = 2;

    /// <summary>Below how many school days of fixed use stock is low. Source: the school's choice.</summary>
    [Range(1, 60)]
    public int LowStockSchoolDays { get; init; } = 5;

    /// <summary>How many days before its last one a batch, a consent or a competence is shown as running out. Source: the school's choice.</summary>
    [Range(1, 120)]
    public int ExpiringDays { get; init; } = 30;

    /// <summary>Within how many school days an error or a near miss is reviewed. Source: the school's choice.</summary>
    [Range(0, 60)]
    public int ErrorReviewSchoolDays { get; init; } = 5;

    /// <summary>After how many days a consent that was asked for and is not given is asked for by a task. Source: the school's choice.</summary>
    [Range(1, 60)]
    public int ConsentChaseDays { get; init; } = 5;

    /// <summary>Within how many school days somebody finds out why a count differs. Of a controlled drug it is the same day. Source: the school's choice.</summary>
    [Range(0, 20)]
    public int DiscrepancySchoolDays { get; init; } = 2;

    /// <summary>Within how many school days a second person confirms or rejects an entry about a controlled drug. Source: the school's choice.</summary>
    [Range(0, 20)]
    public int StockConfirmationSchoolDays { get; init; } = 1;
}
