using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanSignatures;

/// <summary>
/// Ends links to sign what is not to be signed any more: withdrawn, sent back, superseded, or behind a later version. The page
/// refuses such a link by itself; this lets staff see it.
/// </summary>
internal sealed class PlanSignatureLinks(IAppDbContext db, TimeProvider clock)
{
    private const string Ended = "The version of the plan is not the one to sign any more.";

    private readonly List<(Plan Plan, PlanVersion? Before)> _watched = [];

    /// <summary>Remembers what can be signed of a plan before something is done to it.</summary>
    public void Watch(Plan plan) => _watched.Add((plan, plan.ToSign()));

    /// <summary>After something was done: asks for links only where that has changed what can be signed.</summary>
    public async Task EndStaleAsync(CancellationToken ct)
    {
        foreach (var (plan, before) in _watched)
        {
            if (before is not null && !ReferenceEquals(plan.ToSign(), before))
            {
                await EndAsync(plan, ct);
            }
        }
    }

    private async Task EndAsync(Plan plan, CancellationToken ct)
    {
        var (id, now) = (plan.Id, clock.GetUtcNow());
        var open = await db.Set<PlanSignatureRequest>().Where(r => r.PlanId == id && r.Answer == null)
            .Join(db.Set<PurposeLink>().Where(l => l.Status == LinkStatus.Open && l.ExpiresAt > now), r => r.LinkId, l => l.Id, (r, l) => new { Request = r, Link = l })
            .ToListAsync(ct);
        foreach (var stale in open.Where(o => plan.ToSign() is not { } version || !o.Request.IsOf(version)))
        {
            stale.Link.Revoke(Ended, now);
        }
    }
}
