using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Plans;

/// <content>Its cycles: from one review to the next.</content>
public sealed partial class Plan
{
    public const int MaxCycles = 500;

    /// <summary>Why a plan ends that its review closes.</summary>
    public const string ClosedAtReview = "Closed at its review.";

    private readonly List<PlanCycle> _cycles = [];
    private readonly List<PlanReviewTrigger> _triggers = [];

    /// <summary>The cycle that is open or was the last; 0 before the plan came into force.</summary>
    public int CycleNumber { get; private set; }
    public DateOnly? CycleStartedOn { get; private set; }

    /// <summary>The day of the last review.</summary>
    public DateOnly? LastReviewedOn { get; private set; }

    /// <summary>Those that are loaded: for what is done here, the open one.</summary>
    public IReadOnlyList<PlanCycle> Cycles => _cycles;
    public IReadOnlyList<PlanReviewTrigger> Triggers => _triggers;

    /// <summary>
    /// What a version that has just come into force means for its review: the first begins the first cycle, and one that ends
    /// sooner is reviewed sooner. A plan that is agreed so late that its first review would be past counts from today.
    /// </summary>
    public Result KeepCycle(PlanReviewTerms terms)
    {
        if (!PlanRules.IsInForce(Status) || InForceContent() is not { } content)
        {
            return Result.Success;
        }

        if (CycleNumber > 0)
        {
            return EndsSooner(content.EndsOn, terms);
        }

        var first = FirstCycle(content, terms);
        if (first.IsSuccess)
        {
            OpenCycle(first.Value.Start, first.Value.Due);
        }

        return first.IsSuccess ? Result.Success : first.Error;
    }

    /// <summary>Whether the draft could come into force: on its first day, or in the cycle that is open. Asked before others are asked to approve it.</summary>
    /// <param name="terms">Needed before the first cycle alone.</param>
    public Result CheckCycle(PlanReviewTerms? terms)
    {
        if (CycleNumber > 0)
        {
            return Content.EndsOn < CycleStartedOn ? PlanReviewErrors.EndsBeforeCycle.At("/endsOn") : Result.Success;
        }

        return FirstCycle(Content, terms!) is { IsSuccess: false } refused ? refused.Error.At("/startsOn") : Result.Success;
    }

    private Result<(DateOnly Start, DateOnly Due)> FirstCycle(PlanContent content, PlanReviewTerms terms)
    {
        var due = Due(content.StartsOn, content.EndsOn, terms);
        if (!due.IsSuccess)
        {
            return due.Error;
        }

        var isLate = PlanReviewSchedule.IsOverdue(due.Value, terms.Today);
        return isLate && NextCycle(terms.Today, content.EndsOn, terms) is { IsSuccess: true } late ? late.Value : (content.StartsOn, due.Value);
    }

    /// <summary>Reviews the open cycle, and begins the next from the day of the review or closes the plan.</summary>
    /// <param name="blockers">What is open outside the plan itself; for a review that closes.</param>
    public Result<PlanReview> Review(NewPlanReview told, PlanReviewTerms terms, IReadOnlyList<PlanBlocker> blockers, DateTimeOffset now)
    {
        if ((Allowed(PlanAction.Review) ?? (CycleNumber == 0 ? Refused() : ReviewRefusal(told, terms.Today)) ?? SignOffRefusal(InForceVersion!.Value, CycleNumber)) is { } refused)
        {
            return refused;
        }

        return told.Decision == PlanReviewDecision.Close ? ReviewAndClose(told, blockers, now) : ReviewAndContinue(told, terms, now);
    }

    /// <summary>Something happened because of which a risk assessment or an evacuation plan is reviewed within days.</summary>
    public Result<PlanReviewTrigger> TriggerReview(NewPlanReviewTrigger told, PlanReviewTerms terms, DateTimeOffset now)
    {
        var refused = this switch
        {
            _ when !PlanReviewTrigger.KindsOf(Type).Contains(told.Kind) => PlanReviewErrors.NotTriggered,
            _ when !PlanRules.IsInForce(Status) || CycleNumber == 0 => Refused(),
            _ when told.OccurredOn < InForceContent()!.StartsOn || told.OccurredOn > terms.Today => PlanReviewErrors.TriggerOutsidePlan.At("/occurredOn"),
            _ when _triggers.Count(t => t.CycleNumber == CycleNumber) >= PlanReviewTrigger.MaxOfCycle => PlanReviewErrors.TooManyTriggers,
            _ => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        // What the last review did not know of is due as if it had happened on the first day of the cycle at the earliest.
        var due = PlanReviewSchedule.DueAfterTrigger(ReviewDueOn!.Value, told.OccurredOn, terms.Calendar, terms.SchoolDaysAfterTrigger);
        due = due < CycleStartedOn ? CycleStartedOn!.Value : due;
        DueBy(due);
        var trigger = new PlanReviewTrigger(this, told, due, now);
        _triggers.Add(trigger);
        return trigger;
    }

    /// <summary>What was in force does not end unreviewed.</summary>
    private bool NeedsReview => InForceVersion is not null && LastReviewedOn is null;

    private PlanCycle OpenCycleNow => _cycles.Find(c => c.Number == CycleNumber) ?? throw new InvalidOperationException("The open cycle of the plan is not loaded.");

    private Result<PlanReview> ReviewAndContinue(NewPlanReview told, PlanReviewTerms terms, DateTimeOffset now)
    {
        var next = CycleNumber >= MaxCycles ? PlanReviewErrors.TooManyCycles : NextCycle(told.ReviewedOn, InForceContent()!.EndsOn, terms);
        if (!next.IsSuccess)
        {
            return next.Error;
        }

        var review = EndCycle(told, next.Value.Due, now);
        OpenCycle(next.Value.Start, next.Value.Due);
        Status = Next(PlanAction.Review);
        return review;
    }

    private Result<PlanReview> ReviewAndClose(NewPlanReview told, IReadOnlyList<PlanBlocker> blockers, DateTimeOffset now)
    {
        var before = LastReviewedOn;
        LastReviewedOn = told.ReviewedOn;
        var closed = Close(ClosedAtReview, blockers, now);
        if (!closed.IsSuccess)
        {
            LastReviewedOn = before;
            return closed.Error;
        }

        return EndCycle(told, null, now);
    }

    private PlanReview EndCycle(NewPlanReview told, DateOnly? nextDueOn, DateTimeOffset now)
    {
        OpenCycleNow.Review(told.ReviewedOn);
        (LastReviewedOn, ReviewDueOn) = (told.ReviewedOn, null);
        return new PlanReview(this, told, nextDueOn, now);
    }

    private void OpenCycle(DateOnly start, DateOnly due)
    {
        (CycleNumber, CycleStartedOn, ReviewDueOn) = (CycleNumber + 1, start, due);
        _cycles.Add(new PlanCycle(this, CycleNumber, start, due));
    }

    /// <summary>A personal education plan is reviewed in every term, whatever the policy says: by the last school day of the next one.</summary>
    private Result<DateOnly> Due(DateOnly start, DateOnly? planEnd, PlanReviewTerms terms)
    {
        var last = Type == PlanType.LacPep ? SchoolTerm.Containing(start).Next.LastDay : planEnd;
        return PlanReviewSchedule.Due(start, terms.Weeks, planEnd < last ? planEnd : last, terms.Calendar);
    }

    /// <summary>A review on a day without school counts from the school day before it.</summary>
    private Result<(DateOnly Start, DateOnly Due)> NextCycle(DateOnly from, DateOnly? planEnd, PlanReviewTerms terms)
    {
        var start = terms.Calendar.PreviousSchoolDayOnOrBefore(from);
        if (!start.IsSuccess || planEnd < start.Value)
        {
            return start.IsSuccess ? PlanReviewErrors.PastEnd : start.Error;
        }

        var due = Due(start.Value, planEnd, terms);
        return due.IsSuccess ? (start.Value, due.Value) : due.Error;
    }

    private Result EndsSooner(DateOnly? planEnd, PlanReviewTerms terms)
    {
        if (planEnd is null || planEnd >= ReviewDueOn)
        {
            return Result.Success;
        }

        var last = terms.Calendar.PreviousSchoolDayOnOrBefore(planEnd.Value);
        if (last.IsSuccess)
        {
            DueBy(last.Value);
        }

        return last.IsSuccess ? Result.Success : last.Error;
    }

    private void DueBy(DateOnly day)
    {
        OpenCycleNow.DueBy(day);
        ReviewDueOn = OpenCycleNow.DueOn;
    }

    private Error? ReviewRefusal(NewPlanReview told, DateOnly today)
    {
        if (told.ReviewedOn < CycleStartedOn || told.ReviewedOn > today)
        {
            return PlanReviewErrors.OutsideCycle.At("/reviewedOn");
        }

        Guid[] targets = [.. InForceContent()!.Targets.Select(t => t.Id!.Value)];
        var (seen, at) = (new HashSet<Guid>(), 0);
        foreach (var outcome in told.TargetOutcomes)
        {
            if (!targets.Contains(outcome.TargetId) || !seen.Add(outcome.TargetId))
            {
                return (seen.Contains(outcome.TargetId) ? PlanReviewErrors.TargetTwice : PlanReviewErrors.UnknownTarget).At($"/targetOutcomes/{at}/targetId");
            }

            at++;
        }

        Guid[] missing = [.. targets.Where(t => !seen.Contains(t))];
        return missing.Length == 0 ? null : PlanReviewErrors.TargetMissing.At("/targetOutcomes").With("missingTargetIds", missing);
    }
}
