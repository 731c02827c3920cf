using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Access;

public static class IdentityIssuerErrors
{
    public static readonly Error Disabled = new("issuer-disabled", ErrorKind.Conflict, "The issuer is disabled.");

    public static readonly Error Taken = new("issuer-taken", ErrorKind.Conflict, "The issuer is registered already; an issuer belongs to one trust.");

    public static readonly Error NotHttps = new("issuer-not-https", ErrorKind.Rule, "The issuer must be an https URL without user, query or fragment.");

    public static readonly Error IdentityDisabled = new("identity-disabled", ErrorKind.Conflict, "The identity is disabled.");

    public static readonly Error IdentityTaken = new("identity-taken", ErrorKind.Conflict, "The subject of this issuer already stands for a member of staff.");
}
