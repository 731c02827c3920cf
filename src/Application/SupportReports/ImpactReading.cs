using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Vulnerabilities;

namespace PupilSupport.Application.SupportReports;

/// <summary>The lines of one kind of support at one school.</summary>
internal sealed record ImpactLines(SchoolId SchoolId, SupportProgrammeKind Kind, IReadOnlyList<ImpactRow> Rows);

/// <summary>Reads what ended programmes began and ended with, as counts; a fixed number of questions, however many there are.</summary>
internal sealed class ImpactReading(IAppDbContext db, InstrumentCatalogue instruments)
{
    /// <param name="kind">One kind; all when null.</param>
    /// <param name="from">The lines that share a day with these.</param>
    public async Task<IReadOnlyList<ImpactLines>> OfAsync(IReadOnlyList<ReportedSchool> schools, SupportProgrammeKind? kind, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var known = (await instruments.AllAsync(ct)).ToDictionary(i => (i.Code, i.NormVersion));
        var places = Places(Ended(schools, kind, from, to));
        var counts = await CountsAsync(places, ct);
        var scores = await ScoresAsync(places, [.. known.Values.Where(i => i.Total is null).Select(i => i.Code)], ct);
        return
        [
            .. counts.GroupBy(c => (c.School, c.Kind)).OrderBy(g => g.Key.Kind).Select(g => new ImpactLines(
                g.Key.School,
                g.Key.Kind,
                [.. ImpactReporting.Rows(Source(g, scores[g.Key]), s => known[(s.Instrument, s.NormVersion)]).Where(r => r.FirstDay <= to && r.LastDay >= from)])),
        ];
    }

    private static ImpactSource Source(IEnumerable<CountedPlaces> counts, IEnumerable<MeasuredScores> scores) =>
        new([.. counts.Select(c => c.Places)], [.. counts.Select(c => c.Total).OfType<MeasuredScores>(), .. scores]);

    /// <summary>The programmes that started, and ended in one of the academic years of those days.</summary>
    public IQueryable<SupportProgramme> Ended(IReadOnlyList<ReportedSchool> schools, SupportProgrammeKind? kind, DateOnly from, DateOnly to)
    {
        SchoolId[] ids = [.. schools.Select(s => s.Id)];
        var (first, last) = (AcademicYear.Containing(from).FirstDay, AcademicYear.Containing(to).LastDay);
        var ended = db.Set<SupportProgramme>().AsNoTracking()
            .Where(p => ids.Contains(p.SchoolId) && p.StartedOn != null && p.EndedOn >= first && p.EndedOn <= last);
        return kind is { } one ? ended.Where(p => p.Kind == one) : ended;
    }

    /// <summary>Each pupil's place in them, with the measures that count and compare.</summary>
    private IQueryable<Place> Places(IQueryable<SupportProgramme> programmes)
    {
        var counting = db.Set<Assessment>().Where(a => a.Status == AssessmentStatus.Submitted || a.Status == AssessmentStatus.Moderated || a.Status == AssessmentStatus.Locked);
        var statuses = db.Set<VulnerabilityStatus>().Where(s => s.VoidedAt == null);
        return from programme in programmes
               from member in programme.Pupils.Where(m => m.JoinedOn != null)
               join pupil in db.Set<Pupil>() on member.PupilId equals pupil.Id
               from end in counting.Where(a => (Guid)(object)a.Id == member.EndAssessmentId).DefaultIfEmpty()
               from start in counting.Where(a => (Guid)(object)a.Id == member.StartAssessmentId
                   && a.Instrument == end.Instrument && a.NormVersion == end.NormVersion && a.Respondent == end.Respondent).DefaultIfEmpty()
               select new Place
               {
                   SchoolId = programme.SchoolId,
                   PupilId = member.PupilId,
                   Kind = programme.Kind,
                   EndedOn = programme.EndedOn!.Value,
                   IsBrokenOff = programme.Status == SupportProgrammeStatus.Withdrawn,
                   IsSen = pupil.SenProvision == SenProvision.SenSupport || pupil.SenProvision == SenProvision.EducationHealthAndCarePlan,
                   IsLookedAfter = statuses.Any(s => s.PupilId == member.PupilId && s.Kind == VulnerabilityKind.LookedAfter
                       && s.StartsOn <= programme.EndedOn && (s.EndsOn == null || s.EndsOn >= programme.EndedOn)),
                   HasPupilPremium = statuses.Any(s => s.PupilId == member.PupilId && s.Kind == VulnerabilityKind.PupilPremium
                       && s.StartsOn <= programme.EndedOn && (s.EndsOn == null || s.EndsOn >= programme.EndedOn)),
                   Start = start,
                   End = end,
               };
    }

    private static async Task<List<CountedPlaces>> CountsAsync(IQueryable<Place> places, CancellationToken ct)
    {
        var rows = await places
            .Select(p => new
            {
                p.SchoolId,
                p.PupilId,
                p.Kind,
                p.EndedOn,
                p.IsBrokenOff,
                p.IsSen,
                p.IsLookedAfter,
                p.HasPupilPremium,
                Instrument = p.Start == null ? null : p.Start.Instrument,
                NormVersion = p.Start == null ? null : p.Start.NormVersion,
                Respondent = p.Start == null ? (AssessmentRespondent?)null : p.Start.Respondent,
                Before = p.Start == null ? null : p.Start.Total,
                After = p.Start == null ? null : p.End!.Total,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.GroupBy(p => p with { PupilId = default }, p => p.PupilId).Select(g =>
            {
                var (key, term) = (g.Key, SchoolTerm.Containing(g.Key.EndedOn));
                var groups = new PupilGroups(key.IsSen, key.IsLookedAfter, key.HasPupilPremium);
                var series = key.Instrument is null ? null : new MeasureSeries(key.Instrument, key.NormVersion!, key.Respondent!.Value);
                PupilId[] pupils = [.. g];
                return new CountedPlaces(
                    key.SchoolId, key.Kind, new EndedPlaces(term, groups, key.IsBrokenOff, series, pupils),
                    key is { Before: { } before, After: { } after } ? new MeasuredScores(term, groups, series!, Instrument.TotalCode, before, after, pupils) : null);
            }),
        ];
    }

    /// <summary>The scores of instruments that have no total.</summary>
    private static async Task<ILookup<(SchoolId, SupportProgrammeKind), MeasuredScores>> ScoresAsync(IQueryable<Place> places, string[] untotalled, CancellationToken ct)
    {
        var rows = await places
            .Where(p => p.Start != null && untotalled.Contains(p.Start.Instrument))
            .SelectMany(p => p.End!.Scores.Where(s => s.Score != null), (p, after) => new
            {
                p.SchoolId,
                p.PupilId,
                p.Kind,
                p.EndedOn,
                p.IsSen,
                p.IsLookedAfter,
                p.HasPupilPremium,
                p.Start!.Instrument,
                p.Start.NormVersion,
                p.Start.Respondent,
                after.Scale,
                Before = p.Start.Scores.Where(s => s.Scale == after.Scale).Select(s => s.Score).FirstOrDefault(),
                After = after.Score!.Value,
            })
            .Where(s => s.Before != null)
            .ToListAsync(ct);
        return rows.GroupBy(s => s with { PupilId = default }, s => s.PupilId).ToLookup(r => (r.Key.SchoolId, r.Key.Kind), r => new MeasuredScores(
            SchoolTerm.Containing(r.Key.EndedOn), new PupilGroups(r.Key.IsSen, r.Key.IsLookedAfter, r.Key.HasPupilPremium),
            new MeasureSeries(r.Key.Instrument, r.Key.NormVersion, r.Key.Respondent), r.Key.Scale, r.Key.Before!.Value, r.Key.After, [.. r]));
    }

    private sealed record CountedPlaces(SchoolId School, SupportProgrammeKind Kind, EndedPlaces Places, MeasuredScores? Total);

    private sealed class Place
    {
        public required SchoolId SchoolId { get; init; }
        public required PupilId PupilId { get; init; }
        public required SupportProgrammeKind Kind { get; init; }
        public required DateOnly EndedOn { get; init; }
        public required bool IsBrokenOff { get; init; }
        public required bool IsSen { get; init; }
        public required bool IsLookedAfter { get; init; }
        public required bool HasPupilPremium { get; init; }

        /// <summary>Null unless there is an end that compares with it.</summary>
        public required Assessment? Start { get; init; }
        public required Assessment? End { get; init; }
    }
}
