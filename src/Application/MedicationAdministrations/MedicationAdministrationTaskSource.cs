using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicationAdministrations;

internal sealed class MedicationAdministrationTaskSource(IAppDbContext db, MedicationAdministrationAccess access) : ITaskSourceKind
{
    public string Kind => MedicationAdministrationRules.Kind;

    public string Path => "/v1/medication-administrations";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var dose = new MedicationAdministrationId(id);
        return await (withinReach ? access.Readable() : db.Set<MedicationAdministration>()).AsNoTracking().SingleOrDefaultAsync(d => d.Id == dose, ct);
    }
}
