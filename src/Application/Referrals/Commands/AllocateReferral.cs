using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Staff;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Says who gives the support of a referral.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.allocate")]
public sealed record AllocateReferralCommand(Guid Id, int Version, Guid PractitionerId) : ICommand<ReferralDto>;

internal sealed class AllocateReferralHandler(ReferralLoading loading, ReferralAccess access, ReferralProgrammes programmes, ReferralTasks tasks) : ICommandHandler<AllocateReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(AllocateReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.Allocate, (referral, actor) => AllocateAsync(referral, actor, new(request.PractitionerId), cancellationToken), cancellationToken);

    private async Task<Result> AllocateAsync(Referral referral, ReferralActor actor, StaffId practitioner, CancellationToken ct)
    {
        var works = access.PractitionerRefusal(referral, practitioner) is { } unfit ? unfit : await programmes.WorksAsync(referral, practitioner, ct);
        var allocated = works.IsSuccess ? referral.Allocate(practitioner, actor) : works;
        var given = allocated.IsSuccess ? await programmes.AllocateAsync(referral, practitioner, ct) : allocated;
        if (given.IsSuccess)
        {
            tasks.TellPractitioner(referral, practitioner);
        }

        return given;
    }
}
