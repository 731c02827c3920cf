using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Schools;

public static class SchoolErrors
{
    public static readonly Error UrnTaken = new("urn-taken", ErrorKind.Conflict, "Another school of the trust has this URN.");

    public static readonly Error LaEstabTaken = new("la-estab-taken", ErrorKind.Conflict, "Another school of the trust has this LAESTAB.");
}
