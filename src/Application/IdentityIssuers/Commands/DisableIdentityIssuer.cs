using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.IdentityIssuers.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.IdentityIssuers.Commands;

[Requires(Permissions.AccessWrite), Audited("identity_issuer.disable")]
public sealed record DisableIdentityIssuerCommand(Guid Id, int ExpectedVersion, string? Reason) : ICommand<IdentityIssuerDto>, IReasoned;

internal sealed class DisableIdentityIssuerHandler(AccessScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<DisableIdentityIssuerCommand, IdentityIssuerDto>
{
    public async Task<Result<IdentityIssuerDto>> Handle(DisableIdentityIssuerCommand request, CancellationToken cancellationToken)
    {
        var id = new IdentityIssuerId(request.Id);
        if (await scope.Issuers(Permissions.AccessWrite).SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } issuer)
        {
            return CommonErrors.NotFound;
        }

        if (issuer.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        return issuer.Disable(clock.GetUtcNow()).Error is { } refused ? refused : answers.Map<IdentityIssuerDto>(issuer);
    }
}
