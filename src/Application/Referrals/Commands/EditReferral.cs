using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Changes the draft of a referral.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.edit")]
public sealed record EditReferralCommand(Guid Id, int Version, IPatch<ReferralEdit> Patch) : ICommand<ReferralDto>;

internal sealed class EditReferralHandler(ReferralLoading loading, ReferralAccess access, ReferralReferences references) : ICommandHandler<EditReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(EditReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, ReferralAction.Edit, (referral, _) => EditAsync(referral, request.Patch, cancellationToken), cancellationToken);

    private async Task<Result> EditAsync(Referral referral, IPatch<ReferralEdit> patch, CancellationToken ct)
    {
        var edit = patch.ApplyTo(ReferralEdit.Of(referral));
        if (!edit.IsSuccess)
        {
            return edit.Error;
        }

        var plan = edit.Value.ToPlan();
        var refused = await references.RefusalAsync(plan, referral.Direction, referral.PupilId, referral.SchoolId, ct)
            ?? await access.ClashAsync(referral.PupilId, plan, referral.RecordedById, referral.Id, ct);
        return refused is not null ? refused : referral.Edit(plan);
    }
}
