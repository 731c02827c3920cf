using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>
/// Who reaches which doses: those of the pupils whom the permission reaches. What rests on a pupil's own confidential
/// consent is there for those alone who may know of such consents.
/// </summary>
internal sealed class MedicationAdministrationAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
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

    /// <summary>The ids of a pupil's doses of which the caller must not learn.</summary>
    public async Task<Guid[]> HiddenOfAsync(PupilId pupil, CancellationToken ct)
    {
        var confidential = db.Set<MedicationAdministration>().AsNoTracking().Where(d => d.PupilId == pupil && d.IsConfidential);
        var known = Discreetly(confidential).Select(d => d.Id);
        return [.. (await confidential.Where(d => !known.Contains(d.Id)).Select(d => d.Id).ToListAsync(ct)).Select(id => id.Value)];
    }

    /// <summary>Whether the caller gives medicine at the school; for a rescue medicine whoever may record one is enough.</summary>
    public bool MayRecordAt(SchoolId school, bool isRescue) =>
        caller.ReachOf(MedicationAdministrationsGive).Includes(school) || (isRescue && caller.ReachOf(MedicationAdministrationsRecord).Includes(school));

    public bool MayRecordAnyAt(SchoolId school) => caller.ReachOf(MedicationAdministrationsRecord).Includes(school);

    public bool MayWitnessAt(SchoolId school) => caller.ReachOf(MedicationAdministrationsWitness).Includes(school);

    /// <summary>Whoever gives medicine there, and whoever recorded it.</summary>
    public bool MayCorrect(MedicationAdministration dose) =>
        caller.ReachOf(MedicationAdministrationsGive).Includes(dose.SchoolId) || (caller.StaffId is { } me && dose.GivenById == me);

    private IQueryable<MedicationAdministration> Discreetly(IQueryable<MedicationAdministration> doses)
    {
        var reach = caller.PupilReachOf(MedicineConsentsReadConfidential);
        if (reach.WholeTrust)
        {
            return doses;
        }

        var confidants = pupils.For(MedicineConsentsReadConfidential);
        return doses.Where(d => !d.IsConfidential || confidants.Any(p => p.Id == d.PupilId));
    }
}
