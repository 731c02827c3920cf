using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.Links;

/// <summary>How long a person without an account has, and how soon the school deals with the answer. The policy of the day of issue, or of the answer, holds.</summary>
public sealed record LinkPolicy : IPolicy<LinkPolicy>
{
    public static PolicyHead Head { get; } = new("links", "Single-purpose links for people without an account", "The school's choice. No law sets these numbers.");

    /// <summary>After how many days a link stops working. Source: the school's choice.</summary>
    [Range(1, 90)]
    public int ExpireAfterDays { get; init; } = 14;

    /// <summary>Within how many school days the school deals with what came by a link. Source: the school's choice.</summary>
    [Range(0, 60)]
    public int DecideWithinSchoolDays { get; init; } = 5;
}
