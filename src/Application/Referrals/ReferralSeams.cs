using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals;

/// <summary>What was sent with a referral, and what the agency sent back.</summary>
internal sealed class ReferralAttachments(ReferralAccess access, ICaller caller)
    : AttachmentHolderOf<Referral, ReferralId>(access.Readable, AttachmentRecordKind.Referral, r => r.Label, caller, at => access.MayAt(Permissions.ReferralsWrite, at),
        r => access.ReadsWhole(r) ? null : caller.StaffId);

internal sealed class ReferralTaskSource(IAppDbContext db, ReferralAccess access) : TaskSourceOf<Referral, ReferralId>(db, access.Readable)
{
    public override string Kind => ReferralRules.Kind;

    public override string Path => "/v1/referrals";
}

/// <summary>A pupil's referrals in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class ReferralChronology(ReferralAccess access) : ChronologySourceOf<Referral, ReferralId>(access.Readable, ReferralRules.Kind)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<Referral> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records.Select(r => new { r.Id, r.Service, r.Status, r.Reason }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText($"Referral to {Words.Of(r.Service).ToLowerInvariant()}, {Words.Of(r.Status).ToLowerInvariant()}", r.Reason, $"/v1/referrals/{r.Id.Value}"));
    }
}

internal sealed class ReferralConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Domain.Common.Error> Errors { get; } = new Dictionary<string, Domain.Common.Error>
    {
        ["referrals_one_open"] = ReferralErrors.AlreadyOpen,
        ["referrals_followed_once"] = ReferralErrors.AlreadyReopened,
    };
}
