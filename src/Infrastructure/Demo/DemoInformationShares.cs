using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>What was told about the pupils who are referred to agencies: by consent, to keep a child safe, and once not at all.</summary>
internal sealed class DemoInformationShares(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<InformationShare>().AnyAsync(ct))
        {
            return;
        }

        var referrals = await db.Set<Referral>().AsNoTracking().Where(r => r.Direction == ReferralDirection.External).OrderBy(r => r.Id).ToListAsync(ct);
        foreach (var referral in referrals)
        {
            Add("demo-senco", Of(referral, InformationShareDecision.Shared) with
            {
                What = "What school has tried since September and how the child is in the mornings.",
                To = "The duty desk",
                Reason = "They asked before they decide about the referral.",
                Basis = new LawfulBasis(Article6Basis.Consent, Article9Condition.ExplicitConsent),
                Method = InformationShareMethod.Telephone,
                ReferralId = referral.Id,
            });
        }

        foreach (var referral in referrals.Take(1))
        {
            Add("demo-dsl", Of(referral, InformationShareDecision.Shared) with
            {
                What = "What was said on Tuesday, word for word, and who was told.",
                To = "Multi-agency safeguarding hub",
                Reason = "A child may be at risk; asking first could raise the risk.",
                Basis = new LawfulBasis(Article6Basis.PublicTask, Article9Condition.SubstantialPublicInterest, Schedule1Condition.Safeguarding),
                Label = SensitivityLabel.Safeguarding,
                Method = InformationShareMethod.SecureTransfer,
            });
            Add("demo-dsl", Of(referral, InformationShareDecision.Refused) with
            {
                What = "The new address.",
                To = "A caller who said he was an uncle",
                Reason = "He could not say who he is, and nobody at home knows of him.",
                Basis = null,
                Method = InformationShareMethod.Telephone,
            });
        }
    }

    private NewInformationShare Of(Referral referral, InformationShareDecision decision) => new()
    {
        SchoolId = referral.SchoolId,
        PupilId = referral.PupilId,
        Decision = decision,
        What = "",
        To = "",
        Reason = "",
        Basis = null,
        SharedAt = now.AddDays(-3),
        Label = SensitivityLabel.Pastoral,
    };

    private void Add(string by, NewInformationShare told)
    {
        StaffId decided = demo.Staff[by];
        db.Set<InformationShare>().Add(InformationShare.Record(demo.TrustId, told, decided, now).Value);
    }
}
