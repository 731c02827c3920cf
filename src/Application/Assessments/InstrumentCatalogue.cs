using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;

namespace PupilSupport.Application.Assessments;

/// <summary>All instruments that a trust has: those that come with the service, and its own.</summary>
public sealed class InstrumentCatalogue(IAppDbContext db)
{
    private IReadOnlyList<Instrument>? _all;

    /// <summary>The service's first, then the trust's own by code and version; read once per request.</summary>
    public async Task<IReadOnlyList<Instrument>> AllAsync(CancellationToken ct)
    {
        if (_all is null)
        {
            var own = await db.Set<AssessmentInstrument>().AsNoTracking().OrderBy(i => i.Code).ThenBy(i => i.NormVersion).ToListAsync(ct);
            _all = [.. BuiltInInstruments.All, .. own.Select(i => i.ToInstrument())];
        }

        return _all;
    }

    /// <summary>Whether new assessments can be made with an instrument of that code, in whatever version.</summary>
    public async Task<bool> HasAsync(string code, CancellationToken ct) => BuiltInInstruments.Knows(code) || (await AllAsync(ct)).Any(i => i.Code == code && i.IsOpen);

    /// <summary>Null when there is none.</summary>
    public async Task<Instrument?> FindAsync(string code, string normVersion, CancellationToken ct) =>
        BuiltInInstruments.Find(code, normVersion) ?? (await AllAsync(ct)).FirstOrDefault(i => i.Code == code && i.NormVersion == normVersion);
}
