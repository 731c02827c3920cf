using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Assessments;

public readonly record struct AssessmentId(Guid Value) : ITypedId<AssessmentId>
{
    public static AssessmentId From(Guid value) => new(value);
}

public readonly record struct AssessmentInstrumentId(Guid Value) : ITypedId<AssessmentInstrumentId>
{
    public static AssessmentInstrumentId From(Guid value) => new(value);
}

public enum AssessmentStatus
{
    Draft,
    Submitted,

    /// <summary>A colleague has looked at it and agrees.</summary>
    Moderated,

    /// <summary>It stands for good; only a void takes it back.</summary>
    Locked,
    Voided,
}

/// <summary>What can be done to an assessment.</summary>
public enum AssessmentAction
{
    Revise,
    Submit,
    Moderate,

    /// <summary>Hand it back to its author as a draft.</summary>
    Return,
    Lock,
    Void,
}

/// <summary>Where in the course of support it was made.</summary>
public enum AssessmentPurpose
{
    Baseline,
    Review,
    End,
}

/// <summary>Who judged the pupil. Scores of two kinds of respondents are never compared.</summary>
public enum AssessmentRespondent
{
    Teacher,
    Parent,

    /// <summary>The pupil.</summary>
    Self,

    /// <summary>A member of staff who supports the pupil.</summary>
    Practitioner,
}

/// <summary>What an instrument is of; the policy says of each how soon a pupil is assessed again.</summary>
public enum InstrumentFamily
{
    /// <summary>Strengths and Difficulties Questionnaire.</summary>
    Sdq,

    /// <summary>Boxall Profile.</summary>
    Boxall,

    /// <summary>Thrive profile of a class.</summary>
    ThriveClass,

    /// <summary>Thrive profile of one pupil.</summary>
    ThriveIndividual,

    /// <summary>Thrive profile made with the home.</summary>
    ThriveHome,

    /// <summary>Leuven scales of well-being and involvement.</summary>
    Leuven,

    /// <summary>A scale of the trust's own.</summary>
    Custom,
}

/// <summary>Which way a score is good.</summary>
public enum ScoreDirection
{
    HigherIsBetter,
    LowerIsBetter,
}

/// <summary>What a difference of two scores amounts to.</summary>
public enum ChangeOutcome
{
    /// <summary>More than chance would make of it, for the better.</summary>
    Improved,

    /// <summary>Less than the threshold: it may be chance.</summary>
    NoReliableChange,

    /// <summary>More than chance would make of it, for the worse.</summary>
    Worsened,

    /// <summary>Nobody has published how much the scale varies by itself.</summary>
    NoThreshold,

    /// <summary>One of the two scores is not valid or was not given.</summary>
    NotComparable,
}
