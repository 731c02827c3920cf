using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Declines a referral.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.decline")]
public sealed record DeclineReferralCommand(Guid Id, int Version, string Reason, ReferralAnswerInput Answer) : ICommand<ReferralDto>, IReasoned;

internal sealed class DeclineReferralHandler(ReferralLoading loading, ReferralTasks tasks) : ICommandHandler<DeclineReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(DeclineReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, ReferralAction.Decline, (referral, actor) => Decline(referral, actor, request), cancellationToken);

    private Result Decline(Referral referral, ReferralActor actor, DeclineReferralCommand request)
    {
        var declined = referral.Decline(request.Reason, request.Answer.ToAnswer(), actor);
        if (declined.IsSuccess)
        {
            tasks.TellSender(referral);
        }

        return declined;
    }
}
