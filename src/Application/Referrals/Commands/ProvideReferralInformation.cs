using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Answers what the receiving side has asked; its time begins anew.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.provide_information")]
public sealed record ProvideReferralInformationCommand(Guid Id, int Version, string Answer) : ICommand<ReferralDto>;

internal sealed class ProvideReferralInformationHandler(ReferralLoading loading, ReferralTasks tasks) : ICommandHandler<ProvideReferralInformationCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(ProvideReferralInformationCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.ProvideInformation, (referral, actor) => AnswerAsync(referral, actor, request.Answer, cancellationToken), cancellationToken);

    private async Task<Result> AnswerAsync(Referral referral, ReferralActor actor, string answer, CancellationToken ct)
    {
        var day = await loading.DayAsync(referral.SchoolId, ct);
        var answered = referral.ProvideInformation(answer, actor, day);
        if (answered.IsSuccess)
        {
            await tasks.AskForDecisionAsync(referral, day, ct);
        }

        return answered;
    }
}
