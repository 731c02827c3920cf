using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Referrals.Commands;

/// <summary>Begins a referral.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.draft")]
public sealed record DraftReferralCommand : ReferralEdit, ICommand<ReferralDto>
{
    [SetsRequiredMembers]
    public DraftReferralCommand(Guid schoolId, Guid pupilId, ReferralDirection direction, ReferralConsentInput? consent, ReferralEdit plan) : base(plan) =>
        (SchoolId, PupilId, Direction, Consent) = (schoolId, pupilId, direction, consent);

    public Guid SchoolId { get; }
    public Guid PupilId { get; }
    public ReferralDirection Direction { get; }
    public ReferralConsentInput? Consent { get; }
}

internal sealed class DraftReferralHandler(IAppDbContext db, ReferralAccess access, ReferralReferences references, ReferralAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<DraftReferralCommand, ReferralDto>
{
    public async Task<Result<ReferralDto>> Handle(DraftReferralCommand request, CancellationToken cancellationToken)
    {
        if (caller.StaffId is not { } me)
        {
            return CommonErrors.InsufficientScope;
        }

        var (school, pupil, plan) = (new SchoolId(request.SchoolId), new PupilId(request.PupilId), request.ToPlan());
        var now = clock.GetUtcNow();
        var consent = request.Consent?.ToConsent(now);
        var refused = await RefusalAsync(school, pupil, cancellationToken)
            ?? await references.RefusalAsync(plan, request.Direction, pupil, school, cancellationToken)
            ?? await references.ConsentRefusalAsync(request.Consent, pupil, "/consent", cancellationToken)
            ?? await access.ClashAsync(pupil, plan, me, null, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var referral = Referral.Create(caller.TrustId, school, pupil, request.Direction, plan, consent, me, now);
        if (!referral.IsSuccess)
        {
            return referral.Error;
        }

        db.Set<Referral>().Add(referral.Value);
        return await answers.OfAsync(referral.Value, cancellationToken);
    }

    private async Task<Error?> RefusalAsync(SchoolId school, PupilId pupil, CancellationToken ct) =>
        !access.MayAt(Permissions.ReferralsWrite, school) ? CommonErrors.UnknownReference.At("/schoolId")
        : !await access.PupilsToRefer(school).AnyAsync(p => p == pupil, ct) ? CommonErrors.UnknownReference.At("/pupilId")
        : await references.EnrolmentRefusalAsync(pupil, school, ct);
}
