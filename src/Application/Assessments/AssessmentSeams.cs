using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Assessments;

internal sealed class AssessmentTaskSource(IAppDbContext db, AssessmentAccess access) : ITaskSourceKind
{
    public string Kind => AssessmentRules.Kind;

    public string Path => "/v1/assessments";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var assessment = new AssessmentId(id);
        return await (withinReach ? access.Readable() : db.Set<Assessment>()).AsNoTracking().SingleOrDefaultAsync(a => a.Id == assessment, ct);
    }
}

/// <summary>A pupil's assessments in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class AssessmentChronology(AssessmentAccess access, InstrumentCatalogue instruments) : IChronologySource
{
    public string Kind => AssessmentRules.Kind;

    public Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var reached = access.Readable();
        return Task.FromResult<Expression<Func<ChronologyEntry, bool>>>(e => reached.Any(a => (Guid)(object)a.Id == e.RecordId));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        AssessmentId[] ids = [.. records.Select(id => new AssessmentId(id))];
        var rows = await access.Readable().AsNoTracking().Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.Instrument, a.NormVersion, a.Status, a.Purpose, a.Total, a.TotalBand })
            .ToListAsync(ct);
        var known = await instruments.AllAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r =>
            {
                var instrument = known.FirstOrDefault(i => i.Code == r.Instrument && i.NormVersion == r.NormVersion);
                var title = $"{instrument?.Title ?? r.Instrument}, {Words.Of(r.Purpose).ToLowerInvariant()}, {Words.Of(r.Status).ToLowerInvariant()}";
                return new ChronologyText(title, Total(instrument, r.Total, r.TotalBand), $"/v1/assessments/{r.Id.Value}");
            });
    }

    /// <summary><c>Total difficulties 18: high</c>.</summary>
    private static string? Total(Instrument? instrument, decimal? total, string? band) => (instrument?.Total, total) switch
    {
        ({ } scale, { } score) => string.Create(CultureInfo.InvariantCulture, $"{scale.Title} {score:0.###}{Band(scale, band)}"),
        _ => null,
    };

    private static string Band(InstrumentScale scale, string? band) =>
        scale.Bands.FirstOrDefault(b => b.Code == band) is { } named ? $": {named.Title.ToLowerInvariant()}" : "";
}
