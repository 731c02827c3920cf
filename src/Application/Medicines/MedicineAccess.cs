using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Medicines;

/// <summary>
/// Who reaches whose consents and orders: those of the pupils whom the permission reaches. What rests on a pupil's own
/// confidential consent exists only for those who also reach the pupil by the permission for that. Lists, reads, actions,
/// counts, files, tasks and the chronology all ask here.
/// </summary>
internal sealed class MedicineAccess(IAppDbContext db, PupilScope pupils, Confidences confidences, ICaller caller, TimeProvider clock)
{
    public IQueryable<MedicineConsent> Consents(string permission)
    {
        var reached = pupils.For(permission);
        return confidences.Known(db.Set<MedicineConsent>().Where(c => reached.Any(p => p.Id == c.PupilId)), c => !c.IsConfidential, c => c.PupilId);
    }

    public IQueryable<MedicationOrder> Orders(string permission)
    {
        var reached = pupils.For(permission);
        return confidences.Known(db.Set<MedicationOrder>().Where(o => reached.Any(p => p.Id == o.PupilId)), o => !o.IsConfidential, o => o.PupilId);
    }

    /// <summary>Whether the caller may learn of what is confidential about this pupil.</summary>
    public Task<bool> SeesConfidentialAsync(PupilId pupil, CancellationToken ct) => confidences.Pupils.AnyAsync(p => p.Id == pupil, ct);

    public bool MayAt(string permission, SchoolId school) => caller.ReachOf(permission).Includes(school);

    /// <summary>Who acts: these acts need a person, so a machine is refused.</summary>
    public Result<StaffId> Person() => caller.StaffId is { } staff ? staff : CommonErrors.InsufficientScope;

    /// <summary>The school at which something is recorded of the pupil: the pupil's main one if the caller acts there, else another that the pupil attends.</summary>
    /// <returns>Null when the caller acts at none of them.</returns>
    public SchoolId? SchoolOf(Pupil pupil, string permission)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return pupil.Enrolments.Where(e => e.StatusOn(today) != EnrolmentStatus.Ended).Select(e => e.SchoolId).Prepend(pupil.SchoolId)
            .Select(s => (SchoolId?)s).FirstOrDefault(s => MayAt(permission, s!.Value));
    }
}
