using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Referrals;
using PupilSupport.Application.Referrals.Commands;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Api.Contracts;

/// <summary>A referral to be begun.</summary>
public sealed record DraftReferralBody : ReferralEdit
{
    public required Guid SchoolId { get; init; }

    /// <summary>A pupil of the school whom the caller reaches.</summary>
    public required Guid PupilId { get; init; }

    /// <summary><c>inbound_external</c> records what an agency asks of the school: then the caller records it and does not send it.</summary>
    public required ReferralDirection Direction { get; init; }

    /// <summary>What was said about consent, if anything was yet. A referral to an agency is not submitted without it.</summary>
    public ReferralConsentInput? Consent { get; init; }
}

/// <summary>How a referral was sent; all of it may be left out.</summary>
public sealed record SubmitReferralBody : ReferralSending;

/// <summary>How the answer of an agency came; all of it may be left out.</summary>
public sealed record ReferralAnswerBody : ReferralAnswerInput;

/// <summary>An acceptance.</summary>
public sealed record AcceptReferralBody : ReferralAnswerInput
{
    /// <summary>Who gives the support: a member of staff who works at the school and did not send the referral. It can be said later.</summary>
    public Guid? PractitionerId { get; init; }
}

/// <summary>A refusal by the receiving side.</summary>
public sealed record DeclineReferralBody : ReferralAnswerInput
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>What the receiving side wants to know.</summary>
public sealed record RequestReferralInformationBody : ReferralAnswerInput
{
    [Text(Limits.Text, Min = 1)]
    public required string Question { get; init; }
}

/// <summary>The answer to what was asked.</summary>
public sealed record ProvideReferralInformationBody
{
    [Text(Limits.Text, Min = 1)]
    public required string Answer { get; init; }
}

/// <summary>Who gives the support.</summary>
public sealed record AllocateReferralBody
{
    /// <summary>A member of staff who works at the school and did not send the referral.</summary>
    public required Guid PractitionerId { get; init; }
}

/// <summary>What came of a referral.</summary>
public sealed record CompleteReferralBody : ReferralAnswerInput
{
    public required ReferralOutcome Outcome { get; init; }

    /// <summary>Required unless the service was delivered.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }
}

/// <summary>Why a referral is withdrawn or voided.</summary>
public sealed record ReferralReasonBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>What was said about consent.</summary>
public sealed record RecordReferralConsentBody : ReferralConsentInput;

/// <summary>Why a child is kept safe without consent.</summary>
public sealed record OverrideReferralConsentBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>UK GDPR, Article 6; not <c>consent</c>.</summary>
    public required Article6Basis Article6 { get; init; }

    /// <summary>UK GDPR, Article 9; required.</summary>
    public Article9Condition? Article9 { get; init; }

    /// <summary>Data Protection Act 2018, Schedule 1: <c>safeguarding</c>, unless Article 6 or 9 names vital interests; required where the Article 9 condition rests on one.</summary>
    public Schedule1Condition? Schedule1 { get; init; }
}

/// <summary>An attempt to reach the other side of a referral, or the family.</summary>
public sealed record RecordReferralContactBody : ReferralContactInput;
