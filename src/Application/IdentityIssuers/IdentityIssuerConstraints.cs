using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.IdentityIssuers;

internal sealed class IdentityIssuerConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["identity_issuers_url"] = IdentityIssuerErrors.Taken,
        ["staff_identities_subject"] = IdentityIssuerErrors.IdentityTaken,
    };
}
