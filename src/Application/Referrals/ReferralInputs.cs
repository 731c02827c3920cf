using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Referrals;

/// <summary>What a referral says; a draft can be changed in all of it.</summary>
public record ReferralEdit
{
    /// <summary>To what the pupil is referred.</summary>
    public required SupportService Service { get; init; }

    /// <summary>By when it is answered: <c>emergency</c> the same day; the others as many school days later as the school's policy <c>referrals</c> says, 1, 5 and 10 by default.</summary>
    public required ReferralUrgency Urgency { get; init; }

    /// <summary>Why the pupil needs it.</summary>
    [Text(Limits.Text, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>The agency to which it goes, or from which it came: one in use that offers the service and is there for the school. None within the school.</summary>
    public Guid? AgencyId { get; init; }

    /// <summary>A member of staff who receives it beside the team, and is not its sender. None for an agency.</summary>
    public Guid? RecipientId { get; init; }

    /// <summary>Plans of the pupil that the caller may read. A referral to an agency needs one with a cycle that was reviewed, or <c>exceptionReason</c>; one to keep a child safe needs neither.</summary>
    [Items(Referral.MaxEvidence)]
    public IReadOnlyList<ReferralEvidenceEntry> Evidence { get; init; } = [];

    /// <summary>Why it is made without such a plan.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? ExceptionReason { get; init; }

    internal static ReferralEdit Of(Referral referral) => new()
    {
        Service = referral.Service,
        Urgency = referral.Urgency,
        Reason = referral.Reason,
        AgencyId = referral.AgencyId?.Value,
        RecipientId = referral.RecipientId?.Value,
        Evidence = [.. referral.EvidencePlanIds.Select(id => new ReferralEvidenceEntry { PlanId = id })],
        ExceptionReason = referral.ExceptionReason,
    };

    internal ReferralPlan ToPlan() => new()
    {
        Service = Service,
        Urgency = Urgency,
        Reason = Reason,
        AgencyId = AgencyId is { } agency ? new AgencyId(agency) : null,
        RecipientId = RecipientId is { } recipient ? new StaffId(recipient) : null,
        EvidencePlanIds = [.. Evidence.Select(e => new PlanId(e.PlanId))],
        ExceptionReason = ExceptionReason,
    };
}

/// <summary>One thing that a referral rests on.</summary>
public sealed record ReferralEvidenceEntry
{
    /// <summary>A plan of the pupil.</summary>
    public required Guid PlanId { get; init; }
}

/// <summary>What was said about consent. What goes on without it is decided by <c>override-consent</c>.</summary>
public record ReferralConsentInput
{
    /// <summary><c>given</c> says by whom and how; <c>not_required</c> is for services that keep a child safe, names its basis as <c>override-consent</c> does, and never follows on a refusal; <c>withdrawn</c> follows on <c>given</c>.</summary>
    public required ReferralConsentState State { get; init; }

    /// <summary>A contact of the pupil, not barred, who gave, refused or withdrew it; to give it, one with parental responsibility, own or delegated, or the authority.</summary>
    public Guid? GivenByContactId { get; init; }

    /// <summary>Whether the pupil did; <c>reason</c> says why the pupil understands what is given.</summary>
    public bool ByPupil { get; init; }

    /// <summary>How it was said: <c>paper form</c>, <c>phone</c>, as the school puts it.</summary>
    [Text(ReferralConsent.MaxMethod, Min = 1)]
    public string? Method { get; init; }

    /// <summary>When; now when absent.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>UK GDPR, Article 6.</summary>
    public Article6Basis? Article6 { get; init; }

    /// <summary>UK GDPR, Article 9; only beside <c>article6</c>.</summary>
    public Article9Condition? Article9 { get; init; }

    /// <summary>Data Protection Act 2018, Schedule 1; only beside <c>article9</c>.</summary>
    public Schedule1Condition? Schedule1 { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }

    internal NewReferralConsent ToConsent(DateTimeOffset now) => new()
    {
        State = State,
        ByContactId = GivenByContactId is { } contact ? new ContactId(contact) : null,
        ByPupil = ByPupil,
        Method = Method,
        At = At ?? now,
        Basis = Article6 is { } article6 ? new LawfulBasis(article6, Article9, Schedule1) : null,
        Reason = Reason,
    };
}
