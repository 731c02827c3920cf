using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Medicines;

/// <summary>
/// Who reaches whose consents and orders: those of the pupils whom the permission reaches. What rests on a pupil's own
/// confidential consent exists only for those who also reach the pupil by the permission for that. Lists, reads, actions,
/// counts, files, tasks and the chronology all ask here.
/// </summary>
internal sealed class MedicineAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
{
    public IQueryable<MedicineConsent> Consents(string permission)
    {
        var (reached, confidential) = (Reached(permission), Confidential());
        return db.Set<MedicineConsent>().Where(c =>
            reached.Any(p => p.Id == c.PupilId) && (!c.IsConfidential || confidential.Any(p => p.Id == c.PupilId)));
    }

    public IQueryable<MedicationOrder> Orders(string permission)
    {
        var (reached, confidential) = (Reached(permission), Confidential());
        return db.Set<MedicationOrder>().Where(o =>
            reached.Any(p => p.Id == o.PupilId) && (!o.IsConfidential || confidential.Any(p => p.Id == o.PupilId)));
    }

    /// <summary>Whether the caller may learn of what is confidential about this pupil.</summary>
    public Task<bool> SeesConfidentialAsync(PupilId pupil, CancellationToken ct) => Confidential().AnyAsync(p => p.Id == pupil, ct);

    public bool MayAt(string permission, SchoolId school) => caller.ReachOf(permission).Includes(school);

    private IQueryable<Pupil> Reached(string permission) => pupils.For(permission);

    private IQueryable<Pupil> Confidential() => pupils.For(Permissions.MedicineConsentsReadConfidential);
}
