using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Supervision;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Supervision;

/// <summary>Somebody who gives ELSA at a school on a day.</summary>
internal sealed record ElsaWork(StaffId Practitioner, SchoolId School, DateOnly On);

/// <summary>
/// Whether those who give ELSA have had supervision within half a term, by the policy of the school and the day. It only warns. Asked of
/// any number of people at once, with the same few questions; of nobody, with none.
/// </summary>
internal sealed class ElsaSupervision(IAppDbContext db, IPolicies policies, SchoolCalendars calendars, TimeProvider clock)
{
    /// <summary>Longer ago than any policy reaches.</summary>
    private const int YearsBack = 2;

    public DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    /// <summary>Of what lies ahead, today's answer: there is still time.</summary>
    public ElsaWork Work(Guid practitioner, Guid school, DateOnly on) => new(new(practitioner), new(school), on > Today ? Today : on);

    public async Task<IReadOnlySet<ElsaWork>> OverdueAsync(IEnumerable<ElsaWork> work, CancellationToken ct)
    {
        ElsaWork[] asked = [.. work.Distinct()];
        if (asked.Length == 0)
        {
            return new HashSet<ElsaWork>();
        }

        var held = await HeldAsync([.. asked.Select(w => w.Practitioner).Distinct()], asked.Min(w => w.On).AddYears(-YearsBack), ct);
        await calendars.LoadAsync([.. asked.Select(w => w.School).Distinct()], ct);
        var all = await policies.AllAsync<SupportProgrammePolicy>(ct);
        var overdue = new HashSet<ElsaWork>();
        foreach (var one in asked)
        {
            var calendar = await calendars.AroundAsync(one.School, one.On, ct);
            if (SupervisionRules.IsOverdue(held[one.Practitioner], one.On, calendar, all.On(one.School, one.On).SupervisionSchoolDays))
            {
                overdue.Add(one);
            }
        }

        return overdue;
    }

    /// <summary>Whether what took place on a day of the past counts at a school still.</summary>
    public async Task<bool> CoversAsync(DateOnly past, SchoolId school, CancellationToken ct)
    {
        var policy = await policies.OnAsync<SupportProgrammePolicy>(school, Today, ct);
        return SupervisionRules.Covers(past, Today, await calendars.AroundAsync(school, Today, ct), policy.SupervisionSchoolDays);
    }

    /// <summary>What to warn of when any of this work is without supervision.</summary>
    public async Task<IReadOnlyList<SupportWarning>> WarningsAsync(IEnumerable<ElsaWork> work, CancellationToken ct) =>
        Warnings((await OverdueAsync(work, ct)).Count > 0);

    public static IReadOnlyList<SupportWarning> Warnings(bool isOverdue) => isOverdue ? [SupportWarning.SupervisionOverdue] : [];

    private async Task<ILookup<StaffId, DateOnly>> HeldAsync(StaffId[] people, DateOnly since, CancellationToken ct)
    {
        var rows = await db.Set<SupervisionRecord>().AsNoTracking()
            .Where(r => r.Kind == SupervisionKind.Elsa && r.VoidedAt == null && r.HeldOn >= since)
            .SelectMany(r => r.Supervisees.Where(s => people.Contains(s.StaffId)).Select(s => new { s.StaffId, r.HeldOn }))
            .ToListAsync(ct);
        return rows.ToLookup(r => r.StaffId, r => r.HeldOn);
    }
}
