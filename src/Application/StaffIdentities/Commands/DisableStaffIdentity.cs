using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.StaffIdentities.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.StaffIdentities.Commands;

[Requires(Permissions.AccessWrite), Audited("staff_identity.disable")]
public sealed record DisableStaffIdentityCommand(Guid Id, int ExpectedVersion, string? Reason) : ICommand<StaffIdentityDto>, IReasoned;

internal sealed class DisableStaffIdentityHandler(AccessScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<DisableStaffIdentityCommand, StaffIdentityDto>
{
    public async Task<Result<StaffIdentityDto>> Handle(DisableStaffIdentityCommand request, CancellationToken cancellationToken)
    {
        var id = new StaffIdentityId(request.Id);
        if (await scope.Identities(Permissions.AccessWrite).SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } identity)
        {
            return CommonErrors.NotFound;
        }

        if (identity.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        return identity.Disable(clock.GetUtcNow()).Error is { } refused ? refused : answers.Map<StaffIdentityDto>(identity);
    }
}
