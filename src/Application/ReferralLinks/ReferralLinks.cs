using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.ReferralLinks;

/// <summary>Ends links to answer referrals that were answered otherwise or are over. The page refuses such a link by itself; this lets staff see it.</summary>
internal sealed class ReferralLinks(IAppDbContext db, TimeProvider clock)
{
    private const string Ended = "The referral was answered otherwise, or is over.";

    public async Task EndAsync(Referral referral, ReferralAction action, CancellationToken ct)
    {
        if (referral.Direction != ReferralDirection.External || !ReferralLinkRules.Ends(action))
        {
            return;
        }

        var (id, now) = (referral.Id.Value, clock.GetUtcNow());
        var open = await db.Set<PurposeLink>()
            .Where(l => l.Purpose == ReferralAnswerPurpose.PurposeName && l.RecordId == id && l.Status == LinkStatus.Open && l.ExpiresAt > now).ToListAsync(ct);
        open.ForEach(l => l.Revoke(Ended, now));
    }
}
