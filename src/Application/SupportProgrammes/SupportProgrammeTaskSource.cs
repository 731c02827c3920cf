using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportProgrammes;

internal sealed class SupportProgrammeTaskSource(IAppDbContext db, SupportProgrammeAccess access) : ITaskSourceKind
{
    public string Kind => SupportProgrammeRules.Kind;

    public string Path => "/v1/support-programmes";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var programme = new SupportProgrammeId(id);
        return await (withinReach ? access.Readable() : db.Set<SupportProgramme>()).AsNoTracking().SingleOrDefaultAsync(p => p.Id == programme, ct);
    }
}
