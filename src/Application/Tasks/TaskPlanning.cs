using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>Looks up what a task names: its owner, its due day, its pupil and its source.</summary>
internal sealed class TaskPlanning(
    IAppDbContext db, TaskMaking making, SchoolCalendars calendars, PupilScope pupils, IEnumerable<ITaskSourceKind> sources, INotices notices, TimeProvider clock)
{
    private DateOnly Today { get; } = LondonTime.DateOf(clock.GetUtcNow());

    public async Task<Result<Assignee>> AssigneeAsync(TaskAssignment assignment, SchoolId school, CancellationToken ct) => assignment switch
    {
        { OwnerId: { } owner, Team: null } => await making.WorksAtAsync(new StaffId(owner), school, Today, ct)
            ? Assignee.Staff(new StaffId(owner))
            : WorkTaskErrors.OwnerNotAtSchool.At("/ownerId"),
        { OwnerId: null, Team: { } team } => WorkTaskRules.WorksWithTasks(team) ? Assignee.TeamOf(team) : WorkTaskErrors.TeamHasNoTasks.At("/team"),
        _ => WorkTaskErrors.OneAssignee,
    };

    public async Task<Result<WorkTaskDue>> DueAsync(SchoolId school, DateOnly? on, int? inSchoolDays, CancellationToken ct)
    {
        var calendar = await calendars.AroundAsync(school, Today, ct);
        return (on, inSchoolDays) switch
        {
            ({ } date, null) when date.DayNumber - Today.DayNumber > WorkTaskDue.MaxDaysAhead => WorkTaskErrors.DueTooFar.At("/dueOn"),
            ({ } date, null) => At(WorkTaskDue.By(calendar, date, Today), "/dueOn"),
            (null, { } days) => At(WorkTaskDue.InSchoolDays(calendar, Today, days), "/dueInSchoolDays"),
            _ => WorkTaskErrors.OneDue,
        };
    }

    /// <summary>A pupil of the school whom the caller reaches.</summary>
    public async Task<Result<PupilId?>> PupilAsync(Guid? pupil, SchoolId school, CancellationToken ct)
    {
        if (pupil is not { } given)
        {
            return (PupilId?)null;
        }

        PupilId? id = new PupilId(given);
        return await pupils.For(Permissions.TasksRead).Where(PupilScope.AtSchools([school], Today)).AnyAsync(p => p.Id == id, ct)
            ? id
            : CommonErrors.UnknownReference.At("/pupilId");
    }

    /// <summary>A record of the school that the caller may see and that is not closed.</summary>
    public async Task<Result<TaskSourceLink?>> SourceAsync(TaskSourceRef? source, SchoolId school, CancellationToken ct)
    {
        if (source is null)
        {
            return (TaskSourceLink?)null;
        }

        var found = sources.FirstOrDefault(s => s.Kind == source.Kind) is { } kind ? await kind.FindAsync(source.Id, withinReach: true, ct) : null;
        return found switch
        {
            null => CommonErrors.UnknownReference.At("/source/id"),
            { TaskSchool: { } only } when only != school => WorkTaskErrors.SourceElsewhere.At("/source/id"),
            _ when found.StandingOf(WorkTaskKind.Manual) != TaskStanding.Stands => WorkTaskErrors.SourceClosed.At("/source/id"),
            _ => TaskSourceLink.To(found),
        };
    }

    /// <summary>Refuses to open a task again whose record has been closed, or has settled it, since.</summary>
    public async Task<Result> StandsAsync(WorkTask task, CancellationToken ct)
    {
        var kind = sources.FirstOrDefault(s => s.Kind == task.SourceKind);
        var source = kind is null ? null : await kind.FindAsync(task.SourceId!.Value, withinReach: false, ct);
        return source is null || source.StandingOf(task.Kind) == TaskStanding.Stands ? Result.Success : WorkTaskErrors.SourceClosed;
    }

    /// <summary>Tells a person that a colleague has given them a task. A team finds it in its list.</summary>
    public void Tell(WorkTask task)
    {
        if (task.OwnerId is { } owner)
        {
            var urgency = task.Priority == WorkTaskPriority.Urgent ? NoticeUrgency.Urgent : NoticeUrgency.Normal;
            notices.Tell(owner, new NoticeAbout(NoticeKind.TaskAssigned, task.Id.Value, task.SchoolId, urgency));
        }
    }

    /// <summary>Whether there is such a school in the trust.</summary>
    public Task<bool> IsSchoolAsync(SchoolId school, CancellationToken ct) => db.Set<School>().AnyAsync(s => s.Id == school, ct);

    private static Result<WorkTaskDue> At(Result<WorkTaskDue> due, string pointer) => due.Error is { } error ? error.At(pointer) : due;
}
