using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Referrals;

/// <summary>Loads a referral to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class ReferralLoading(
    IAppDbContext db, IRowLocks locks, ReferralAccess access, ReferralLinks.ReferralLinks links, ReferralAnswers answers, SchoolCalendars calendars, IPolicies policies, ICaller caller, TimeProvider clock)
{
    /// <summary>Loads, does the one thing, and answers with the whole referral.</summary>
    public Task<Result<ReferralDto>> ChangeAsync(
        Guid id, int version, ReferralAction action, Func<Referral, ReferralActor, Task<Result>> change, CancellationToken ct) =>
        WithAsync<ReferralDto>(
            id,
            version,
            action,
            async (referral, actor) => await change(referral, actor) is { IsSuccess: false } refused ? refused.Error : await answers.OfAsync(referral, ct),
            ct);

    /// <summary>The same for what needs no look-up.</summary>
    public Task<Result<ReferralDto>> ChangeAsync(Guid id, int version, ReferralAction action, Func<Referral, ReferralActor, Result> change, CancellationToken ct) =>
        ChangeAsync(id, version, action, (referral, actor) => Task.FromResult(change(referral, actor)), ct);

    /// <summary>Loads and answers otherwise.</summary>
    public async Task<Result<T>> WithAsync<T>(Guid id, int? version, ReferralAction action, Func<Referral, ReferralActor, Task<Result<T>>> act, CancellationToken ct)
    {
        var referralId = new ReferralId(id);
        if (!await access.Readable().AnyAsync(r => r.Id == referralId, ct))
        {
            return CommonErrors.NotFound;
        }

        // Whoever comes second is told the version that the first one has made.
        await locks.LockAsync<Referral>(id, ct);
        var referral = (await WholeAsync(db.Set<Referral>(), referralId, ct))!;
        return this switch
        {
            _ when caller.StaffId is null || !ReferralRules.May(action, referral.Direction, access.PartOf(referral)) => CommonErrors.InsufficientScope,
            _ when referral.Check(version).Error is { } stale => stale,
            _ => await DoAsync(referral, action, act, ct),
        };
    }

    private async Task<Result<T>> DoAsync<T>(Referral referral, ReferralAction action, Func<Referral, ReferralActor, Task<Result<T>>> act, CancellationToken ct)
    {
        var done = await act(referral, new ReferralActor(caller.StaffId, clock.GetUtcNow()));
        if (done.IsSuccess)
        {
            await links.EndAsync(referral, action, ct);
        }

        return done;
    }

    /// <summary>One of these referrals with its history, without the attempts to reach somebody; null when it is none of them.</summary>
    public async Task<Referral?> WholeAsync(IQueryable<Referral> referrals, ReferralId id, CancellationToken ct)
    {
        var referral = await referrals.SingleOrDefaultAsync(r => r.Id == id, ct);
        if (referral is not null)
        {
            // One by one: joined, every step would carry every consent.
            await db.Set<ReferralConsent>().Where(c => c.ReferralId == id).OrderBy(c => c.Number).LoadAsync(ct);
            await db.Set<ReferralStep>().Where(s => s.ReferralId == id).OrderBy(s => s.Number).LoadAsync(ct);
        }

        return referral;
    }

    public async Task<ReferralDay> DayAsync(SchoolId school, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return new ReferralDay(today, await calendars.AroundAsync(school, today, ct), await policies.OnAsync<ReferralPolicy>(school, today, ct));
    }
}
