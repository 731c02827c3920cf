using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Asks the sending side of a referral.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.request_information")]
public sealed record RequestReferralInformationCommand(Guid Id, int Version, string Question, ReferralAnswerInput Answer) : ICommand<ReferralDto>;

internal sealed class RequestReferralInformationHandler(ReferralLoading loading, ReferralTasks tasks) : ICommandHandler<RequestReferralInformationCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(RequestReferralInformationCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.RequestInformation, (referral, actor) => AskAsync(referral, actor, request, cancellationToken), cancellationToken);

    private async Task<Result> AskAsync(Referral referral, ReferralActor actor, RequestReferralInformationCommand request, CancellationToken ct)
    {
        var asked = referral.RequestInformation(request.Question, request.Answer.ToAnswer(), actor);
        if (asked.IsSuccess)
        {
            await tasks.AskSenderAsync(referral, await loading.DayAsync(referral.SchoolId, ct), ct);
        }

        return asked;
    }
}
