using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tasks;

/// <summary>What a task is made of.</summary>
public sealed record WorkTaskPlan
{
    public required WorkTaskKind Kind { get; init; }

    /// <summary>For <see cref="WorkTaskKind.Manual"/> only; the other kinds have fixed words.</summary>
    public string? Title { get; init; }
    public SensitivityLabel Label { get; init; } = SensitivityLabel.Pastoral;
    public WorkTaskPriority Priority { get; init; } = WorkTaskPriority.Normal;
    public required Assignee Assignee { get; init; }
    public required WorkTaskDue Due { get; init; }
    public PupilId? PupilId { get; init; }
    public TaskSourceLink? Source { get; init; }

    /// <summary>The author of a task that was made by hand; null for one that came from its cause.</summary>
    public StaffId? CreatedById { get; init; }
}

/// <summary>
/// Something to be done by somebody until some day. It says no more than that: what happened stands in the record
/// that it is about.
/// </summary>
public sealed class WorkTask : AggregateRoot<WorkTaskId>, ISchoolOwned
{
    public const int MaxTitle = Limits.Title;
    public const int MaxSnoozeDays = 90;
    public const int MaxExemptDays = 366;

    private WorkTask(TrustId trustId, SchoolId schoolId, DateTimeOffset now)
        : base(trustId, WorkTaskId.From(Guid.CreateVersion7(now)), now) => SchoolId = schoolId;

    private WorkTask() { }

    public SchoolId SchoolId { get; private set; }
    public WorkTaskKind Kind { get; private set; }
    public string Title { get; private set; } = "";
    public SensitivityLabel Label { get; private set; }

    /// <summary>As stored: a pause that is over may still stand here. See <see cref="WorkTaskRules.StatusOn"/>.</summary>
    public WorkTaskStatus Status { get; private set; }
    public WorkTaskPriority Priority { get; private set; }
    public StaffId? OwnerId { get; private set; }

    /// <summary>All who hold this role at the school; null when there is an owner.</summary>
    public Role? Team { get; private set; }
    public PupilId? PupilId { get; private set; }
    public string? SourceKind { get; private set; }
    public Guid? SourceId { get; private set; }
    public DateOnly DueOn { get; private set; }
    public DateOnly DueFrom { get; private set; }
    public int? DueSchoolDays { get; private set; }
    public bool DueIsProvisional { get; private set; }

    /// <summary>The day on which a pause is over.</summary>
    public DateOnly? ResumesOn { get; private set; }
    public string? PauseReason { get; private set; }
    public StaffId? CreatedById { get; private set; }

    /// <summary>When it was found late and shown to <see cref="EscalatedTo"/> too.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }
    public Role? EscalatedTo { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who ended it; null when its record or a machine did.</summary>
    public StaffId? EndedById { get; private set; }

    /// <summary>Whether the record that it is about ended it.</summary>
    public bool EndedBySource { get; private set; }
    public string? CancelReason { get; private set; }

    public WorkTaskDue Due => new(DueOn, DueFrom, DueSchoolDays, DueIsProvisional);

    public static Result<WorkTask> Open(TrustId trustId, SchoolId schoolId, WorkTaskPlan plan, DateTimeOffset now)
    {
        if (plan.Kind == WorkTaskKind.Manual && plan.Label == SensitivityLabel.Standard)
        {
            return WorkTaskErrors.LabelTooLow.At("/label");
        }

        if (TeamRefusal(plan.Assignee, plan.Label) is { } unseen)
        {
            return unseen;
        }

        var task = new WorkTask(trustId, schoolId, now)
        {
            Kind = plan.Kind,
            Title = Guard.Text(WorkTaskRules.Of(plan.Kind).Title ?? plan.Title ?? "", MaxTitle),
            Label = plan.Label,
            Priority = plan.Priority,
            PupilId = plan.PupilId,
            SourceKind = Guard.OptionalText(plan.Source?.Kind, TaskSourceLink.KindMax),
            SourceId = plan.Source?.Id,
            CreatedById = plan.CreatedById,
        };
        task.Give(plan.Assignee);
        task.SetDue(plan.Due);
        return task;
    }

    /// <param name="due">The same as before leaves the escalation as it is.</param>
    public Result Revise(string title, WorkTaskPriority priority, WorkTaskDue due, DateOnly today)
    {
        if (Move(WorkTaskAction.Revise, today).Error is { } refused)
        {
            return refused;
        }

        if (title != Title && WorkTaskRules.Of(Kind).Title is not null)
        {
            return WorkTaskErrors.TitleIsFixed.At("/title");
        }

        (Title, Priority) = (Guard.Text(title, MaxTitle), priority);
        if (due != Due)
        {
            SetDue(due);
            ForgetEscalation();
        }

        return Result.Success;
    }

    public Result Start(DateOnly today) => Move(WorkTaskAction.Start, today);

    /// <summary>Whoever gets it has not started.</summary>
    public Result Reassign(Assignee assignee, DateOnly today)
    {
        var moved = TeamRefusal(assignee, Label) is { } unseen ? unseen : Move(WorkTaskAction.Reassign, today);
        if (moved.IsSuccess)
        {
            Give(assignee);
        }

        return moved;
    }

    /// <param name="until">The day on which it is back.</param>
    public Result Snooze(DateOnly until, string reason, DateOnly today) => Pause(WorkTaskAction.Snooze, until, MaxSnoozeDays, reason, today);

    /// <param name="until">The day on which it is back.</param>
    public Result Exempt(DateOnly until, string reason, DateOnly today) => Pause(WorkTaskAction.Exempt, until, MaxExemptDays, reason, today);

    public Result Complete(StaffId? by, DateOnly today, DateTimeOffset now) => End(WorkTaskAction.Complete, by, null, today, now);

    public Result Cancel(string reason, StaffId? by, DateOnly today, DateTimeOffset now) => End(WorkTaskAction.Cancel, by, reason, today, now);

    public Result Reopen(DateOnly today)
    {
        var moved = Move(WorkTaskAction.Reopen, today);
        if (moved.IsSuccess)
        {
            (EndedAt, EndedById, CancelReason) = (null, null, null);
            ForgetEscalation();
        }

        return moved;
    }

    /// <summary>Ends it as its record's new state says. Ended tasks stay as they are.</summary>
    public void Settle(TaskStanding standing, DateTimeOffset now)
    {
        if (EndedAt is null && standing != TaskStanding.Stands)
        {
            Status = standing == TaskStanding.Settled ? WorkTaskStatus.Done : WorkTaskStatus.Cancelled;
            (EndedAt, EndedBySource, ResumesOn, PauseReason) = (now, true, null, null);
        }
    }

    /// <summary>Ends a pause that is over. Reading does not need it; the feed and the escalation do.</summary>
    public void Resume(DateOnly today)
    {
        if (WorkTaskRules.StatusOn(Status, ResumesOn, today) != Status)
        {
            (Status, ResumesOn, PauseReason) = (WorkTaskStatus.Open, null, null);
        }
    }

    /// <summary>Shows a late task to a role too, once for each time that it is due.</summary>
    /// <returns>Whether it was done now.</returns>
    public bool Escalate(Role to, DateOnly today, DateTimeOffset now)
    {
        if (EscalatedAt is not null || !WorkTaskRules.IsOverdue(Status, DueOn, today))
        {
            return false;
        }

        (EscalatedAt, EscalatedTo) = (now, to);
        return true;
    }

    /// <summary>After the school's calendar was given or changed.</summary>
    public void Recount(SchoolCalendar calendar)
    {
        if (EndedAt is null)
        {
            SetDue(Due.Again(calendar));
        }
    }

    /// <summary>What state, kind and clock allow, whoever asks.</summary>
    public IReadOnlyList<WorkTaskAction> AllowedActions(DateOnly today) =>
        WorkTaskRules.AllowedActions(WorkTaskRules.StatusOn(Status, ResumesOn, today), Kind, EndedBySource);

    private static Error? TeamRefusal(Assignee assignee, SensitivityLabel label) =>
        assignee.Team is { } team && !WorkTaskRules.SeesAsTeam(team, label) ? WorkTaskErrors.TeamMayNotSee.At("/team") : null;

    private Result Move(WorkTaskAction action, DateOnly today)
    {
        Resume(today);
        var allowed = AllowedActions(today);
        if (!allowed.Contains(action))
        {
            return StateErrors.InvalidTransition.With("allowedActions", allowed);
        }

        var next = WorkTaskRules.States.Move(Status, action).Value;
        if (next != Status)
        {
            (ResumesOn, PauseReason) = (null, null);
        }

        Status = next;
        return Result.Success;
    }

    private Result Pause(WorkTaskAction action, DateOnly until, int maxDays, string reason, DateOnly today)
    {
        if (until <= today || until > today.AddDays(maxDays))
        {
            return (until <= today ? WorkTaskErrors.PauseEndsTooSoon : WorkTaskErrors.PauseTooLong).At("/until");
        }

        var moved = Move(action, today);
        if (moved.IsSuccess)
        {
            (ResumesOn, PauseReason) = (until, Guard.Text(reason, Limits.Reason));
        }

        return moved;
    }

    private Result End(WorkTaskAction action, StaffId? by, string? reason, DateOnly today, DateTimeOffset now)
    {
        var moved = Move(action, today);
        if (moved.IsSuccess)
        {
            (EndedAt, EndedById, CancelReason) = (now, by, Guard.OptionalText(reason, Limits.Reason));
        }

        return moved;
    }

    private void Give(Assignee assignee) => (OwnerId, Team) = (assignee.OwnerId, assignee.Team);

    private void SetDue(WorkTaskDue due) => (DueOn, DueFrom, DueSchoolDays, DueIsProvisional) = (due.On, due.From, due.SchoolDays, due.IsProvisional);

    private void ForgetEscalation() => (EscalatedAt, EscalatedTo) = (null, null);
}
