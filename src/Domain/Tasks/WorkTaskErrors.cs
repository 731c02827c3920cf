using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Tasks;

public static class WorkTaskErrors
{
    public static readonly Error OneAssignee = new("task-needs-one-assignee", ErrorKind.Rule, "A task has an owner or a team, not both.");

    public static readonly Error OwnerNotAtSchool = new("task-owner-not-at-school", ErrorKind.Rule, "The owner does not work at the school today.");

    public static readonly Error TeamHasNoTasks = new("task-team-has-no-tasks", ErrorKind.Rule, "This role does not work with tasks.");

    public static readonly Error TeamMayNotSee = new("task-team-may-not-see", ErrorKind.Rule, "A task about safeguarding is given to a team that answers for it, or to one person.");

    public static readonly Error OneDue = new("task-needs-one-due", ErrorKind.Rule, "A task is due on a date or in a number of school days, not both.");

    public static readonly Error DueInThePast = new("task-due-in-the-past", ErrorKind.Rule, "A task cannot be due before today.");

    public static readonly Error NoSchoolDayLeft = new("task-no-school-day-left", ErrorKind.Rule, "There is no school day from today up to that date.");

    public static readonly Error DueTooFar = new("task-due-too-far", ErrorKind.Rule, "A task is due within two years.");

    public static readonly Error PauseEndsTooSoon = new("task-pause-ends-too-soon", ErrorKind.Rule, "A task comes back tomorrow at the earliest.");

    public static readonly Error PauseTooLong = new("task-pause-too-long", ErrorKind.Rule, "A task is put off for 90 days and exempt for a year at most.");

    public static readonly Error TitleIsFixed = new("task-title-is-fixed", ErrorKind.Rule, "The words of a task that was made by its cause are fixed.");

    public static readonly Error LabelTooLow = new("task-label-too-low", ErrorKind.Rule, "A task in one's own words is pastoral at least.");

    public static readonly Error SourceElsewhere = new("task-source-elsewhere", ErrorKind.Rule, "The record that the task is about belongs to another school.");

    /// <summary>Also when a rival has just closed it.</summary>
    public static readonly Error SourceClosed = new("task-source-closed", ErrorKind.Conflict, "The record that the task is about is closed.");

    public static readonly Error Exists = new("task-exists", ErrorKind.Conflict, "There is an open task of this kind for that record.");
}
