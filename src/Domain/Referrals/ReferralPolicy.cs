using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.Referrals;

/// <summary>How soon referrals are answered, and what happens when they are not. The policy of the day of the event holds.</summary>
public sealed record ReferralPolicy : IPolicy<ReferralPolicy>
{
    private const int MaxDays = 190;

    public static PolicyHead Head { get; } = new(
        "referrals", "How soon referrals are answered, chased and escalated",
        "The school's choice; that an emergency is answered on the same day follows Keeping children safe in education.");

    /// <summary>Within how many school days an emergency is answered; 0 is the same day. Source: Keeping children safe in education.</summary>
    [Range(0, 1)]
    public int EmergencySchoolDays { get; init; }

    /// <summary>Within how many school days an urgent referral is answered. Source: the school's choice.</summary>
    [Range(0, MaxDays)]
    public int UrgentSchoolDays { get; init; } = 1;

    /// <summary>Within how many school days one that is needed soon is answered. Source: the school's choice.</summary>
    [Range(1, MaxDays)]
    public int SoonSchoolDays { get; init; } = 5;

    /// <summary>Within how many school days any other is answered. Source: the school's choice.</summary>
    [Range(1, MaxDays)]
    public int RoutineSchoolDays { get; init; } = 10;

    /// <summary>After how many school days past that an agency that has not answered is chased, and again each time. Source: the school's choice.</summary>
    [Range(1, MaxDays)]
    public int ChaseAfterSchoolDays { get; init; } = 5;

    /// <summary>The same for urgent referrals and emergencies. Source: the school's choice.</summary>
    [Range(1, MaxDays)]
    public int UrgentChaseAfterSchoolDays { get; init; } = 1;

    /// <summary>How often an agency is chased. Source: the school's choice.</summary>
    [Range(0, 10)]
    public int MaxChasers { get; init; } = 3;

    /// <summary>After how many school days past the time to answer a referral without a decision is brought before a manager, and again each time. Source: the school's choice.</summary>
    [Range(1, MaxDays)]
    public int EscalateAfterSchoolDays { get; init; } = 10;

    /// <summary>The same for urgent referrals and emergencies. Source: the school's choice.</summary>
    [Range(1, MaxDays)]
    public int UrgentEscalateAfterSchoolDays { get; init; } = 1;

    /// <summary>How many minutes a week a programme has that begins with an accepted referral, until somebody plans it. Source: the school's choice.</summary>
    [Range(5, 300)]
    public int ProgrammeMinutesPerWeek { get; init; } = 30;

    /// <summary>Within how many school days a referral of that urgency is answered.</summary>
    public int AnswerDays(ReferralUrgency urgency) => urgency switch
    {
        ReferralUrgency.Emergency => EmergencySchoolDays,
        ReferralUrgency.Urgent => UrgentSchoolDays,
        ReferralUrgency.Soon => SoonSchoolDays,
        _ => RoutineSchoolDays,
    };

    /// <summary>After how many school days past that an agency is chased.</summary>
    public int ChaseAfter(ReferralUrgency urgency) => urgency >= ReferralUrgency.Urgent ? UrgentChaseAfterSchoolDays : ChaseAfterSchoolDays;

    /// <summary>After how many school days past that a manager sees it.</summary>
    public int EscalateAfter(ReferralUrgency urgency) => urgency >= ReferralUrgency.Urgent ? UrgentEscalateAfterSchoolDays : EscalateAfterSchoolDays;
}
