using System.Linq.Expressions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Referrals;

/// <summary>
/// Who reaches which referrals: who sent, receives or gives one; the team that receives the service, once it was submitted; by the wider
/// permissions those of the pupils whom these reach, the ones to keep a child safe by a permission of their own. Lists, reads, actions, tasks
/// and the chronology all ask here.
/// </summary>
internal sealed class ReferralAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
{
    private static readonly SupportService[] Safeguarding = [.. ReferralServices.Safeguarding];

    public IQueryable<Referral> Readable() => db.Set<Referral>().Where(Own().Or(Received()).Or(Wide()));

    /// <summary>Those that wait for a decision of the caller or of a team of the caller's.</summary>
    public IQueryable<Referral> ToDecide()
    {
        var me = caller.StaffId;
        return db.Set<Referral>().Where(Received()).Where(r => r.SenderId != me || r.SenderId == null)
            .Where(r => r.Status == ReferralStatus.Submitted || r.Status == ReferralStatus.InfoRequested || r.Status == ReferralStatus.Acknowledged);
    }

    /// <summary>The pupils whom the caller may refer.</summary>
    public IQueryable<PupilId> PupilsToRefer(SchoolId school) =>
        pupils.For(ReferralsWrite).Where(p => p.Enrolments.Any(e => e.SchoolId == school)).Select(p => p.Id);

    public bool MayAt(string permission, SchoolId school) => caller.ReachOf(permission).Includes(school);

    /// <summary>As what the caller acts on a referral; as nothing without the permission to act on any.</summary>
    public ReferralPart PartOf(Referral referral)
    {
        var (school, rule) = (referral.SchoolId, ReferralServices.Of(referral.Service));
        return !MayAt(ReferralsWrite, school) ? ReferralPart.None : referral.PartOf(
            caller.StaffId,
            rule.Team.Any(r => caller.ReachAs(r).Includes(school)),
            MayAt(ReferralsWriteAll, school) && (!rule.IsSafeguarding || MayAt(ReferralsReadSafeguarding, school)),
            MayAt(ReferralsOverrideConsent, school));
    }

    /// <summary>Those that the caller sent, recorded, receives by name or gives.</summary>
    public Expression<Func<Referral, bool>> Own()
    {
        var reach = caller.ReachOf(ReferralsRead);
        var (anywhere, schools, me) = (reach.WholeTrust, reach.Schools.ToArray(), caller.StaffId);
        return me is null
            ? _ => false
            : r => (anywhere || schools.Contains(r.SchoolId))
                && (r.RecordedById == me || (r.SubmittedAt != null && (r.RecipientId == me || r.PractitionerId == me)));
    }

    private Expression<Func<Referral, bool>> Received()
    {
        var (reach, me) = (caller.ReachOf(ReferralsRead), caller.StaffId);
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        var teams = ReferralServices.Teams.Where(caller.Roles.Contains).Select(Of).Aggregate((Expression<Func<Referral, bool>>)(r => me != null && r.RecipientId == me), Predicates.Or);
        return teams.And(r => r.SubmittedAt != null && r.Direction != ReferralDirection.External && (anywhere || schools.Contains(r.SchoolId)));
    }

    private Expression<Func<Referral, bool>> Of(Role role)
    {
        var (reach, services) = (caller.ReachAs(role), ReferralServices.ReceivedBy(role).ToArray());
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return r => services.Contains(r.Service) && (anywhere || schools.Contains(r.SchoolId));
    }

    private Expression<Func<Referral, bool>> Wide()
    {
        var (all, safe) = (pupils.For(ReferralsReadAll), pupils.For(ReferralsReadSafeguarding));
        return r => Safeguarding.Contains(r.Service) ? safe.Any(p => p.Id == r.PupilId) : all.Any(p => p.Id == r.PupilId);
    }
}
