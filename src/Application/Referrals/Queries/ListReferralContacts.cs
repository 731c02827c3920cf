using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals.Queries;

/// <summary>Every attempt to reach somebody about a referral.</summary>
[Requires(Permissions.ReferralsRead), Audited("referral.list_contacts")]
public sealed record ListReferralContactsQuery(Guid Id) : IQuery<ReferralContactListDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (ReferralRules.Kind, Id);
}

internal sealed class ListReferralContactsHandler(ReferralAccess access, ICaller caller) : IQueryHandler<ListReferralContactsQuery, ReferralContactListDto>
{
    public async Task<Result<ReferralContactListDto>> Handle(ListReferralContactsQuery request, CancellationToken cancellationToken)
    {
        var id = new ReferralId(request.Id);
        var referral = await access.Readable().AsNoTracking().Include(r => r.Contacts).SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (referral is null)
        {
            return CommonErrors.NotFound;
        }

        var contacts = access.ReadsWhole(referral) ? referral.Contacts : referral.Contacts.Where(c => c.RecordedById is null || c.RecordedById == caller.StaffId);
        return new ReferralContactListDto([.. contacts.OrderByDescending(c => c.Number).Select(c => new ReferralContactDto(c))]);
    }
}
