using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals.Queries;

[Requires(Permissions.ReferralsRead), Audited("referral.read")]
public sealed record GetReferralQuery(Guid Id) : IQuery<ReferralDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (ReferralRules.Kind, Id);
}

internal sealed class GetReferralHandler(ReferralLoading loading, ReferralAccess access, ReferralAnswers answers) : IQueryHandler<GetReferralQuery, ReferralDto>
{
    public async Task<Result<ReferralDto>> Handle(GetReferralQuery request, CancellationToken cancellationToken)
    {
        var referral = await loading.WholeAsync(access.Readable(), new ReferralId(request.Id), cancellationToken);
        return referral is null ? CommonErrors.NotFound : await answers.OfReadAsync(referral, cancellationToken);
    }
}
