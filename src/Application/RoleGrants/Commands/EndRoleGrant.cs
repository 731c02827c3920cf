using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.RoleGrants.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.RoleGrants.Commands;

[Requires(Permissions.AccessWrite), Audited("role_grant.end")]
public sealed record EndRoleGrantCommand(Guid Id, int ExpectedVersion, DateOnly EndsOn, string? Reason) : ICommand<RoleGrantDto>, IReasoned;

internal sealed class EndRoleGrantHandler(AccessScope scope, IAnswers answers, TimeProvider clock) : ICommandHandler<EndRoleGrantCommand, RoleGrantDto>
{
    public async Task<Result<RoleGrantDto>> Handle(EndRoleGrantCommand request, CancellationToken cancellationToken)
    {
        var id = new RoleGrantId(request.Id);
        if (await scope.Grants(Permissions.AccessWrite).SingleOrDefaultAsync(g => g.Id == id, cancellationToken) is not { } grant)
        {
            return CommonErrors.NotFound;
        }

        if (grant.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var ended = grant.End(request.EndsOn, LondonTime.DateOf(clock.GetUtcNow()));
        return ended.IsSuccess ? answers.Map<RoleGrantDto>(grant) : ended.Error;
    }
}
