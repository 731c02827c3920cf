using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Says that the support of a referral has begun, and starts its programme if somebody gives it.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.start")]
public sealed record StartReferralCommand(Guid Id, int Version, ReferralAnswerInput Answer) : ICommand<ReferralDto>;

internal sealed class StartReferralHandler(ReferralLoading loading, ReferralProgrammes programmes, ReferralTasks tasks) : ICommandHandler<StartReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(StartReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, ReferralAction.Start, (referral, actor) => StartAsync(referral, actor, request.Answer, cancellationToken), cancellationToken);

    private async Task<Result> StartAsync(Referral referral, ReferralActor actor, ReferralAnswerInput answer, CancellationToken ct)
    {
        var started = referral.Start(answer.ToAnswer(), actor);
        var begun = started.IsSuccess ? await programmes.StartAsync(referral, ct) : started;
        if (begun.IsSuccess)
        {
            tasks.TellSender(referral);
        }

        return begun;
    }
}
