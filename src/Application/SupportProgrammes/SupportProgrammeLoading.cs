using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>Loads a programme to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class SupportProgrammeLoading(SupportProgrammeAccess access, IRowLocks locks, SupportProgrammePlanning planning, SupportProgrammeAnswers answers)
{
    /// <summary>The programme, its row held until the command ends: sessions that serve it hold it too, so each comes before or after the change.</summary>
    public async Task<Result<SupportProgramme>> LoadAsync(Guid id, int version, SupportProgrammeAction action, CancellationToken ct)
    {
        var programmeId = new SupportProgrammeId(id);
        if (await access.Readable().AnyAsync(p => p.Id == programmeId, ct))
        {
            await locks.LockAsync<SupportProgramme>(id, ct);
        }

        var programme = await access.Readable()
            .Include(p => p.Pupils)
            .Include(p => p.Allocations)
            .SingleOrDefaultAsync(p => p.Id == programmeId, ct);
        return programme switch
        {
            null => CommonErrors.NotFound,
            _ when !access.May(action, programme.SchoolId, programme.PractitionerId, programme.ProposedById) => CommonErrors.InsufficientScope,
            _ when programme.Check(version).Error is { } stale => stale,
            _ => programme,
        };
    }

    /// <summary>Loads, does the one thing, and answers with the whole programme.</summary>
    public async Task<Result<SupportProgrammeDto>> ChangeAsync(
        Guid id, int version, SupportProgrammeAction action, Func<SupportProgramme, Task<Result>> change, CancellationToken ct)
    {
        var programme = await LoadAsync(id, version, action, ct);
        if (!programme.IsSuccess)
        {
            return programme.Error;
        }

        var changed = await change(programme.Value);
        return changed.IsSuccess ? await answers.OfAsync(programme.Value, ct) : changed.Error;
    }

    /// <summary>The same for what needs no more than the day.</summary>
    public Task<Result<SupportProgrammeDto>> ChangeAsync(
        Guid id, int version, SupportProgrammeAction action, Func<SupportProgramme, DateOnly, Result> change, CancellationToken ct) =>
        ChangeAsync(id, version, action, programme => Task.FromResult(change(programme, planning.Today)), ct);
}
