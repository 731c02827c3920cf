using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Signpostings;

public readonly record struct SignpostingId(Guid Value) : ITypedId<SignpostingId>
{
    public static SignpostingId From(Guid value) => new(value);
}

/// <summary>What became of a suggestion.</summary>
public enum SignpostingOutcome
{
    /// <summary>The family has been in touch, and help is on its way or there.</summary>
    TakenUp,
    NotTakenUp,

    /// <summary>The agency could not help.</summary>
    TurnedAway,

    /// <summary>The family did not want it.</summary>
    Declined,

    /// <summary>It led to a referral.</summary>
    Referred,

    /// <summary>Nobody could be reached.</summary>
    NotKnown,
}

/// <summary>What can be done to a signposting.</summary>
public enum SignpostingAction
{
    /// <summary>Say what became of it.</summary>
    FollowUp,
    Void,
}

public static class SignpostingErrors
{
    public static readonly Error InTheFuture = new("signposting-in-the-future", ErrorKind.Rule, "A family was told at a time that has been.");

    public static readonly Error Label = new(
        "signposting-label", ErrorKind.Rule, "The label is pastoral or safeguarding, and not below that of the agency's services.");

    public static readonly Error FollowUpBefore = new("signposting-follow-up-before", ErrorKind.Rule, "A family is asked after it was told, and today at the earliest.");
}
