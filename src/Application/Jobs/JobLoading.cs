using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Jobs;

namespace PupilSupport.Application.Jobs;

internal static class JobLoading
{
    /// <summary>The jobs that the caller may know of: its own, and for a trust administrator the trust's.</summary>
    public static IQueryable<Job> JobsOf(this IAppDbContext db, ICaller caller)
    {
        var (client, subject) = (caller.ClientId, caller.Subject);
        var isAdministrator = caller.Roles.Contains(Role.TrustAdministrator);
        return db.Set<Job>().Where(j => isAdministrator || (j.Schedule == null && j.ClientId == client && j.Subject == subject));
    }
}
