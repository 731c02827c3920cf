using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Says that the receiving side has a referral, and has not decided.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.acknowledge")]
public sealed record AcknowledgeReferralCommand(Guid Id, int Version, ReferralAnswerInput Answer) : ICommand<ReferralDto>;

internal sealed class AcknowledgeReferralHandler(ReferralLoading loading) : ICommandHandler<AcknowledgeReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(AcknowledgeReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, ReferralAction.Acknowledge, (referral, actor) => referral.Acknowledge(request.Answer.ToAnswer(), actor), cancellationToken);
}
