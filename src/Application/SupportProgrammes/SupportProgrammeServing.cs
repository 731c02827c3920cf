using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>A programme whose row is held until the command ends.</summary>
/// <param name="Programme">With its pupils; for reading only.</param>
/// <param name="Taken">How many sessions take a place in it.</param>
internal sealed record HeldProgramme(SupportProgramme Programme, int Taken);

/// <summary>
/// Judges sessions that are to serve a programme. The programme's row is held from here on, so that of two rivals for the last place the
/// second sees the first, and no session slips in beside a pause or an end.
/// </summary>
internal sealed class SupportProgrammeServing(IAppDbContext db, SupportProgrammeAccess access, SupportSessionAccess sessionAccess, IRowLocks locks, IPolicies policies)
{
    /// <summary>Holds the programme and counts its sessions: one question, however many sessions are to be judged.</summary>
    /// <param name="instead">The session that is revised or replaced: it takes no place, and its programme need not be within reach.</param>
    public async Task<Result<HeldProgramme>> HoldAsync(SupportProgrammeId id, SchoolId school, SupportSession? instead, CancellationToken ct)
    {
        await locks.LockWithNextQueryAsync<SupportProgramme>(id.Value, ct);
        var (programme, except) = ((SupportProgrammeId?)id, instead?.Id);
        var within = instead?.ProgrammeId == id ? db.Set<SupportProgramme>() : access.Readable();
        var held = await within.AsNoTracking().Include(p => p.Pupils)
            .Where(p => p.Id == id && p.SchoolId == school)
            .Select(p => new
            {
                Programme = p,
                Taken = db.Set<SupportSession>().Count(s => s.ProgrammeId == programme && (except == null || s.Id != except)
                    && (s.Status == SupportSessionStatus.Scheduled || s.Status == SupportSessionStatus.InProgress || s.Status == SupportSessionStatus.Completed)),
            })
            .SingleOrDefaultAsync(ct);
        return held is null ? CommonErrors.UnknownReference.At("/programmeId") : new HeldProgramme(held.Programme, held.Taken);
    }

    /// <summary>The same for many programmes at once, those that the caller reaches; for a mere question nothing is held.</summary>
    /// <remarks>Whoever locks rooms too does it after this: so two never wait for each other.</remarks>
    /// <param name="instead">Sessions that serve them and move: they take no place, and their programmes need not be within reach.</param>
    public async Task<IReadOnlyDictionary<SupportProgrammeId, HeldProgramme>> HoldAllAsync(
        IReadOnlyCollection<SupportProgrammeId> ids, IReadOnlyCollection<SupportSession> instead, bool isQuestion, CancellationToken ct)
    {
        if (!isQuestion)
        {
            await locks.LockAllAsync<SupportProgramme>([.. ids.Select(id => id.Value)], ct);
        }

        var (wanted, except) = (ids.ToArray(), instead.Select(s => s.Id).ToArray());
        var within = except.Length == 0 ? access.Readable() : db.Set<SupportProgramme>();
        var held = await within.AsNoTracking().Include(p => p.Pupils)
            .Where(p => wanted.Contains(p.Id))
            .Select(p => new
            {
                Programme = p,
                Taken = db.Set<SupportSession>().Count(s => s.ProgrammeId == p.Id && !except.Contains(s.Id)
                    && (s.Status == SupportSessionStatus.Scheduled || s.Status == SupportSessionStatus.InProgress || s.Status == SupportSessionStatus.Completed)),
            })
            .ToListAsync(ct);
        return held.ToDictionary(h => h.Programme.Id, h => new HeldProgramme(h.Programme, h.Taken));
    }

    /// <summary>Whether the programme's sessions are the caller's to plan: of whoever plans only the own it is the caller's now, whoever had or proposed it.</summary>
    public bool MayPlan(SupportProgramme programme) =>
        sessionAccess.MayWrite(programme.SchoolId, programme.PractitionerId is { } practitioner ? [practitioner] : []);

    /// <summary>Why each of these sessions cannot serve it, in their order; null where one can.</summary>
    public async Task<IReadOnlyList<Error?>> RefusalsAsync(HeldProgramme held, IReadOnlyList<ServingSession> sessions, CancellationToken ct)
    {
        var (programme, taken) = held;
        if (programme.Kind != SupportProgrammeKind.Elsa)
        {
            var none = new SupportProgrammePolicy();
            return programme.Serving(sessions, taken, _ => none);
        }

        var all = await policies.AllAsync<SupportProgrammePolicy>(ct);
        return programme.Serving(sessions, taken, day => all.On(programme.SchoolId, day));
    }

    /// <summary>Why a planned or told session cannot serve the programme that it names; null when it names none.</summary>
    /// <inheritdoc cref="HoldAsync" path="/param[@name='instead']"/>
    public async Task<Error?> RefusalAsync(SchoolId school, SupportSessionPlan plan, bool hasTakenPlace, SupportSession? instead, CancellationToken ct)
    {
        if (plan.ProgrammeId is not { } id)
        {
            return null;
        }

        var held = await HoldAsync(id, school, instead, ct);
        if (held.IsSuccess && instead?.ProgrammeId != id && !MayPlan(held.Value.Programme))
        {
            return CommonErrors.InsufficientScope;
        }

        return held.IsSuccess
            ? (await RefusalsAsync(held.Value, [new(LondonTime.DateOf(plan.StartsAt), plan.Type, plan.ParticipantIds, hasTakenPlace)], ct))[0]
            : held.Error;
    }

    /// <summary>Why a session cannot take place for its programme: it takes place while that runs, and is told as far back as it ran.</summary>
    public async Task<Error?> RefusalAsync(SupportSession session, bool hasTakenPlace, CancellationToken ct)
    {
        if (session.ProgrammeId is not { } id)
        {
            return null;
        }

        await locks.LockWithNextQueryAsync<SupportProgramme>(id.Value, ct);
        var programme = await db.Set<SupportProgramme>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
        var runs = hasTakenPlace ? programme.RanOn(LondonTime.DateOf(session.StartsAt)) : programme.Status == SupportProgrammeStatus.Active;
        return runs ? null : SupportProgrammeErrors.NotRunning;
    }
}
