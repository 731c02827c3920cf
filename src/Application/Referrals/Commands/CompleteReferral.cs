using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Says what came of a referral.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.complete")]
public sealed record CompleteReferralCommand(Guid Id, int Version, ReferralOutcome Outcome, string? Note, ReferralAnswerInput Answer) : ICommand<ReferralDto>;

internal sealed class CompleteReferralHandler(ReferralLoading loading, ReferralProgrammes programmes, ReferralTasks tasks) : ICommandHandler<CompleteReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(CompleteReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.Complete, (referral, actor) => CompleteAsync(referral, actor, request, cancellationToken), cancellationToken);

    private async Task<Result> CompleteAsync(Referral referral, ReferralActor actor, CompleteReferralCommand request, CancellationToken ct)
    {
        var completed = referral.Complete(request.Outcome, request.Note, request.Answer.ToAnswer(), actor);
        var refused = completed.IsSuccess && ReferralRules.IsDelivered(request.Outcome) ? await programmes.UndeliveredAsync(referral, ct) : completed.Error;
        if (refused is not null)
        {
            return refused;
        }

        await programmes.EndAsync(referral, $"The referral ended: {Words.Of(request.Outcome).ToLowerInvariant()}.", ct);
        tasks.TellSender(referral);
        return Result.Success;
    }
}
