using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Marks a referral as made in error; it is kept.</summary>
[Requires(Permissions.ReferralsWriteAll), Audited("referral.void")]
public sealed record VoidReferralCommand(Guid Id, int Version, string Reason) : ICommand<ReferralDto>, IReasoned;

internal sealed class VoidReferralHandler(ReferralLoading loading, ReferralProgrammes programmes, ReferralTasks tasks) : ICommandHandler<VoidReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(VoidReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.Void, (referral, actor) => VoidAsync(referral, actor, request.Reason, cancellationToken), cancellationToken);

    private async Task<Result> VoidAsync(Referral referral, ReferralActor actor, string reason, CancellationToken ct)
    {
        var voided = referral.Void(reason, actor);
        if (voided.IsSuccess)
        {
            await programmes.EndAsync(referral, reason, ct);
            tasks.TellSender(referral);
        }

        return voided;
    }
}
