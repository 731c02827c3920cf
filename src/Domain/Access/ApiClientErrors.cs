using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Access;

public static class ApiClientErrors
{
    public static readonly Error Disabled = new("client-disabled", ErrorKind.Conflict, "The client is disabled.");

    public static readonly Error TooManyKeys = new("client-too-many-keys", ErrorKind.Rule, "A client has at most four public keys.");

    public static readonly Error DuplicateKey = new("client-key-duplicate", ErrorKind.Conflict, "The client already has a key with this kid.");

    public static readonly Error UnknownScope = new("client-scope-unknown", ErrorKind.Rule, "A scope is not one that the service knows.");

    public static readonly Error KeyNotUsable = new("client-key-not-usable", ErrorKind.Rule, "The key must be a public P-256 or RSA key of at least 2048 bits, for signatures.");
}
