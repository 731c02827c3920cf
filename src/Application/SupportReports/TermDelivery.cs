using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportReports;

/// <summary>What the programmes of schools planned and delivered in each term; a fixed number of questions, however many terms and programmes there are.</summary>
internal sealed class TermDelivery(IAppDbContext db, Delivery delivery, TimeProvider clock)
{
    /// <param name="schools">Of which it tells.</param>
    /// <param name="terms">One after the other.</param>
    public async Task<ILookup<SchoolId, OverviewTermDto>> OfAsync(IReadOnlyList<ReportedSchool> schools, IReadOnlyList<SchoolTerm> terms, CancellationToken ct)
    {
        SchoolId[] ids = [.. schools.Select(s => s.Id)];
        if (terms.Count == 0)
        {
            return Array.Empty<SchoolId>().ToLookup(id => id, _ => default(OverviewTermDto)!);
        }

        var (first, last) = (terms[0].FirstDay, terms[^1].LastDay);
        var running = db.Set<SupportProgramme>().AsNoTracking().Where(p => ids.Contains(p.SchoolId) && p.StartedOn <= last && (p.EndedOn == null || p.EndedOn >= first));
        var each = await delivery.ByTermAsync(running, terms, ct);
        var programmes = (await running.Select(p => new { p.Id, p.SchoolId, p.StartedOn, p.EndedOn }).ToListAsync(ct)).ToLookup(p => p.SchoolId);
        var few = await FewAsync(ids, terms, ct);
        return (from id in ids
                from term in terms
                let parts = programmes[id].Where(p => p.StartedOn <= term.LastDay && (p.EndedOn is null || p.EndedOn >= term.FirstDay)).SelectMany(p => each[(p.Id, term)])
                select (Id: id, Told: Publish(term, parts.Aggregate(ProgrammeDelivery.None, (x, y) => x + y), isShown: !few.Contains((id, term))))).ToLookup(t => t.Id, t => t.Told);
    }

    /// <summary>
    /// Schools and terms where sessions of some kind of support, as far as they were due, were for few pupils of those whose programmes ended in one
    /// term, or of those whose programmes have not ended. The sum over all kinds less what the impact report tells of the others would be theirs.
    /// </summary>
    private async Task<HashSet<(SchoolId School, SchoolTerm Term)>> FewAsync(SchoolId[] ids, IReadOnlyList<SchoolTerm> terms, CancellationToken ct)
    {
        var (now, starts) = (clock.GetUtcNow(), Delivery.StartsOf(terms));
        var had = await db.Set<SupportSession>().AsNoTracking()
            .Where(s => s.ProgrammeId != null && ids.Contains(s.SchoolId) && s.StartsAt <= now && s.Status != SupportSessionStatus.Voided && s.Status != SupportSessionStatus.Cancelled)
            .OnDays(s => s.StartsAt, terms[0].FirstDay, terms[^1].LastDay)
            .Select(s => new { s.SchoolId, ProgrammeId = s.ProgrammeId!.Value, Period = starts.Count(b => b <= s.StartsAt), s.Participants })
            .SelectMany(s => s.Participants, (s, p) => new { s.SchoolId, s.ProgrammeId, s.Period, p.PupilId })
            .Join(db.Set<SupportProgramme>(), s => s.ProgrammeId, p => p.Id, (s, p) => new { s.SchoolId, s.Period, p.Kind, p.EndedOn, s.PupilId })
            .Distinct().ToListAsync(ct);
        return [.. Few(had.Select(h => new Had(h.SchoolId, terms[h.Period - 1], h.Kind, h.EndedOn, h.PupilId)))];
    }

    internal static IEnumerable<(SchoolId School, SchoolTerm Term)> Few(IEnumerable<Had> had) => had
        .GroupBy(h => (h.School, h.Term, h.Kind, Ended: h.EndedOn is { } day ? SchoolTerm.Containing(day) : (SchoolTerm?)null), h => h.Pupil)
        .Where(SmallCounts.AreFew).Select(g => (g.Key.School, g.Key.Term)).Distinct();

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

    /// <summary>A pupil who had sessions of a kind of support in a term.</summary>
    /// <param name="EndedOn">When that programme ended.</param>
    internal sealed record Had(SchoolId School, SchoolTerm Term, SupportProgrammeKind Kind, DateOnly? EndedOn, PupilId Pupil);
}
