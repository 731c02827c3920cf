using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.Assessments;

/// <summary>How soon a pupil is assessed again, by what. 0 weeks: nobody is asked to.</summary>
public sealed record AssessmentPolicy : IPolicy<AssessmentPolicy>
{
    private const int MaxWeeks = AssessmentInstrument.MaxReviewWeeks;

    public static PolicyHead Head { get; } = new(
        "assessments", "When pupils are assessed again", "The practice of schools that use these instruments, and the school's choice.");

    /// <summary>Source: the school's choice; the questionnaire asks of the last six months, its follow-up of the last one.</summary>
    [Range(0, MaxWeeks)]
    public int SdqWeeks { get; init; } = 26;

    /// <summary>Source: the school's choice, by the practice of nurture groups: every term.</summary>
    [Range(0, MaxWeeks)]
    public int BoxallWeeks { get; init; } = 13;

    /// <summary>Source: the practice of Thrive schools: three times a year.</summary>
    [Range(0, MaxWeeks)]
    public int ThriveClassWeeks { get; init; } = 17;

    /// <summary>Source: the practice of Thrive schools: every eight weeks.</summary>
    [Range(0, MaxWeeks)]
    public int ThriveIndividualWeeks { get; init; } = 8;

    /// <summary>Source: the practice of Thrive schools: every three months.</summary>
    [Range(0, MaxWeeks)]
    public int ThriveHomeWeeks { get; init; } = 13;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxWeeks)]
    public int LeuvenWeeks { get; init; } = 13;

    /// <summary>For the trust's own instruments that do not say it themselves. Source: the school's choice.</summary>
    [Range(0, MaxWeeks)]
    public int CustomWeeks { get; init; }

    /// <summary>So many days before it is due, an assessment counts as due and its author is asked for it. Source: the school's choice.</summary>
    [Range(0, 90)]
    public int DueDays { get; init; } = 14;

    /// <summary>A submitted assessment is to be moderated within so many school days. Source: the school's choice.</summary>
    [Range(1, 60)]
    public int ModerationSchoolDays { get; init; } = 10;

    /// <summary>When a pupil who was assessed on a day is to be assessed again; null when nobody asks for it.</summary>
    public DateOnly? NextDue(Instrument instrument, DateOnly assessedOn) => (instrument.ReviewWeeks ?? Weeks(instrument.Family)) switch
    {
        0 => null,
        var weeks => assessedOn.AddDays(7 * weeks),
    };

    private int Weeks(InstrumentFamily family) => family switch
    {
        InstrumentFamily.Sdq => SdqWeeks,
        InstrumentFamily.Boxall => BoxallWeeks,
        InstrumentFamily.ThriveClass => ThriveClassWeeks,
        InstrumentFamily.ThriveIndividual => ThriveIndividualWeeks,
        InstrumentFamily.ThriveHome => ThriveHomeWeeks,
        InstrumentFamily.Leuven => LeuvenWeeks,
        InstrumentFamily.Custom => CustomWeeks,
        _ => throw new ArgumentOutOfRangeException(nameof(family)),
    };
}
