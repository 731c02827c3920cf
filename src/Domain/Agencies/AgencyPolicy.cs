using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.Agencies;

/// <summary>How often the directory of agencies is checked. The policy of the day on which an entry was added or last verified holds.</summary>
public sealed record AgencyPolicy : IPolicy<AgencyPolicy>
{
    public static PolicyHead Head { get; } = new("agencies", "Checks of the directory of agencies", "The school's choice. No law sets these numbers.");

    /// <summary>After how many months an entry is to be verified again. Source: the school's choice.</summary>
    [Range(1, 60)]
    public int VerifyAfterMonths { get; init; } = 12;

    /// <summary>Within how many school days of that day it is to be done. Source: the school's choice.</summary>
    [Range(0, 60)]
    public int VerifySchoolDays { get; init; } = 10;

    public Error? Refusal() => null;
}
