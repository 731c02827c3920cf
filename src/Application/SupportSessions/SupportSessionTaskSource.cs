using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportSessions;

internal sealed class SupportSessionTaskSource(IAppDbContext db, SupportSessionAccess access) : ITaskSourceKind
{
    public string Kind => SupportSessionRules.TaskSourceKind;

    public string Path => "/v1/support-sessions";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var session = new SupportSessionId(id);
        return await (withinReach ? access.Reachable() : db.Set<SupportSession>()).AsNoTracking().SingleOrDefaultAsync(s => s.Id == session, ct);
    }
}
