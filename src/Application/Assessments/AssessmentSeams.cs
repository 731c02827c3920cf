using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Assessments;

internal sealed class AssessmentTaskSource(IAppDbContext db, AssessmentAccess access)
    : TaskSourceOf<Assessment, AssessmentId>(db, access.Readable)
{
    public override string Kind => AssessmentRules.Kind;

    public override string Path => "/v1/assessments";
}

/// <summary>A pupil's assessments in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class AssessmentChronology(AssessmentAccess access, InstrumentCatalogue instruments)
    : ChronologySourceOf<Assessment, AssessmentId>(access.Readable, AssessmentRules.Kind)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<Assessment> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records
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
