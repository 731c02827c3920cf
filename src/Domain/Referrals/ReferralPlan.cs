using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Referrals;

/// <summary>What a referral says, until it is submitted.</summary>
public sealed record ReferralPlan
{
    public required SupportService Service { get; init; }
    public required ReferralUrgency Urgency { get; init; }
    public required string Reason { get; init; }
    public AgencyId? AgencyId { get; init; }

    /// <summary>A member of staff who is to receive it beside the team.</summary>
    public StaffId? RecipientId { get; init; }

    /// <summary>Plans of the pupil with a cycle that was reviewed.</summary>
    public IReadOnlyList<PlanId> EvidencePlanIds { get; init; } = [];

    /// <summary>Why there is no such plan.</summary>
    public string? ExceptionReason { get; init; }

    internal Error? Refusal(ReferralDirection direction, StaffId? sender)
    {
        var rule = ReferralServices.Of(Service);
        return direction switch
        {
            ReferralDirection.Internal when !rule.IsInternal => ReferralErrors.ServiceNotInternal.At("/service"),
            ReferralDirection.External when !rule.IsExternal => ReferralErrors.ServiceNotExternal.At("/service"),
            ReferralDirection.Internal when AgencyId is not null => ReferralErrors.AgencyNotApplicable.At("/agencyId"),
            ReferralDirection.External when RecipientId is not null => ReferralErrors.RecipientNotApplicable.At("/recipientId"),
            _ when RecipientId is not null && RecipientId == sender => ReferralErrors.RecipientIsSender.At("/recipientId"),
            _ => null,
        };
    }
}

/// <summary>Who does something to a referral, as what, and when.</summary>
/// <param name="Me">Null for the holder of a link.</param>
public sealed record ReferralActor(StaffId? Me, DateTimeOffset Now);

/// <summary>What calendar and policy say of the day of an event.</summary>
public sealed record ReferralDay(DateOnly Today, SchoolCalendar Calendar, ReferralPolicy Policy);

/// <summary>What stands behind a referral when it is submitted.</summary>
/// <param name="HasReviewedCycle">Whether one of its plans has a cycle that was reviewed.</param>
public sealed record ReferralEvidence(bool HasReviewedCycle);
