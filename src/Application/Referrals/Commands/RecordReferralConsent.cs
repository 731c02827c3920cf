using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Records what was said about consent to a referral.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.record_consent")]
public sealed record RecordReferralConsentCommand(Guid Id, int Version, ReferralConsentInput Consent) : ICommand<ReferralDto>;

internal sealed class RecordReferralConsentHandler(ReferralLoading loading, ReferralReferences references, ReferralTasks tasks)
    : ICommandHandler<RecordReferralConsentCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(RecordReferralConsentCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.RecordConsent, (referral, actor) => RecordAsync(referral, actor, request.Consent, cancellationToken), cancellationToken);

    private async Task<Result> RecordAsync(Referral referral, ReferralActor actor, ReferralConsentInput told, CancellationToken ct)
    {
        if (await references.ConsentRefusalAsync(told, referral.PupilId, "", ct) is { } unknown)
        {
            return unknown;
        }

        var recorded = referral.RecordConsent(told.ToConsent(actor.Now), actor);
        if (recorded.IsSuccess && referral.SubmittedAt is not null && told.State is ReferralConsentState.Refused or ReferralConsentState.Withdrawn)
        {
            await tasks.AskAboutConsentAsync(referral, await loading.DayAsync(referral.SchoolId, ct), ct);
        }

        return recorded;
    }
}
