using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Says that the support of an accepted referral waits for its turn.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.wait")]
public sealed record WaitReferralCommand(Guid Id, int Version, ReferralAnswerInput Answer) : ICommand<ReferralDto>;

internal sealed class WaitReferralHandler(ReferralLoading loading) : ICommandHandler<WaitReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(WaitReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, ReferralAction.Wait, (referral, actor) => referral.Wait(request.Answer.ToAnswer(), actor), cancellationToken);
}
