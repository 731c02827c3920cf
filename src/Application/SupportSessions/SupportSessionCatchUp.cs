using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportSessions;

/// <summary>Sessions that make good what the school owes: what was missed is owed until one of them is completed.</summary>
internal sealed class SupportSessionCatchUp(IAppDbContext db, SupportSessionAccess access, SupportSessionTasks owing, ITasks tasks)
{
    /// <summary>Why a plan cannot make good the session that it names; null when it names none.</summary>
    /// <param name="instead">The session that is revised or replaced: what it makes good need not be within reach.</param>
    public async Task<Error?> RefusalAsync(SchoolId school, SupportSessionPlan plan, SupportSession? instead, CancellationToken ct)
    {
        if (plan.MakesGoodId is not { } id)
        {
            return null;
        }

        var within = instead?.MakesGoodId == id ? db.Set<SupportSession>() : access.Reachable();
        var missed = await within.AsNoTracking().Include(s => s.Participants).SingleOrDefaultAsync(s => s.Id == id && s.SchoolId == school, ct);
        return missed is null ? CommonErrors.UnknownReference.At("/makesGoodId") : missed.MadeGoodBy(plan);
    }

    /// <summary>A session was completed: nobody is asked for another in the place of the one that it makes good.</summary>
    public Task CompletedAsync(SupportSession session, CancellationToken ct) =>
        session is { MakesGoodId: { } missed, Status: SupportSessionStatus.Completed }
            ? tasks.EndAsync(new TaskSourceLink(SupportSessionRules.TaskSourceKind, missed.Value), TaskStanding.Settled, WorkTaskKind.CatchUpSession, ct)
            : Task.CompletedTask;

    /// <summary>A completed session was voided: what it made good is owed again.</summary>
    public async Task VoidedAsync(SupportSession session, CancellationToken ct)
    {
        if (session is { MakesGoodId: { } id, CompletedAt: not null })
        {
            var missed = await db.Set<SupportSession>().Include(s => s.Participants).SingleAsync(s => s.Id == id, ct);
            if (missed.CatchUpOwed)
            {
                await owing.OpenCatchUpAsync(missed, ct);
            }
        }
    }
}
