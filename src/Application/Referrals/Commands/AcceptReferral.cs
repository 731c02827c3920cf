using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Staff;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Accepts a referral; within the school its programme begins to wait in the same transaction.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.accept")]
public sealed record AcceptReferralCommand(Guid Id, int Version, Guid? PractitionerId, ReferralAnswerInput Answer) : ICommand<ReferralDto>;

internal sealed class AcceptReferralHandler(ReferralLoading loading, ReferralAccess access, ReferralProgrammes programmes, ReferralTasks tasks) : ICommandHandler<AcceptReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(AcceptReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, ReferralAction.Accept, (referral, actor) => AcceptAsync(referral, actor, request, cancellationToken), cancellationToken);

    private async Task<Result> AcceptAsync(Referral referral, ReferralActor actor, AcceptReferralCommand request, CancellationToken ct)
    {
        StaffId? practitioner = request.PractitionerId is { } id ? new StaffId(id) : null;
        var works = access.PractitionerRefusal(referral, practitioner) is { } unfit ? unfit : await programmes.WorksAsync(referral, practitioner, ct);
        var accepted = works.IsSuccess ? referral.Accept(practitioner, request.Answer.ToAnswer(), actor) : works;
        var begun = accepted.IsSuccess ? await programmes.BeginAsync(referral, await loading.DayAsync(referral.SchoolId, ct), ct) : accepted;
        if (!begun.IsSuccess)
        {
            return begun;
        }

        tasks.TellSender(referral);
        if (practitioner is { } given)
        {
            tasks.TellPractitioner(referral, given);
        }

        return Result.Success;
    }
}
