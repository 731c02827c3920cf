using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Plans;

/// <summary>What a caller may do to one plan.</summary>
/// <param name="Writes">Whether the caller may write it and see to it.</param>
/// <param name="Decides">Whether the caller may decide on it, as far as the role does.</param>
/// <param name="Signs">Whether the caller may sign it and attest signatures.</param>
internal sealed record PlanRights(bool Writes, bool Decides, bool Signs)
{
    public bool May(PlanAction action) => action switch
    {
        PlanAction.Approve or PlanAction.Reject or PlanAction.ActivateInterim => Decides,
        PlanAction.Sign => Signs,
        _ => Writes,
    };
}

/// <summary>
/// Who reaches which plans: everybody those that are their own and, but for those of health, those of the pupils whom they support; by the wider
/// permissions those of the pupils whom these reach, of health and otherwise. Lists, reads, actions, tasks and the chronology all ask here.
/// </summary>
internal sealed class PlanAccess(IAppDbContext db, PupilScope pupils, Caseload caseload, ICaller caller)
{
    private static readonly PlanType[] OfHealth = [.. PlanTypes.OfHealth];

    private static readonly Role[] Deciding = [.. Enum.GetValues<PlanType>().SelectMany(t => PlanTypes.Of(t).Approvers).Concat(PlanTypes.InterimRoles).Distinct()];

    public IQueryable<Plan> Readable() => db.Set<Plan>().Where(Wide().Or(Own(PlansRead)));

    /// <summary>Those that the caller may write: the own and the caseload's, and with the wider permission all that are read by a wider one.</summary>
    public IQueryable<Plan> Writable()
    {
        var all = caller.ReachOf(PlansWriteAll);
        var (anywhere, schools) = (all.WholeTrust, all.Schools.ToArray());
        return db.Set<Plan>().Where(Wide().And(p => anywhere || schools.Contains(p.SchoolId)).Or(Own(PlansWrite)));
    }

    /// <summary>The pupils for whom the caller may begin a plan of that type.</summary>
    public IQueryable<PupilId> PupilsToPlanFor(PlanType type, SchoolId school)
    {
        var wide = MayAt(PlansWriteAll, school);
        var ofHealth = PlanTypes.Of(type).IsHealth;
        var (reached, supported) = (pupils.For(WideFor(type)).Where(_ => wide).Select(p => p.Id), caseload.Pupils(PlansWrite).Where(_ => !ofHealth));
        return db.Set<Pupil>().Where(p => p.Enrolments.Any(e => e.SchoolId == school) && (reached.Contains(p.Id) || supported.Contains(p.Id))).Select(p => p.Id);
    }

    public bool MayAt(string permission, SchoolId school) => caller.ReachOf(permission).Includes(school);

    /// <summary>The caller as one who decides on plans of that school; null for a machine.</summary>
    public PlanApprover? Approver(SchoolId school) =>
        caller.StaffId is { } me ? new PlanApprover(me, [.. Deciding.Where(r => caller.ReachAs(r).Includes(school))]) : null;

    /// <summary>What the caller may do to a plan within reach, whatever its state; one query.</summary>
    public async Task<PlanRights> RightsAsync(Plan plan, CancellationToken ct)
    {
        var (id, pupil, approves) = (plan.Id, plan.PupilId, pupils.For(PlansApprove));
        var found = await db.Set<Pupil>().Where(p => p.Id == pupil)
            .Select(p => new { Writes = Writable().Any(w => w.Id == id), Decides = approves.Any(a => a.Id == pupil) })
            .SingleOrDefaultAsync(ct);
        return new PlanRights(found?.Writes == true, found?.Decides == true && MayAt(PlansApprove, plan.SchoolId), MayAt(PlansSign, plan.SchoolId));
    }

    /// <summary>The rights of whoever has just begun a plan.</summary>
    public PlanRights RightsOfAuthor(SchoolId school) => new(true, MayAt(PlansApprove, school), MayAt(PlansSign, school));

    private static string WideFor(PlanType type) => PlanTypes.Of(type).IsHealth ? PlansReadHealth : PlansReadAll;

    private Expression<Func<Plan, bool>> Wide()
    {
        var (all, health) = (pupils.For(PlansReadAll), pupils.For(PlansReadHealth));
        return p => OfHealth.Contains(p.Type) ? health.Any(x => x.Id == p.PupilId) : all.Any(x => x.Id == p.PupilId);
    }

    private Expression<Func<Plan, bool>> Own(string permission)
    {
        var (reach, supported) = (caller.ReachOf(permission), caseload.Pupils(permission));
        var (anywhere, schools, me) = (reach.WholeTrust, reach.Schools.ToArray(), caller.StaffId?.Value ?? Guid.Empty);
        return p => (supported.Contains(p.PupilId) && !OfHealth.Contains(p.Type)) || (p.TeamIds.Contains(me) && (anywhere || schools.Contains(p.SchoolId)));
    }
}
