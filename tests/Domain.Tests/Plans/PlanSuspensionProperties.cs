using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tests.Schools;
using static PupilSupport.Domain.Tests.Plans.Samples;
using Result = PupilSupport.Domain.Common.Result;

namespace PupilSupport.Domain.Tests.Plans;

/// <summary>However often a part-time timetable is suspended and resumed, and whether it is closed or superseded: the register is told of the days at whose end it was in force, of no others.</summary>
public class PlanSuspensionProperties
{
    private const int Runs = 200;
    private const int Days = 12;
    private static readonly DateOnly First = new(2026, 11, 23), Last = First.AddDays(Days - 1);

    [Fact]
    public void Marks_are_those_of_the_days_in_force() =>
        Prop.ForAll(Gen.Choose(1, 40).Zip(Gen.Choose(0, 9)).ListOf().ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void A_day_counts_from_the_one_of_the_suspension_to_the_one_before_it_is_resumed()
    {
        var plan = Active(PlanType.PartTimeTimetable);
        Ok(plan.Suspend("Away", Now.AddDays(1)));
        Assert.Equal([First], Told(plan));
        Ok(plan.Resume(Now.AddDays(3)));
        Assert.Equal(Now.AddDays(1), plan.Suspensions.Single().SuspendedAt);
        Assert.Equal((null, null, "Away"), (plan.SuspendedAt, plan.StateReason, plan.Suspensions[0].Reason));
        Assert.Equal([First, First.AddDays(3), First.AddDays(4)], Told(plan).Take(3));
    }

    /// <param name="steps">Hours until the next thing is done, and what: suspend or resume, seldom close, or another plan takes its place.</param>
    private static bool Holds(IEnumerable<(int Hours, int What)> steps)
    {
        var (plan, now) = (Active(PlanType.PartTimeTimetable), Now);
        Ok(Reviewed(plan));
        var states = new List<(DateTimeOffset At, bool InForce)>();
        foreach (var (hours, what) in steps)
        {
            now = now.AddHours(hours);
            var done = what switch
            {
                8 => plan.Close("Done", [], now),
                9 => Superseded(plan, now),
                _ when plan.Status == PlanStatus.Suspended => plan.Resume(now),
                _ => plan.Suspend("Away", now),
            };
            states.Add((now, done.IsSuccess ? plan.Status == PlanStatus.Active : states.Count == 0 || states[^1].InForce));
        }

        var days = Enumerable.Range(0, Days).Select(First.AddDays)
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && states.LastOrDefault(s => LondonTime.DateOf(s.At) <= d, (default, true)).InForce);
        return days.SequenceEqual(Told(plan));
    }

    private static IEnumerable<DateOnly> Told(Plan plan) => PartTimeMarks.Between(
        First, Last, [new HeldTimetable(1, First, plan.Versions[0].Text()!)],
        new PlanForce(plan.EndedAt, plan.SuspendedAt, [.. plan.Suspensions.Select(s => new PlanPause(s.SuspendedAt, s.EndedAt))]),
        new(2018, 1, 10), _ => true, TestCalendar.Calendar).Value.Select(m => m.On).Distinct();

    private static Result Superseded(Plan plan, DateTimeOffset now)
    {
        if (PlanRules.IsOver(plan.Status))
        {
            return StateErrors.InvalidTransition;
        }

        var next = Draft(PlanType.PartTimeTimetable, supersedes: plan.Id);
        Ok(next.RequestApproval(Author, now));
        return next.Approve(Head, null, plan, now);
    }
}
