using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals;

/// <summary>A referral as this caller sees it, with what the caller may do next.</summary>
internal sealed class ReferralAnswers(IAnswers answers, ReferralAccess access, ICaller caller)
{
    /// <summary>One that this command made or changed.</summary>
    public ReferralDto Of(Referral referral) => Told(answers.Map<ReferralDto>(referral), referral);

    /// <summary>One that was read.</summary>
    public ReferralDto OfRead(Referral referral) => Told(new ReferralDto(referral), referral);

    private ReferralDto Told(ReferralDto answer, Referral referral)
    {
        var part = access.PartOf(referral);
        return (access.ReadsWhole(referral) ? answer : answer.ToReporter(caller.StaffId?.Value)) with { AllowedActions = [.. referral.AllowedActions().Where(a => ReferralRules.May(a, referral.Direction, part))] };
    }
}
