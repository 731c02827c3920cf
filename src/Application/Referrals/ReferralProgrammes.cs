using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Referrals;

/// <summary>What keeps a referral from being completed.</summary>
/// <param name="Code">What it is, lower_snake.</param>
/// <param name="Id">The record.</param>
public sealed record ReferralBlocker(string Code, Guid Id);

/// <summary>Keeps the programme of a referral in step with it, in the same transaction: it waits from the acceptance on, begins with the start, and does not outlive a referral under which it never began.</summary>
internal sealed class ReferralProgrammes(
    IAppDbContext db, IRowLocks locks, SupportProgrammePlanning planning, SupportProgrammeNotices notices, SupportProgrammeSessions sessions, ICaller caller, TimeProvider clock)
{
    /// <summary>Begins the programme of an accepted referral within the school, on the waiting list.</summary>
    public async Task<Result> BeginAsync(Referral referral, ReferralDay day, CancellationToken ct)
    {
        if (referral.Direction != ReferralDirection.Internal || ReferralServices.Of(referral.Service).Programme is not { } kind)
        {
            return Result.Success;
        }

        var today = await planning.DayAsync(referral.SchoolId, [referral.PupilId], [], ct);
        if (!today.IsSuccess)
        {
            return today.Error;
        }

        var plan = new SupportProgrammePlan
        {
            Kind = kind,
            Priority = ReferralRules.PriorityOf(referral.Urgency),
            PupilIds = [referral.PupilId],
            TargetSessions = kind == SupportProgrammeKind.Elsa ? today.Value.Policy.ElsaMinSessions : null,
            MinutesPerWeek = day.Policy.ProgrammeMinutesPerWeek,
        };
        var programme = SupportProgramme.Propose(caller.TrustId, referral.SchoolId, plan, referral.PractitionerId, caller.StaffId, today.Value, clock.GetUtcNow());
        var waits = programme.IsSuccess ? programme.Value.Wait(today.Value) : programme.Error;
        if (waits.IsSuccess)
        {
            db.Set<SupportProgramme>().Add(programme.Value);
            referral.BeginsWith(programme.Value.Id);
            notices.Allocated(programme.Value);
        }

        return waits;
    }

    /// <summary>Refuses who does not work at the school today.</summary>
    public async Task<Result> WorksAsync(Referral referral, StaffId? practitioner, CancellationToken ct) =>
        practitioner is { } staff ? await planning.WorksAsync(referral.SchoolId, staff, ct) : Result.Success;

    /// <summary>Gives the programme that waits to its first practitioner; one that has another is handed over where it stands. It begins at once when the support is said to have begun.</summary>
    public async Task<Result> AllocateAsync(Referral referral, StaffId practitioner, CancellationToken ct)
    {
        var programme = await LoadAsync(referral, ct);
        if (programme is null || SupportProgrammeRules.IsOver(programme.Status) || programme.PractitionerId == practitioner)
        {
            return Result.Success;
        }

        var allocated = programme.Allocate(practitioner, planning.Today);
        if (!allocated.IsSuccess)
        {
            return allocated;
        }

        notices.Allocated(programme);
        return referral.Status == ReferralStatus.InProgress && programme.Status == SupportProgrammeStatus.Waiting ? programme.Activate(planning.Today) : Result.Success;
    }

    /// <summary>Starts the programme if somebody gives it; else it stays on the waiting list.</summary>
    public async Task<Result> StartAsync(Referral referral, CancellationToken ct) =>
        await LoadAsync(referral, ct) is { Status: SupportProgrammeStatus.Waiting, PractitionerId: not null } programme ? programme.Activate(planning.Today) : Result.Success;

    /// <summary>What speaks against saying that the service was delivered; null when nothing does.</summary>
    public async Task<Error?> UndeliveredAsync(Referral referral, CancellationToken ct) =>
        await LoadAsync(referral, ct) is { StartedOn: null } programme
            ? ReferralErrors.Blocked.With("blockers", new[] { new ReferralBlocker("programme_not_started", programme.Id.Value) })
            : null;

    /// <summary>Withdraws the programme if it has not begun; one that has goes on by itself.</summary>
    public async Task EndAsync(Referral referral, string reason, CancellationToken ct)
    {
        if (await LoadAsync(referral, ct) is { Status: SupportProgrammeStatus.Proposed or SupportProgrammeStatus.Waiting } programme && programme.Withdraw(reason, planning.Today).IsSuccess)
        {
            await sessions.CancelAsync(programme, reason, ct);
        }
    }

    private async Task<SupportProgramme?> LoadAsync(Referral referral, CancellationToken ct)
    {
        if (referral.ProgrammeId is not { } id)
        {
            return null;
        }

        await locks.LockAsync<SupportProgramme>(id.Value, ct);
        return await db.Set<SupportProgramme>().Include(p => p.Pupils).Include(p => p.Allocations).SingleOrDefaultAsync(p => p.Id == id, ct);
    }
}
