using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>
/// Who reaches which doses: those of the pupils whom the permission reaches. What rests on a pupil's own confidential
/// consent is there for those alone who may know of such consents.
/// </summary>
internal sealed class MedicationAdministrationAccess(IAppDbContext db, PupilScope pupils, MedicineAccess medicines, Confidences confidences, ICaller caller)
{
    public IQueryable<MedicationAdministration> Readable()
    {
        var doses = db.Set<MedicationAdministration>().AsQueryable();
        if (!caller.PupilReachOf(MedicationAdministrationsRead).WholeTrust)
        {
            var reached = pupils.For(MedicationAdministrationsRead);
            doses = doses.Where(d => reached.Any(p => p.Id == d.PupilId));
        }

        return Discreetly(doses);
    }

    /// <summary>Also what the caller has recorded, with or without leave to read: for a change of one record.</summary>
    public IQueryable<MedicationAdministration> Reachable()
    {
        var (me, reached) = (caller.StaffId, pupils.For(MedicationAdministrationsRead));
        return Discreetly(db.Set<MedicationAdministration>().Where(d => (me != null && d.GivenById == me) || reached.Any(p => p.Id == d.PupilId)));
    }

    /// <summary>The orders whose doses the caller can record or ask about: those of the schools where the caller works with medicine.</summary>
    public IQueryable<MedicationOrder> Orders()
    {
        var (anywhere, schools) = RecordingReach();
        return confidences.Known(db.Set<MedicationOrder>().Where(o => anywhere || schools.Contains(o.SchoolId)), o => !o.IsConfidential, o => o.PupilId);
    }

    /// <summary>The orders whose doses the caller may read.</summary>
    public IQueryable<MedicationOrder> ReadableOrders() => medicines.Orders(MedicationAdministrationsRead);

    /// <summary>The batches of those schools.</summary>
    public IQueryable<MedicineStock> Stocks()
    {
        var (anywhere, schools) = RecordingReach();
        return confidences.Known(db.Set<MedicineStock>().Where(s => anywhere || schools.Contains(s.SchoolId)), s => !s.IsConfidential, s => s.PupilId);
    }

    /// <summary>Whether the caller gives medicine at the school; for a rescue medicine whoever may record one is enough.</summary>
    public bool MayRecordAt(SchoolId school, bool isRescue) =>
        caller.ReachOf(MedicationAdministrationsGive).Includes(school) || (isRescue && caller.ReachOf(MedicationAdministrationsRecord).Includes(school));

    public bool MayWitnessAt(SchoolId school) => caller.ReachOf(MedicationAdministrationsWitness).Includes(school);

    /// <summary>Whoever gives medicine there, and whoever recorded it.</summary>
    public bool MayCorrect(SchoolId school, StaffId? recordedBy) =>
        caller.ReachOf(MedicationAdministrationsGive).Includes(school) || (caller.StaffId is { } me && recordedBy == me);

    // Whoever gives medicine may also record a rescue.
    private (bool Anywhere, SchoolId[] Schools) RecordingReach()
    {
        var reach = caller.ReachOf(MedicationAdministrationsRecord);
        return (reach.WholeTrust, [.. reach.Schools]);
    }

    private IQueryable<MedicationAdministration> Discreetly(IQueryable<MedicationAdministration> doses) =>
        confidences.Known(doses, d => !d.IsConfidential, d => d.PupilId);
}
