using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Referrals;

public readonly record struct ReferralId(Guid Value) : ITypedId<ReferralId>
{
    public static ReferralId From(Guid value) => new(value);
}
