using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Goes on without consent, by the decision of the designated safeguarding lead who calls.</summary>
[Requires(Permissions.ReferralsOverrideConsent), Audited("referral.override_consent")]
public sealed record OverrideReferralConsentCommand(Guid Id, int Version, LawfulBasis Basis, string Reason) : ICommand<ReferralDto>, IReasoned;

internal sealed class OverrideReferralConsentHandler(ReferralLoading loading) : ICommandHandler<OverrideReferralConsentCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(OverrideReferralConsentCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.OverrideConsent, (referral, actor) => referral.OverrideConsent(request.Basis, request.Reason, actor), cancellationToken);
}
