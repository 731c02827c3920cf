using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportReports;

/// <summary>What the programmes of schools planned and delivered in each term; some questions for each term, however many programmes there are.</summary>
internal sealed class TermDelivery(IAppDbContext db, Delivery delivery, TimeProvider clock)
{
    public async Task<ILookup<SchoolId, OverviewTermDto>> OfAsync(IReadOnlyList<ReportedSchool> schools, IEnumerable<SchoolTerm> terms, CancellationToken ct)
    {
        SchoolId[] ids = [.. schools.Select(s => s.Id)];
        var told = new List<(SchoolId School, OverviewTermDto Term)>();
        foreach (var term in terms)
        {
            var running = db.Set<SupportProgramme>().AsNoTracking().Where(p => ids.Contains(p.SchoolId) && p.StartedOn <= term.LastDay && (p.EndedOn == null || p.EndedOn >= term.FirstDay));
            var each = await delivery.OfAsync(running, term.FirstDay, term.LastDay, ct);
            var programmes = (await running.Select(p => new { p.Id, p.SchoolId }).ToListAsync(ct)).ToLookup(p => p.SchoolId, p => each.GetValueOrDefault(p.Id, ProgrammeDelivery.None));
            var few = await FewAsync(ids, term, ct);
            told.AddRange(ids.Select(id => (id, Publish(term, programmes[id].Aggregate(ProgrammeDelivery.None, (a, b) => a + b), isShown: !few.Contains(id)))));
        }

        return told.ToLookup(t => t.School, t => t.Term);
    }

    /// <summary>
    /// Schools where sessions of some kind of support, as far as they were due, were for few pupils. The sum over all kinds less what the
    /// impact report tells of the others would be theirs.
    /// </summary>
    private async Task<HashSet<SchoolId>> FewAsync(SchoolId[] ids, SchoolTerm term, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var counts = await db.Set<SupportSession>().AsNoTracking()
            .Where(s => s.ProgrammeId != null && ids.Contains(s.SchoolId) && s.StartsAt <= now && s.Status != SupportSessionStatus.Voided && s.Status != SupportSessionStatus.Cancelled)
            .OnDays(s => s.StartsAt, term.FirstDay, term.LastDay)
            .SelectMany(s => s.Participants, (s, p) => new { s.SchoolId, ProgrammeId = s.ProgrammeId!.Value, p.PupilId })
            .Join(db.Set<SupportProgramme>(), s => s.ProgrammeId, p => p.Id, (s, p) => new { s.SchoolId, p.Kind, s.PupilId })
            .Distinct().GroupBy(p => new { p.SchoolId, p.Kind }).Select(g => new { g.Key.SchoolId, Count = g.Count() })
            .ToListAsync(ct);
        return [.. counts.Where(c => SmallCounts.IsSmall(c.Count)).Select(c => c.SchoolId)];
    }

    private static OverviewTermDto Publish(SchoolTerm term, ProgrammeDelivery sum, bool isShown)
    {
        return new OverviewTermDto
        {
            AcademicYear = term.Year.Label,
            Term = term.Name,
            From = term.FirstDay,
            To = term.LastDay,
            PlannedSessions = isShown ? sum.Planned : null,
            DeliveredSessions = isShown ? sum.Delivered : null,
            DeliveredMinutes = isShown ? sum.DeliveredMinutes : null,
            AdherencePercent = isShown ? ImpactDelivery.Whole(100L * sum.Delivered, sum.Planned) : null,
            CatchUpOwed = isShown ? sum.Owed : null,
        };
    }
}
