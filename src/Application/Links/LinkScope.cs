using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Links;

namespace PupilSupport.Application.Links;

/// <summary>The links of the caller's schools.</summary>
internal sealed class LinkScope(IAppDbContext db, ICaller caller)
{
    public IQueryable<PurposeLink> For(string permission)
    {
        var reach = caller.ReachOf(permission);
        var (everywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return db.Set<PurposeLink>().Where(l => everywhere || schools.Contains(l.SchoolId));
    }
}
