using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>
/// Who reaches which stock: a pupil's by whom the pupil's, the school's own at the schools of the permission. What is kept
/// on a pupil's confidential consent is there for those only who may read that consent. It is changed at its school.
/// </summary>
internal sealed class MedicineStockAccess(IAppDbContext db, PupilScope pupils, Confidences confidences, ICaller caller)
{
    public IQueryable<MedicineStock> Readable()
    {
        var reach = caller.ReachOf(MedicineStocksRead);
        var (everywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        var reached = pupils.For(MedicineStocksRead);
        var stocks = db.Set<MedicineStock>().Where(s => everywhere || (s.PupilId == null ? schools.Contains(s.SchoolId) : reached.Any(p => p.Id == s.PupilId)));
        return confidences.Known(stocks, s => !s.IsConfidential, s => s.PupilId);
    }

    public bool MayReceiveAt(SchoolId school) => caller.ReachOf(MedicineStocksReceive).Includes(school);

    public bool MayWriteAt(SchoolId school) => caller.ReachOf(MedicineStocksWrite).Includes(school);
}
