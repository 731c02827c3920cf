using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;
using Result = PupilSupport.Domain.Common.Result;

namespace PupilSupport.Domain.Tests.Tasks;

public class WorkTaskTests
{
    private static readonly TrustId Trust = new(Guid.NewGuid());
    private static readonly SchoolId School = new(Guid.NewGuid());
    private static readonly StaffId Owner = new(Guid.NewGuid());
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static WorkTask Make(WorkTaskKind kind = WorkTaskKind.Manual, DateOnly? due = null) => WorkTask.Open(
        Trust,
        School,
        new WorkTaskPlan
        {
            Kind = kind,
            Title = kind == WorkTaskKind.Manual ? "Ring home" : null,
            Assignee = Assignee.Staff(Owner),
            Due = new WorkTaskDue(due ?? Monday, due ?? Monday, null, false),
        },
        Now).Value;

    [Fact]
    public void A_task_of_a_cause_has_fixed_words()
    {
        Assert.All(Enum.GetValues<WorkTaskKind>().Where(k => k != WorkTaskKind.Manual), k => Assert.Equal(WorkTaskRules.Of(k).Title, Make(k).Title));
        Assert.Equal("task-title-is-fixed", Make(WorkTaskKind.CatchUpSession).Revise("Else", WorkTaskPriority.High, Make().Due, Monday).Error?.Code);
    }

    [Fact]
    public void Ones_own_words_are_pastoral_at_least()
    {
        var plan = new WorkTaskPlan { Kind = WorkTaskKind.Manual, Title = "x", Label = SensitivityLabel.Standard, Assignee = Assignee.TeamOf(Role.Dsl), Due = Make().Due };
        Assert.Equal("task-label-too-low", WorkTask.Open(Trust, School, plan, Now).Error?.Code);
    }

    [Fact]
    public void What_is_about_safeguarding_goes_late_or_not_to_no_team_that_may_not_see_it()
    {
        foreach (var label in Enum.GetValues<SensitivityLabel>())
        {
            foreach (var team in Enum.GetValues<Role>().Select(r => (Role?)r).Append(null))
            {
                var to = WorkTaskRules.EscalatesTo(label, team, Role.PastoralLead);
                Assert.True(WorkTaskRules.SeesAsTeam(to, label), $"{label} {team}");
                Assert.True(label < SensitivityLabel.Safeguarding || to != Role.Dsl || team != Role.Dsl, $"{label} {team}");
            }
        }

        var plan = new WorkTaskPlan { Kind = WorkTaskKind.Manual, Title = "x", Label = SensitivityLabel.Safeguarding, Assignee = Assignee.TeamOf(Role.PastoralLead), Due = Make().Due };
        Assert.Equal("task-team-may-not-see", WorkTask.Open(Trust, School, plan, Now).Error?.Code);
        var safe = WorkTask.Open(Trust, School, plan with { Assignee = Assignee.TeamOf(Role.Headteacher) }, Now).Value;
        Assert.Equal("task-team-may-not-see", safe.Reassign(Assignee.TeamOf(Role.Senco), Monday).Error?.Code);
    }

    [Fact]
    public void What_only_a_record_can_end_nobody_ticks_off()
    {
        var task = Make(WorkTaskKind.RecordSessionOutcome);
        Assert.Equal("invalid-transition", task.Complete(Owner, Monday, Now).Error?.Code);
        task.Settle(TaskStanding.Settled, Now);
        Assert.Equal((WorkTaskStatus.Done, true), (task.Status, task.EndedBySource));
        Assert.Empty(task.AllowedActions(Monday));
        Assert.False(task.Reopen(Monday).IsSuccess);
    }

    [Fact]
    public void A_snooze_does_not_stop_the_clock_and_an_exemption_does()
    {
        var (snoozed, exempt) = (Make(), Make());
        snoozed.Snooze(Monday.AddDays(30), "x", Monday);
        exempt.Exempt(Monday.AddDays(30), "x", Monday);
        Assert.True(snoozed.Escalate(Role.PastoralLead, Monday.AddDays(1), Now));
        Assert.False(exempt.Escalate(Role.PastoralLead, Monday.AddDays(1), Now));
        exempt.Resume(Monday.AddDays(30));
        Assert.True(exempt.Escalate(Role.PastoralLead, Monday.AddDays(30), Now));
    }

    [Fact]
    public void It_escalates_once_for_each_time_that_it_is_due()
    {
        var task = Make();
        Assert.False(task.Escalate(Role.PastoralLead, Monday, Now));
        Assert.True(task.Escalate(Role.PastoralLead, Monday.AddDays(1), Now));
        Assert.False(task.Escalate(Role.PastoralLead, Monday.AddDays(2), Now));
        Assert.True(task.Revise(task.Title, task.Priority, task.Due, Monday).IsSuccess);
        Assert.False(task.Escalate(Role.PastoralLead, Monday.AddDays(2), Now));
        task.Revise(task.Title, task.Priority, new WorkTaskDue(Monday.AddDays(3), Monday.AddDays(3), null, false), Monday.AddDays(2));
        Assert.Null(task.EscalatedAt);
        Assert.True(task.Escalate(Role.Headteacher, Monday.AddDays(4), Now));
    }

    [Fact]
    public void Whoever_gets_it_has_not_started()
    {
        var task = Make();
        task.Start(Monday);
        task.Reassign(Assignee.TeamOf(Role.ThriveLead), Monday);
        Assert.Equal((WorkTaskStatus.Open, (StaffId?)null, (Role?)Role.ThriveLead), (task.Status, task.OwnerId, task.Team));
    }

    /// <summary>Whatever is done in whatever order, the table alone decides, and what the database holds true stays true.</summary>
    [Fact]
    public void Any_walk_keeps_to_the_table_and_to_what_must_hold()
    {
        var steps =
            from verb in Gen.Elements(Enum.GetValues<WorkTaskAction>().Select(a => (WorkTaskAction?)a).Append(null).ToArray())
            from days in Gen.Choose(0, 20)
            select (verb, days);
        var walks =
            from kind in Gen.Elements(Enum.GetValues<WorkTaskKind>())
            from walk in steps.ArrayOf(14)
            select (kind, walk);
        Prop.ForAll(walks.ToArbitrary(), w => Walk(w.kind, w.walk)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static bool Walk(WorkTaskKind kind, (WorkTaskAction? Verb, int Days)[] walk)
    {
        var (task, today) = (Make(kind), Monday);
        foreach (var (verb, days) in walk)
        {
            today = today.AddDays(days);
            var before = WorkTaskRules.StatusOn(task.Status, task.ResumesOn, today);
            var allowed = task.AllowedActions(today);
            if (verb is not { } action)
            {
                // The record that it hangs on is closed: then it has ended, for good.
                task.Settle(TaskStanding.Moot, Now);
                Holds(task.EndedAt is not null, "a closed record leaves nothing open");
                continue;
            }

            var done = Do(task, action, today);
            Holds(done.IsSuccess == allowed.Contains(action), $"{action} from {before}");
            var expected = done.IsSuccess ? WorkTaskRules.States.Move(before, action).Value : before;
            Holds(WorkTaskRules.StatusOn(task.Status, task.ResumesOn, today) == expected, $"{before} by {action} became {task.Status}");
            Holds((done.Error?.Code ?? "invalid-transition") == "invalid-transition", "refused by the table alone");
            Check(task);
        }

        return true;
    }

    private static Result Do(WorkTask task, WorkTaskAction action, DateOnly today) => action switch
    {
        WorkTaskAction.Revise => task.Revise(task.Title, WorkTaskPriority.High, task.Due, today),
        WorkTaskAction.Start => task.Start(today),
        WorkTaskAction.Reassign => task.Reassign(Assignee.TeamOf(Role.Dsl), today),
        WorkTaskAction.Snooze => task.Snooze(today.AddDays(5), "x", today),
        WorkTaskAction.Exempt => task.Exempt(today.AddDays(9), "x", today),
        WorkTaskAction.Complete => task.Complete(Owner, today, Now),
        WorkTaskAction.Cancel => task.Cancel("x", Owner, today, Now),
        _ => task.Reopen(today),
    };

    /// <summary>The check constraints of the table.</summary>
    private static void Check(WorkTask task)
    {
        Holds(task.OwnerId is null != task.Team is null, "one assignee");
        Holds(task.Status is WorkTaskStatus.Snoozed or WorkTaskStatus.Exempt == task.ResumesOn is not null, "a pause has its end");
        Holds(task.ResumesOn is null == task.PauseReason is null, "a pause has its reason");
        Holds(task.Status is WorkTaskStatus.Done or WorkTaskStatus.Cancelled == task.EndedAt is not null, "an end has its time");
        Holds(task.EndedAt is not null || (task.EndedById is null && !task.EndedBySource && task.CancelReason is null), "nothing is left of an end taken back");
    }

    private static void Holds(bool condition, string what) => Assert.True(condition, what);
}
