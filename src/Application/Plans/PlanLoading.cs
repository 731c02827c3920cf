using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.PlanSignatures;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Plans;

/// <summary>Who changes a plan, and when.</summary>
/// <param name="Me">Every act on a plan is a person's.</param>
internal sealed record PlanActor(StaffId Me, PlanApprover Approver, DateTimeOffset Now);

/// <summary>Loads a plan to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class PlanLoading(IAppDbContext db, IRowLocks locks, PlanAccess access, PlanAnswers answers, PlanSignatureLinks signing, IPolicies policies, ICaller caller, TimeProvider clock)
{
    /// <summary>Loads, does the one thing, and answers with the whole plan.</summary>
    public Task<Result<PlanDto>> ChangeAsync(Guid id, int version, PlanAction action, Func<Plan, PlanActor, Task<Result>> change, CancellationToken ct) =>
        WithAsync<PlanDto>(
            id,
            version,
            action,
            async (plan, actor, rights) => await change(plan, actor) is { IsSuccess: false } refused ? refused.Error : await answers.OfAsync(plan, rights, ct),
            ct);

    /// <summary>The same for what needs no look-up.</summary>
    public Task<Result<PlanDto>> ChangeAsync(Guid id, int version, PlanAction action, Func<Plan, PlanActor, Result> change, CancellationToken ct) =>
        ChangeAsync(id, version, action, (plan, actor) => Task.FromResult(change(plan, actor)), ct);

    /// <summary>Loads and answers otherwise.</summary>
    public async Task<Result<T>> WithAsync<T>(Guid id, int? version, PlanAction action, Func<Plan, PlanActor, PlanRights, Task<Result<T>>> act, CancellationToken ct)
    {
        var planId = new PlanId(id);
        if (!await access.Readable().AnyAsync(p => p.Id == planId, ct))
        {
            return CommonErrors.NotFound;
        }

        // Whoever comes second is told the version that the first one has made.
        await locks.LockAsync<Plan>(id, ct);
        var plan = (await WholeAsync(db.Set<Plan>(), planId, ct))!;

        signing.Watch(plan);
        var rights = await access.RightsAsync(plan, ct);
        return this switch
        {
            _ when !rights.May(action) || access.Approver(plan.SchoolId) is null => CommonErrors.InsufficientScope,
            _ when plan.Check(version).Error is { } stale => stale,
            _ => await ActAsync(plan, rights, act, ct),
        };
    }

    private async Task<Result<T>> ActAsync<T>(Plan plan, PlanRights rights, Func<Plan, PlanActor, PlanRights, Task<Result<T>>> act, CancellationToken ct)
    {
        var done = await act(plan, new PlanActor(caller.StaffId!.Value, access.Approver(plan.SchoolId)!, clock.GetUtcNow()), rights);
        if (done.IsSuccess)
        {
            await signing.EndStaleAsync(ct);
        }

        return done;
    }

    /// <summary>The plan whose place this one takes, for the same transaction.</summary>
    public async Task<Plan?> SupersededAsync(Plan plan, CancellationToken ct)
    {
        var before = plan.SupersedesId is { } id ? await WholeAsync(db.Set<Plan>(), id, ct) : null;
        if (before is not null)
        {
            signing.Watch(before);
        }

        return before;
    }

    public async Task<PlanDay> DayAsync(SchoolId school, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return new PlanDay(now, await policies.OnAsync<PlanPolicy>(school, LondonTime.DateOf(now), ct));
    }

    /// <summary>The day on which a plan of that type is written that takes the place of another one, if it does.</summary>
    public async Task<PlanDay> DayAsync(SchoolId school, PlanType type, PlanId? supersedes, CancellationToken ct)
    {
        var day = await DayAsync(school, ct);
        return type == PlanType.PartTimeTimetable && supersedes is { } id ? day with { PartTimeSince = await PartTimeSinceAsync(id, ct) } : day;
    }

    /// <summary>The first day of that plan and of all in whose place it stands: they are the pupil's, so one question finds them.</summary>
    private async Task<DateOnly?> PartTimeSinceAsync(PlanId last, CancellationToken ct)
    {
        var pupil = db.Set<Plan>().Where(p => p.Id == last).Select(p => p.PupilId);
        var before = await db.Set<Plan>().Where(p => pupil.Contains(p.PupilId) && p.Type == PlanType.PartTimeTimetable)
            .Select(p => new { p.Id, p.SupersedesId, First = p.Versions.Where(v => v.State == PlanVersionState.Frozen).Min(v => v.StartsOn) })
            .ToDictionaryAsync(p => p.Id, ct);
        DateOnly? since = null;
        for (PlanId? id = last; id is { } at && before.Remove(at, out var plan); id = plan.SupersedesId)
        {
            since = new[] { since, plan.First }.Min();
        }

        return since;
    }

    /// <summary>One of these plans with its versions, decisions and signatures; null when it is none of them.</summary>
    public async Task<Plan?> WholeAsync(IQueryable<Plan> plans, PlanId id, CancellationToken ct)
    {
        var plan = await plans.SingleOrDefaultAsync(p => p.Id == id, ct);
        if (plan is not null)
        {
            // One by one: joined, every signature would carry every version's bytes.
            await db.Set<PlanVersion>().Where(v => v.PlanId == id).OrderBy(v => v.Number).LoadAsync(ct);
            await db.Set<PlanApproval>().Where(a => a.PlanId == id).LoadAsync(ct);
            await db.Set<PlanSignature>().Where(s => s.PlanId == id).LoadAsync(ct);
        }

        return plan;
    }

    /// <summary>One of these plans to be shown, untracked: with its signatures and with that version alone; null when it is none of them.</summary>
    public Task<Plan?> ShownAsync(IQueryable<Plan> plans, PlanId id, int number, CancellationToken ct) =>
        db.Apart(plans.AsNoTracking().Include(p => p.Versions.Where(v => v.Number == number)).Include(p => p.Signatures)).SingleOrDefaultAsync(p => p.Id == id, ct);
}
