using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Agencies.Commands;

/// <summary>Adds an entry to the directory.</summary>
/// <param name="SchoolId">Whose own addition it is; null for the whole trust.</param>
[Requires(Permissions.AgenciesWrite), Audited("agency.add")]
public sealed record AddAgencyCommand(Guid? SchoolId, AgencyContent Agency) : ICommand<AgencyDto>;

internal sealed class AddAgencyHandler(IAppDbContext db, AgencyScope scope, AgencyAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<AddAgencyCommand, AgencyDto>
{
    public async Task<Result<AgencyDto>> Handle(AddAgencyCommand request, CancellationToken cancellationToken)
    {
        SchoolId? school = request.SchoolId is { } given ? new SchoolId(given) : null;
        if (school is { } of && !(scope.MayWrite(of) && await db.Set<School>().AnyAsync(s => s.Id == of, cancellationToken)))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var verifyBy = await answers.VerifyByAsync(school, cancellationToken);
        var agency = Agency.Add(caller.TrustId, school, request.Agency, verifyBy, caller.StaffId, clock.GetUtcNow());
        if (!agency.IsSuccess)
        {
            return agency.Error;
        }

        db.Set<Agency>().Add(agency.Value);
        return answers.Of(agency.Value);
    }
}
