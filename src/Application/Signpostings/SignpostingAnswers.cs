using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Signpostings.Dtos;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Signpostings;

namespace PupilSupport.Application.Signpostings;

/// <summary>Signpostings as this caller sees them, with the agency that is meant by now and what the caller may do next; and the way of every change.</summary>
internal sealed class SignpostingAnswers(IAppDbContext db, SignpostingAccess access, IAnswers answers)
{
    public async Task<SignpostingDto> OfAsync(Signposting signposting, CancellationToken ct) =>
        (await OfReadAsync([answers.Map<SignpostingDto>(signposting)], ct))[0];

    public async Task<IReadOnlyList<SignpostingDto>> OfReadAsync(IReadOnlyList<SignpostingDto> signpostings, CancellationToken ct)
    {
        var meant = signpostings.Count == 0 ? [] : await MeantAsync([.. signpostings.Select(s => new AgencyId(s.AgencyId)).Distinct()], ct);
        var reached = await access.ReachedAsync(signpostings.Select(s => s.PupilId), ct);
        return [.. signpostings.Select(s => s with
        {
            CurrentAgencyId = meant.GetValueOrDefault(s.AgencyId)?.Id ?? s.AgencyId,
            AgencyName = meant.GetValueOrDefault(s.AgencyId)?.Name ?? "",
            AllowedActions = [.. Signposting.AllowedActions(s.Status).Where(a => access.May(a, new SchoolId(s.SchoolId), s.RecordedById, reached.Contains(s.PupilId)))],
        })];
    }

    public async Task<Result<SignpostingDto>> ChangeAsync(Guid id, int version, SignpostingAction action, Func<Signposting, Result> change, CancellationToken ct)
    {
        var signposting = await access.Readable().WithId<Signposting, SignpostingId>(id).SingleOrDefaultAsync(ct);
        var reached = signposting is null ? [] : await access.ReachedAsync([signposting.PupilId.Value], ct);
        var refused = signposting switch
        {
            null => CommonErrors.NotFound,
            _ when !access.May(action, signposting.SchoolId, signposting.RecordedById?.Value, reached.Count > 0) => CommonErrors.InsufficientScope,
            _ => signposting.Check(version).Error ?? change(signposting).Error,
        };
        return refused is null ? await OfAsync(signposting!, ct) : refused;
    }

    /// <summary>Which entries of the directory are meant by now.</summary>
    private async Task<Dictionary<Guid, NamedDto>> MeantAsync(AgencyId[] agencies, CancellationToken ct)
    {
        var rows = await db.Set<Agency>().AsNoTracking().Where(a => agencies.Contains(a.Id))
            .Select(a => new { a.Id, Into = db.Set<Agency>().Where(m => m.Id == a.MergedIntoId).Select(m => new { m.Id, m.Name }).FirstOrDefault(), a.Name })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.Id.Value, r => r.Into is { } into ? new NamedDto(into.Id.Value, into.Name) : new NamedDto(r.Id.Value, r.Name));
    }
}
