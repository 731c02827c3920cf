using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.InformationShares;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals;

/// <summary>Enters what goes to an agency in the log of what is shared, by the right that its consent names.</summary>
internal sealed class ReferralSharing(IAppDbContext db, InformationShareTasks tasks, ICaller caller)
{
    public async Task RecordAsync(Referral referral, ReferralActor actor, CancellationToken ct)
    {
        if (referral.SharingBasis is not { } basis)
        {
            return;
        }

        var service = Words.Of(referral.Service);
        var told = new NewInformationShare
        {
            SchoolId = referral.SchoolId,
            PupilId = referral.PupilId,
            Decision = InformationShareDecision.Shared,
            What = $"Referral to {service}",
            To = referral.AgencyId is { } agency ? await db.Set<Agency>().Where(a => a.Id == agency).Select(a => a.Name).SingleAsync(ct) : service,
            Reason = referral.Reason,
            Basis = basis,
            SharedAt = referral.SubmittedAt!.Value,
            Label = referral.Label,
            RecordIds = [referral.Id.Value],
            AgencyId = referral.AgencyId,
            ReferralId = referral.Id,
        };
        var share = InformationShare.Record(caller.TrustId, told, actor.Me, actor.Now).Value;
        db.Set<InformationShare>().Add(share);
        await tasks.RecordedAsync(share, ct);
    }
}
