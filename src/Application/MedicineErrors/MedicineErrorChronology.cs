using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>A pupil's reports in the chronology, as a list of them would show them to the caller.</summary>
internal sealed class MedicineErrorChronology(IAppDbContext db, PupilScope pupils, MedicineErrorAccess access, ICaller caller) : IChronologySource
{
    public string Kind => MedicineErrorRules.Kind;

    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var (all, hidden) = (await pupils.IncludesAsync(pupil.Value, MedicineErrorsReadAll, ct), await access.HiddenOfAsync(pupil, ct));
        var reach = caller.ReachOf(MedicineErrorsRead);
        var (anywhere, schools, me) = (reach.WholeTrust, reach.Schools.ToArray(), caller.StaffId?.Value ?? Guid.Empty);
        return e => !hidden.Contains(e.RecordId) && (all || ((anywhere || schools.Contains(e.SchoolId)) && e.Owners.Contains(me)));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        MedicineErrorId[] ids = [.. records.Select(id => new MedicineErrorId(id))];
        var errors = await db.Set<MedicineError>().AsNoTracking().Where(e => ids.Contains(e.Id))
            .Select(e => new { e.Id, e.Kind, e.IsNearMiss, e.Status, e.Description })
            .ToListAsync(ct);
        return errors.ToDictionary(e => e.Id.Value, e => new ChronologyText(Title(e.Kind, e.IsNearMiss, e.Status), e.Description, $"/v1/medicine-errors/{e.Id.Value}"));
    }

    /// <summary><c>Medicine error: wrong dose, under review</c>.</summary>
    private static string Title(MedicineErrorKind kind, bool isNearMiss, MedicineErrorStatus status) =>
        $"Medicine {(isNearMiss ? "near miss" : "error")}: {Words.Of(kind).ToLowerInvariant()}, {Words.Of(status).ToLowerInvariant()}";
}
