using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Referrals;

/// <summary>What an agency without an account may answer by a link.</summary>
public static class ReferralLinkRules
{
    /// <summary>Whether the agency can say now that it takes the pupil, or not, or ask.</summary>
    public static bool CanDecide(Referral referral) =>
        referral is { Direction: ReferralDirection.External, Status: ReferralStatus.Submitted or ReferralStatus.Acknowledged };

    /// <summary>Whether the agency can say now what came of it.</summary>
    public static bool CanConclude(Referral referral) =>
        referral is { Direction: ReferralDirection.External, Status: ReferralStatus.Accepted or ReferralStatus.WaitingList or ReferralStatus.InProgress };

    /// <summary>Whether an open link has nothing left to ask once that was done otherwise.</summary>
    public static bool Ends(ReferralAction action) => action is ReferralAction.Accept or ReferralAction.Decline or ReferralAction.RequestInformation
        or ReferralAction.Complete or ReferralAction.Withdraw or ReferralAction.Void;

    /// <summary>Why a link cannot be made for it; null when it can.</summary>
    public static Error? Refusal(Referral referral) =>
        referral.Direction != ReferralDirection.External ? ReferralLinkErrors.NotExternal
        : CanDecide(referral) || CanConclude(referral) ? null
        : ReferralLinkErrors.NothingToAnswer;

    /// <summary>Takes the pupil: an agency that has not said that it has the referral says both.</summary>
    public static Result Accept(Referral referral, ReferralAnswer answer, ReferralActor actor) =>
        referral.Status == ReferralStatus.Submitted && referral.Acknowledge(answer, actor) is { IsSuccess: false } refused ? refused : referral.Accept(null, answer, actor);

    /// <summary>Says what came of it: an agency that has not said that it has begun says both.</summary>
    public static Result Conclude(Referral referral, ReferralOutcome outcome, string? note, ReferralAnswer answer, ReferralActor actor) =>
        referral.Status != ReferralStatus.InProgress && referral.Start(answer, actor) is { IsSuccess: false } refused ? refused : referral.Complete(outcome, note, answer, actor);
}

public static class ReferralLinkErrors
{
    public static readonly Error NotExternal = new("referral-link-not-external", ErrorKind.Rule, "Links are for agencies: whoever receives a referral of the school has an account.");

    public static readonly Error NothingToAnswer = new(
        "referral-link-nothing-to-answer", ErrorKind.Conflict, "Nothing of the referral waits for the agency: it is not submitted, waits for the school, or is over.");
}
