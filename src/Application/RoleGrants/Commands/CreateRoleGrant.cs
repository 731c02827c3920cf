using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.RoleGrants.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.RoleGrants.Commands;

[Requires(Permissions.AccessWrite), Audited("role_grant.create")]
public sealed record CreateRoleGrantCommand(
    Guid? StaffId, Guid? ApiClientId, Role Role, Guid? SchoolId, int? YearGroupFrom, int? YearGroupTo, DateOnly StartsOn, DateOnly? EndsOn)
    : ICommand<RoleGrantDto>;

internal sealed class CreateRoleGrantHandler(IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<CreateRoleGrantCommand, RoleGrantDto>
{
    public async Task<Result<RoleGrantDto>> Handle(CreateRoleGrantCommand request, CancellationToken cancellationToken)
    {
        var grantee = await GranteeAsync(request, cancellationToken);
        if (!grantee.IsSuccess)
        {
            return grantee.Error;
        }

        SchoolId? school = request.SchoolId is { } id ? new(id) : null;
        if (!await ReachesAsync(school, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var years = request is { YearGroupFrom: { } from, YearGroupTo: { } to } ? new YearGroupSpan(from, to) : null;
        var grant = RoleGrant.Create(
            caller.TrustId, grantee.Value, request.Role, school, years, request.StartsOn, request.EndsOn, clock.GetUtcNow());
        if (!grant.IsSuccess)
        {
            return grant.Error;
        }

        db.Set<RoleGrant>().Add(grant.Value);
        return answers.Map<RoleGrantDto>(grant.Value);
    }

    private async Task<Result<Grantee>> GranteeAsync(CreateRoleGrantCommand request, CancellationToken ct)
    {
        switch (request.StaffId, request.ApiClientId)
        {
            case ({ } id, null):
                var staff = new StaffId(id);
                return staff == caller.StaffId ? RoleGrantErrors.ToOneself
                    : await db.Set<StaffMember>().AnyAsync(s => s.Id == staff, ct) ? Grantee.Staff(staff)
                    : CommonErrors.UnknownReference.At("/staffId");
            case (null, { } id):
                var client = new ApiClientId(id);
                return await db.Set<ApiClient>().AnyAsync(c => c.Id == client && c.Kind == ApiClientKind.Machine, ct)
                    ? Grantee.Client(client)
                    : CommonErrors.UnknownReference.At("/apiClientId");
            default:
                return RoleGrantErrors.OneGrantee;
        }
    }

    private async Task<bool> ReachesAsync(SchoolId? school, CancellationToken ct)
    {
        var reach = caller.ReachOf(Permissions.AccessWrite);
        return school is { } id
            ? reach.Includes(id) && await db.Set<School>().AnyAsync(s => s.Id == id, ct)
            : reach.WholeTrust;
    }
}
