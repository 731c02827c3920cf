using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Takes a referral back.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.withdraw")]
public sealed record WithdrawReferralCommand(Guid Id, int Version, string Reason) : ICommand<ReferralDto>, IReasoned;

internal sealed class WithdrawReferralHandler(ReferralLoading loading, ReferralProgrammes programmes, ReferralTasks tasks) : ICommandHandler<WithdrawReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(WithdrawReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.Withdraw, (referral, actor) => WithdrawAsync(referral, actor, request.Reason, cancellationToken), cancellationToken);

    private async Task<Result> WithdrawAsync(Referral referral, ReferralActor actor, string reason, CancellationToken ct)
    {
        var withdrawn = referral.Withdraw(reason, actor);
        if (withdrawn.IsSuccess)
        {
            await programmes.EndAsync(referral, reason, ct);
            tasks.TellSender(referral);
        }

        return withdrawn;
    }
}
