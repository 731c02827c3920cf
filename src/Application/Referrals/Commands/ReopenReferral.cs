using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Begins a referral that follows on from one that is over.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.reopen")]
public sealed record ReopenReferralCommand(Guid Id, int Version) : ICommand<ReferralDto>;

internal sealed class ReopenReferralHandler(IAppDbContext db, ReferralLoading loading, ReferralReferences references, ReferralAnswers answers)
    : ICommandHandler<ReopenReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(ReopenReferralCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<ReferralDto>(request.Id, request.Version, ReferralAction.Reopen, (referral, actor) => ReopenAsync(referral, actor, cancellationToken), cancellationToken);

    private async Task<Result<ReferralDto>> ReopenAsync(Referral referral, ReferralActor actor, CancellationToken ct)
    {
        var recipientWorks = await references.StaffRefusalAsync(referral.RecipientId, referral.SchoolId, "/recipientId", ct) is null;
        var next = referral.Reopen(actor.Me!.Value, recipientWorks, actor.Now);
        if (!next.IsSuccess)
        {
            return next.Error;
        }

        db.Set<Referral>().Add(next.Value);
        return await answers.OfAsync(next.Value, ct);
    }
}
