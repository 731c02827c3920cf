using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training;

/// <summary>
/// Whether somebody was trained for what they did, on the day on which they did it: neither training that has run out
/// since nor training that came later changes the answer. The table of acts is <see cref="TrainingPolicy.NeededFor"/>.
/// </summary>
public sealed class CompetenceGate(IAppDbContext db, IPolicies policies)
{
    /// <summary>Whether this person may do the act on that day.</summary>
    /// <param name="school">Where: its policy of that day says what the act needs.</param>
    /// <param name="more">What the occasion needs beyond the act, such as what an order asks for.</param>
    public async Task<bool> MayAsync(
        TrainedAct act, StaffId staff, SchoolId school, IReadOnlyCollection<TrainingType> more, DateOnly on, CancellationToken ct) =>
        await IsCompetentAsync(staff, [.. await NeededAsync(act, school, on, ct), .. more], on, ct);

    /// <summary>What the act needed at the school on that day.</summary>
    public async Task<IReadOnlyList<TrainingType>> NeededAsync(TrainedAct act, SchoolId school, DateOnly on, CancellationToken ct) =>
        (await policies.OnAsync<TrainingPolicy>(school, on, ct)).NeededFor(act);

    /// <summary>Whether all of these were in date on that day; one query.</summary>
    public async Task<bool> IsCompetentAsync(StaffId staff, IReadOnlyCollection<TrainingType> types, DateOnly on, CancellationToken ct)
    {
        TrainingType[] needed = [.. types.Distinct()];
        return needed.Length == 0
            || await InDate(needed, on).Where(r => r.StaffId == staff).Select(r => r.Type).Distinct().CountAsync(ct) == needed.Length;
    }

    /// <summary>Records of these types that count on that day, for lists of people: join, or group by person.</summary>
    public IQueryable<TrainingRecord> InDate(IReadOnlyCollection<TrainingType> types, DateOnly on)
    {
        TrainingType[] wanted = [.. types];
        return db.Set<TrainingRecord>().AsNoTracking().Where(r => wanted.Contains(r.Type)).Where(CountsOn(on));
    }

    /// <summary>Booked and cancelled have no day of completion, so that neither counts on any day.</summary>
    private static Expression<Func<TrainingRecord, bool>> CountsOn(DateOnly on) => r =>
        r.CompletedOn <= on && (r.ExpiresOn == null || on <= r.ExpiresOn) && (r.RevokedOn == null || on < r.RevokedOn);
}
