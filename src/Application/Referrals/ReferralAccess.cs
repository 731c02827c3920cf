using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
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

    /// <summary>
    /// Refuses a second open one to the same service and agency, and names the first where the caller may read it. Of those that keep a child
    /// safe each recorder has one of their own. One that the caller may not read, or that a rival makes now, is refused by the database, unnamed.
    /// </summary>
    public async Task<Error?> ClashAsync(PupilId pupil, ReferralPlan plan, StaffId recorder, ReferralId? except, CancellationToken ct)
    {
        var isSafe = ReferralServices.Of(plan.Service).IsSafeguarding;
        var open = await Readable()
            .Where(r => r.PupilId == pupil && r.Service == plan.Service && r.EndedAt == null && r.Id != except && (!isSafe || r.RecordedById == recorder))
            .Where(r => r.AgencyId == plan.AgencyId || (r.AgencyId != null && db.Set<Agency>().Any(a => a.Id == r.AgencyId && a.MergedIntoId == plan.AgencyId)))
            .Select(r => (ReferralId?)r.Id).FirstOrDefaultAsync(ct);
        return open is { } id ? ReferralErrors.AlreadyOpen.With("clashes", new[] { id.Value }) : null;
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
            IsOnTeam(referral),
            MayAt(ReferralsWriteAll, school) && (!rule.IsSafeguarding || MayAt(ReferralsReadSafeguarding, school)),
            MayAt(ReferralsOverrideConsent, school));
    }

    /// <summary>A recipient from outside the team gives the support, or leaves it to the team to say who does.</summary>
    public Error? PractitionerRefusal(Referral referral, StaffId? practitioner) =>
        practitioner is null || practitioner == caller.StaffId || IsOnTeam(referral) ? null : ReferralErrors.PractitionerByTeam.At("/practitionerId");

    /// <summary>
    /// Whether the caller reads all that it says. Whoever only reported what keeps a child safe reads, once the receiving side has begun to act
    /// on it, how it stands and what came from this person.
    /// </summary>
    public bool ReadsWhole(SchoolId school, SupportService service, ReferralStatus status, StaffId? recipient, StaffId? practitioner)
    {
        var (safe, me) = (caller.PupilReachOf(ReferralsReadSafeguarding), caller.StaffId);
        return !Safeguarding.Contains(service) || status is ReferralStatus.Draft or ReferralStatus.Submitted
            || safe.WholeTrust || safe.Schools.Contains(school) || (me is not null && (me == recipient || me == practitioner));
    }

    public bool ReadsWhole(Referral referral) => ReadsWhole(referral.SchoolId, referral.Service, referral.Status, referral.RecipientId, referral.PractitionerId);

    /// <summary>Those whose practitioner the caller may know.</summary>
    public Expression<Func<Referral, bool>> IsWholeToCaller()
    {
        var (safe, me) = (caller.PupilReachOf(ReferralsReadSafeguarding), caller.StaffId);
        var (anywhere, schools) = (safe.WholeTrust, safe.Schools.ToArray());
        return r => !Safeguarding.Contains(r.Service) || anywhere || schools.Contains(r.SchoolId) || (me != null && (r.RecipientId == me || r.PractitionerId == me));
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

    /// <summary>
    /// Whoever reaches the pupil, or all of the school that the referral is of, also when the pupil has gone to another one since. Those that
    /// keep a child safe stay with their own school: another one learns of them by the transfer of the file, and in no other way.
    /// </summary>
    private Expression<Func<Referral, bool>> Wide()
    {
        var (all, reach, safe) = (pupils.For(ReferralsReadAll), caller.PupilReachOf(ReferralsReadAll), caller.PupilReachOf(ReferralsReadSafeguarding));
        var (schools, safeAnywhere, safeSchools) = (reach.Schools.ToArray(), safe.WholeTrust, safe.Schools.ToArray());
        return r => Safeguarding.Contains(r.Service)
            ? safeAnywhere || safeSchools.Contains(r.SchoolId)
            : schools.Contains(r.SchoolId) || all.Any(p => p.Id == r.PupilId);
    }

    private bool IsOnTeam(Referral referral) => ReferralServices.Of(referral.Service).Team.Any(r => caller.ReachAs(r).Includes(referral.SchoolId));
}
