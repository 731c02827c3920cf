using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Access;

public readonly record struct ApiClientId(Guid Value) : ITypedId<ApiClientId>
{
    public static ApiClientId From(Guid value) => new(value);
}

public readonly record struct IdentityIssuerId(Guid Value) : ITypedId<IdentityIssuerId>
{
    public static IdentityIssuerId From(Guid value) => new(value);
}

public readonly record struct StaffIdentityId(Guid Value) : ITypedId<StaffIdentityId>
{
    public static StaffIdentityId From(Guid value) => new(value);
}

public readonly record struct RoleGrantId(Guid Value) : ITypedId<RoleGrantId>
{
    public static RoleGrantId From(Guid value) => new(value);
}
