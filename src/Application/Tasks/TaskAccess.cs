using System.Linq.Expressions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Tasks;

/// <summary>What access asks of a task.</summary>
internal sealed record TaskPlace(SchoolId SchoolId, StaffId? OwnerId, Role? Team, Role? EscalatedTo, StaffId? CreatedById)
{
    public static TaskPlace Of(WorkTask task) => new(task.SchoolId, task.OwnerId, task.Team, task.EscalatedTo, task.CreatedById);
}

/// <summary>
/// Who sees which tasks: the owner; the team, and the role that a late one was shown to; whoever made it; and those who
/// manage the school, unless its label is above pastoral. One about safeguarding is seen by no team that does
/// not answer for it. A task about a pupil is seen by those who reach the pupil, but
/// for its owner, from whom no work is hidden. Lists, reads and actions all ask here.
/// </summary>
internal sealed class TaskAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
{
    private static readonly SensitivityLabel[] ManagersLabels = [SensitivityLabel.Standard, SensitivityLabel.Pastoral];

    private static readonly WorkTaskAction[] OfDoers =
        [WorkTaskAction.Start, WorkTaskAction.Reassign, WorkTaskAction.Snooze, WorkTaskAction.Complete, WorkTaskAction.Reopen];

    private static readonly WorkTaskAction[] OfAuthors =
        [WorkTaskAction.Revise, WorkTaskAction.Reassign, WorkTaskAction.Complete, WorkTaskAction.Cancel, WorkTaskAction.Reopen];

    public IQueryable<WorkTask> Visible() => db.Set<WorkTask>().Where(IsOwned().Or(Shared().And(ConcernsReached(TasksRead))).Or(IsManaged()));

    /// <summary>What the caller is to do: alone, or with a team.</summary>
    public IQueryable<WorkTask> Mine() => db.Set<WorkTask>().Where(IsOwned().Or(OfTeams().And(ConcernsReached(TasksRead))));

    /// <summary>Which of a task's actions this caller may take.</summary>
    public Func<WorkTaskAction, bool> RightsOn(TaskPlace task)
    {
        if (caller.ReachOf(TasksWriteAll).Includes(task.SchoolId))
        {
            return _ => true;
        }

        if (!caller.ReachOf(TasksWrite).Includes(task.SchoolId))
        {
            return _ => false;
        }

        var (does, made) = (Does(task), caller.StaffId is { } me && task.CreatedById == me);
        return action => (does && OfDoers.Contains(action)) || (made && OfAuthors.Contains(action));
    }

    /// <summary>Whether the caller makes tasks at the school at all.</summary>
    public bool MayMakeAt(SchoolId school) => caller.ReachOf(TasksWrite).Includes(school) || caller.ReachOf(TasksWriteAll).Includes(school);

    private bool Does(TaskPlace task) =>
        (caller.StaffId is { } me && task.OwnerId == me)
        || (task.Team is { } team && caller.ReachAs(team).Includes(task.SchoolId))
        || (task.EscalatedTo is { } role && caller.ReachAs(role).Includes(task.SchoolId));

    private Expression<Func<WorkTask, bool>> IsOwned()
    {
        var (reach, me) = (caller.ReachOf(TasksRead), caller.StaffId);
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return me is null ? _ => false : t => t.OwnerId == me && (anywhere || schools.Contains(t.SchoolId));
    }

    private Expression<Func<WorkTask, bool>> Shared()
    {
        var (reach, me) = (caller.ReachOf(TasksRead), caller.StaffId);
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return me is null ? OfTeams() : OfTeams().Or(t => t.CreatedById == me && (anywhere || schools.Contains(t.SchoolId)));
    }

    private Expression<Func<WorkTask, bool>> OfTeams()
    {
        Expression<Func<WorkTask, bool>> any = _ => false;
        return caller.Roles.Where(WorkTaskRules.WorksWithTasks).Select(OfTeam).Aggregate(any, Predicates.Or);
    }

    private Expression<Func<WorkTask, bool>> OfTeam(Role role)
    {
        var reach = caller.ReachAs(role);
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        var labels = Enum.GetValues<SensitivityLabel>().Where(l => WorkTaskRules.SeesAsTeam(role, l)).ToArray();
        return t => (t.Team == role || t.EscalatedTo == role) && labels.Contains(t.Label) && (anywhere || schools.Contains(t.SchoolId));
    }

    /// <summary>Whoever reaches the whole school reaches its tasks, also those about a pupil who has left since.</summary>
    private Expression<Func<WorkTask, bool>> ConcernsReached(string permission)
    {
        var reach = caller.PupilReachOf(permission);
        var (anywhere, schools, reached) = (reach.WholeTrust, reach.Schools.ToArray(), pupils.For(permission));
        return t => t.PupilId == null || anywhere || schools.Contains(t.SchoolId) || reached.Any(p => p.Id == t.PupilId);
    }

    /// <summary>A phase leader manages what concerns the pupils of those year groups, and nothing else of the school's.</summary>
    private Expression<Func<WorkTask, bool>> IsManaged()
    {
        var (everywhere, where) = (caller.PupilReachOf(TasksReadAll), caller.ReachOf(TasksReadAll));
        var (anywhere, whole, schools, labels) = (where.WholeTrust, everywhere.Schools.ToArray(), where.Schools.ToArray(), ManagersLabels);
        Expression<Func<WorkTask, bool>> there = t =>
            labels.Contains(t.Label) && (anywhere || schools.Contains(t.SchoolId)) && (t.PupilId != null || anywhere || whole.Contains(t.SchoolId));
        return there.And(ConcernsReached(TasksReadAll));
    }
}
