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
internal sealed class TermDelivery(IAppDbContext db, Delivery delivery)
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
            var pupils = await PupilsAsync(ids, term, ct);
            told.AddRange(ids.Select(id => (id, Publish(term, programmes[id].Aggregate(ProgrammeDelivery.None, (a, b) => a + b), pupils.GetValueOrDefault(id)))));
        }

        return told.ToLookup(t => t.School, t => t.Term);
    }

    /// <summary>How many pupils the sessions of a term were for.</summary>
    private Task<Dictionary<SchoolId, int>> PupilsAsync(SchoolId[] ids, SchoolTerm term, CancellationToken ct) => db.Set<SupportSession>().AsNoTracking()
        .Where(s => s.ProgrammeId != null && ids.Contains(s.SchoolId) && s.Status != SupportSessionStatus.Voided && s.Status != SupportSessionStatus.Cancelled)
        .OnDays(s => s.StartsAt, term.FirstDay, term.LastDay)
        .SelectMany(s => s.Participants, (s, p) => new { s.SchoolId, p.PupilId })
        .Distinct().GroupBy(p => p.SchoolId).Select(g => new { g.Key, Count = g.Count() })
        .ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    private static OverviewTermDto Publish(SchoolTerm term, ProgrammeDelivery sum, int pupils)
    {
        var isShown = !SmallCounts.IsSmall(pupils);
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
