using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.StaffIdentities.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.StaffIdentities.Commands;

[Requires(Permissions.AccessWrite), Audited("staff_identity.link")]
public sealed record LinkStaffIdentityCommand(Guid IssuerId, string Subject, Guid StaffId) : ICommand<StaffIdentityDto>;

internal sealed class LinkStaffIdentityHandler(IAppDbContext db, ICaller caller, AccessScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<LinkStaffIdentityCommand, StaffIdentityDto>
{
    public async Task<Result<StaffIdentityDto>> Handle(LinkStaffIdentityCommand request, CancellationToken cancellationToken)
    {
        var (issuer, staff) = (new IdentityIssuerId(request.IssuerId), new StaffId(request.StaffId));
        if (!await scope.Issuers(Permissions.AccessWrite).AnyAsync(i => i.Id == issuer && i.DisabledAt == null, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/issuerId");
        }

        if (!await db.Set<StaffMember>().AnyAsync(s => s.Id == staff, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/staffId");
        }

        var identity = StaffIdentity.Link(caller.TrustId, issuer, request.Subject, staff, clock.GetUtcNow());
        db.Set<StaffIdentity>().Add(identity);
        return answers.Map<StaffIdentityDto>(identity);
    }
}
