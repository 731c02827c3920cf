using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools;

/// <summary>The schools that the caller reaches by a permission.</summary>
public sealed class SchoolScope(IAppDbContext db, ICaller caller)
{
    public IQueryable<School> For(string permission)
    {
        var reach = caller.ReachOf(permission);
        var schools = reach.Schools.ToArray();
        return reach.WholeTrust ? db.Set<School>() : db.Set<School>().Where(s => schools.Contains(s.Id));
    }

    /// <summary>Null when there is none within reach.</summary>
    public Task<School?> LoadAsync(Guid id, string permission, CancellationToken ct)
    {
        var school = new SchoolId(id);
        return For(permission).SingleOrDefaultAsync(s => s.Id == school, ct);
    }

    public Task<bool> IncludesAsync(Guid id, string permission, CancellationToken ct)
    {
        var school = new SchoolId(id);
        return For(permission).AnyAsync(s => s.Id == school, ct);
    }
}
