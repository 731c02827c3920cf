using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Me.Queries;

[Requires(Permissions.MeRead)]
public sealed record GetMeQuery : IQuery<MeDto>;

internal sealed class GetMeHandler(ICaller caller, IAppDbContext db) : IQueryHandler<GetMeQuery, MeDto>
{
    public async Task<Result<MeDto>> Handle(GetMeQuery request, CancellationToken cancellationToken)
    {
        var schools = db.Set<School>().AsNoTracking();
        if (!caller.Schools.WholeTrust)
        {
            var reached = caller.Schools.Schools.ToList();
            schools = schools.Where(s => reached.Contains(s.Id));
        }

        var named = await schools
            .OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Take(MeDto.MaxSchools)
            .Select(s => new MySchoolDto(s.Id.Value, s.Name))
            .ToListAsync(cancellationToken);
        return new MeDto(caller.TrustId.Value, caller.StaffId?.Value, named, [.. caller.Roles], [.. caller.Permissions]);
    }
}

/// <summary>Who the token stands for and what it may do today.</summary>
/// <param name="TrustId">The trust.</param>
/// <param name="StaffId">The member of staff who acts; null for a machine client.</param>
/// <param name="Schools">The schools where the caller holds a role, by name; every school for a role of the whole trust. At most 500.</param>
/// <param name="Roles">The roles held today, at one school or more.</param>
/// <param name="Permissions">What the roles allow and the token's scopes include.</param>
public sealed record MeDto(
    Guid TrustId,
    Guid? StaffId,
    [property: Items(MeDto.MaxSchools)] IReadOnlyList<MySchoolDto> Schools,
    [property: Items(50)] IReadOnlyList<Role> Roles,
    [property: Items(500, Text = 100)] IReadOnlyList<string> Permissions)
{
    public const int MaxSchools = 500;
}

/// <summary>A school where the caller holds a role.</summary>
/// <param name="Id">The school's id.</param>
/// <param name="Name">Its name.</param>
public sealed record MySchoolDto(Guid Id, [property: Text(School.NameMax)] string Name);
