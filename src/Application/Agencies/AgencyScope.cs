using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Agencies;

/// <summary>
/// Who sees which agencies: those of the whole trust everybody who reads the directory, a school's own additions whoever reads it there.
/// </summary>
internal sealed class AgencyScope(IAppDbContext db, ICaller caller)
{
    public IQueryable<Agency> Readable() => Within(AgenciesRead);

    /// <summary>By what agencies are found, also those that the caller does not see.</summary>
    public IQueryable<AgencyTerm> Terms => db.Set<AgencyTerm>();

    /// <summary>Whether the caller reads the directory as that school sees it.</summary>
    public bool Reaches(SchoolId school) => caller.ReachOf(AgenciesRead).Includes(school);

    /// <summary>An agency that a new record of the school may name: active, and seen at the school. The caller sees it too.</summary>
    public async Task<Result<Agency>> NameAsync(Guid id, SchoolId school, string pointer, CancellationToken ct)
    {
        var agency = await Readable().WithId<Agency, AgencyId>(id).AsNoTracking().SingleOrDefaultAsync(a => a.SchoolId == null || a.SchoolId == school, ct);
        return agency switch
        {
            null => Common.CommonErrors.UnknownReference.At(pointer),
            { Status: not AgencyStatus.Active } => AgencyErrors.NotActive.At(pointer),
            _ => agency,
        };
    }

    /// <summary>Whether the caller may write what is of that school, or of the whole trust: whoever keeps the directory at any school does.</summary>
    public bool MayWrite(SchoolId? school) => school is { } only ? caller.ReachOf(AgenciesWrite).Includes(only) : caller.Has(AgenciesWrite);

    private IQueryable<Agency> Within(string permission)
    {
        var reach = caller.ReachOf(permission);
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return db.Set<Agency>().Where(a => anywhere || a.SchoolId == null || schools.Contains(a.SchoolId.Value));
    }
}

internal sealed class AgencyTaskSource(IAppDbContext db, AgencyScope scope) : TaskSourceOf<Agency, AgencyId>(db, scope.Readable)
{
    public override string Kind => AgencyRules.Kind;

    public override string Path => "/v1/agencies";
}
