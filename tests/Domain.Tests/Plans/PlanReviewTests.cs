using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Tests.Schools;
using static PupilSupport.Domain.Tests.Plans.Samples;

namespace PupilSupport.Domain.Tests.Plans;

public class PlanReviewTests
{
    private static PlanReviewTerms On(int year, int month, int day, int weeks = 12) => new(weeks, TestCalendar.Calendar, new(year, month, day));

    [Fact]
    public void What_comes_into_force_is_due_for_review_from_its_first_day()
    {
        var plan = Approved(new(2026, 11, 16));
        Ok(plan.KeepCycle(On(2026, 11, 23)));
        Assert.Equal((1, new DateOnly(2026, 11, 16), new DateOnly(2027, 2, 8)), (plan.CycleNumber, plan.CycleStartedOn, plan.ReviewDueOn));
    }

    [Fact]
    public void What_is_agreed_after_its_first_review_would_have_been_counts_from_that_day()
    {
        var plan = Approved(new(2026, 9, 7));
        Ok(plan.KeepCycle(On(2026, 12, 6)));
        Assert.Equal((new DateOnly(2026, 12, 4), new DateOnly(2027, 2, 26)), (plan.CycleStartedOn, plan.ReviewDueOn));
    }

    [Theory]
    [InlineData("2026-11-22", "plan-starts-on-closure")]
    [InlineData("2025-11-21", "calendar-not-configured")]
    public void Nothing_comes_into_force_that_has_no_day_of_review(string starts, string code)
    {
        var start = DateOnly.Parse(starts, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(code, Approved(start).KeepCycle(On(2026, 11, 23)).Error?.Code);
    }

    [Fact]
    public void An_early_review_counts_from_its_own_day()
    {
        var plan = Active();
        var review = plan.Review(ReviewOf(plan, new(2026, 12, 4)), On(2026, 12, 7), [], Now).Value;
        Assert.Equal((2, new DateOnly(2026, 12, 4), new DateOnly(2027, 2, 26)), (plan.CycleNumber, plan.CycleStartedOn, plan.ReviewDueOn));
        Assert.Equal((1, 1, plan.ReviewDueOn, PlanStatus.Active), (review.CycleNumber, review.VersionNumber, review.NextDueOn, plan.Status));
        Assert.Equal(new DateOnly(2026, 12, 4), plan.Cycles[0].ReviewedOn);
        Assert.Null(plan.Cycles[1].ReviewedOn);
    }

    [Fact]
    public void A_review_on_a_day_without_school_counts_from_the_school_day_before()
    {
        var plan = Active();
        Ok(plan.StartReview());
        Assert.True(plan.Review(ReviewOf(plan, new(2026, 12, 6)), On(2026, 12, 7), [], Now).IsSuccess);
        Assert.Equal((new DateOnly(2026, 12, 4), new DateOnly(2026, 12, 6), PlanStatus.Active), (plan.CycleStartedOn, plan.LastReviewedOn, plan.Status));
    }

    [Theory]
    [InlineData("2026-11-20")]
    [InlineData("2026-12-08")]
    public void A_review_lies_within_its_cycle(string day)
    {
        var plan = Active();
        var review = ReviewOf(plan, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("review-outside-cycle", plan.Review(review, On(2026, 12, 7), [], Now).Error?.Code);
        Assert.Equal((1, (DateOnly?)null), (plan.CycleNumber, plan.LastReviewedOn));
    }

    [Fact]
    public void Every_target_of_the_version_in_force_has_one_outcome()
    {
        var plan = Active(content: Content() with { Targets = [Target("One"), Target("Two")] });
        Ok(plan.Revise(Editor, Now));
        Ok(plan.Edit(plan.Content with { Targets = [.. plan.Content.Targets, Target("Three")] }, plan.OwnerId, Editor, Day()));
        var (one, two, three) = (plan.Content.Targets[0].Id!.Value, plan.Content.Targets[1].Id!.Value, plan.Content.Targets[2].Id!.Value);
        Assert.Equal(("review-target-missing", "/targetOutcomes"), Refused(plan, one));
        Assert.Equal(("review-target-twice", "/targetOutcomes/1/targetId"), Refused(plan, one, one));
        Assert.Equal(("review-target-unknown", "/targetOutcomes/2/targetId"), Refused(plan, one, two, three));
        var review = plan.Review(ReviewOf(plan) with { TargetOutcomes = [new(two, -2), new(one, 2)] }, Terms, [], Now).Value;
        Assert.Equal([(two, -2), (one, 2)], review.Outcomes.Select(o => (o.TargetId, o.Outcome)));
        Assert.Equal(2, plan.VersionNumber);
    }

    [Fact]
    public void A_review_that_closes_is_stopped_by_what_stops_closing_and_changes_nothing_then()
    {
        var plan = Active();
        Ok(plan.Revise(Author, Now));
        var refused = plan.Review(ReviewOf(plan, decision: PlanReviewDecision.Close), Terms, [new PlanBlocker("open_task", null)], Now).Error!;
        Assert.Equal(["open_revision", "open_task"], ((PlanBlocker[])refused.Extensions["blockers"]).Select(b => b.Code));
        Assert.Equal((PlanStatus.Active, 1, (DateOnly?)null, (DateOnly?)null), (plan.Status, plan.CycleNumber, plan.LastReviewedOn, plan.Cycles[0].ReviewedOn));
        Ok(plan.WithdrawRevision("Not needed", Now));
        var review = plan.Review(ReviewOf(plan, decision: PlanReviewDecision.Close), Terms, [], Now).Value;
        Assert.Equal((PlanStatus.Closed, 1, (DateOnly?)null, (DateOnly?)null), (plan.Status, plan.CycleNumber, plan.ReviewDueOn, review.NextDueOn));
    }

    [Fact]
    public void Nothing_that_was_in_force_ends_unreviewed()
    {
        var plan = Active();
        Assert.DoesNotContain(PlanAction.Close, plan.AllowedActions());
        Assert.Equal(["no_review"], ((PlanBlocker[])plan.Close("Moved away", [], Now).Error!.Extensions["blockers"]).Select(b => b.Code));
        Ok(Reviewed(plan));
        Assert.Contains(PlanAction.Close, plan.AllowedActions());
        Ok(plan.Close("Moved away", [], Now));
        Assert.Null(plan.ReviewDueOn);
    }

    [Fact]
    public void No_cycle_begins_after_the_plan()
    {
        var plan = Active(content: Content() with { EndsOn = new(2026, 12, 11) });
        Assert.Equal(new DateOnly(2026, 12, 11), plan.ReviewDueOn);
        Assert.Equal("review-past-plan-end", plan.Review(ReviewOf(plan, new(2026, 12, 14)), On(2026, 12, 14), [], Now).Error?.Code);
        Assert.True(plan.Review(ReviewOf(plan, new(2026, 12, 14), PlanReviewDecision.Close), On(2026, 12, 14), [], Now).IsSuccess);
    }

    [Fact]
    public void A_version_that_ends_sooner_is_reviewed_sooner()
    {
        var plan = Active();
        Ok(plan.Revise(Author, Now));
        Ok(plan.Edit(plan.Content with { EndsOn = new(2026, 12, 13) }, plan.OwnerId, Author, Day()));
        Ok(plan.RequestApproval(Author, Now));
        Ok(plan.Approve(Head, null, null, Now));
        Ok(plan.KeepCycle(Terms));
        Assert.Equal((1, new DateOnly(2026, 12, 11), new DateOnly(2026, 12, 11)), (plan.CycleNumber, plan.ReviewDueOn, plan.Cycles[0].DueOn));
    }

    [Fact]
    public void What_happens_brings_the_review_of_a_risk_assessment_forward()
    {
        var plan = Active(PlanType.RiskAssessment);
        var told = new NewPlanReviewTrigger(PlanReviewTriggerKind.Absconding, new(2026, 11, 24), "Over the fence", Author);
        var trigger = plan.TriggerReview(told, On(2026, 11, 25), Now).Value;
        Assert.Equal((new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1)), (trigger.DueOn, plan.ReviewDueOn, plan.Cycles[0].DueOn));
        Assert.True(plan.TriggerReview(told with { OccurredOn = new(2026, 11, 25) }, On(2026, 11, 25), Now).IsSuccess);
        Assert.Equal(new DateOnly(2026, 12, 1), plan.ReviewDueOn);
        Assert.Equal("review-trigger-outside-plan", plan.TriggerReview(told with { OccurredOn = new(2026, 11, 22) }, On(2026, 11, 25), Now).Error?.Code);
        Assert.Equal("review-trigger-outside-plan", plan.TriggerReview(told with { OccurredOn = new(2026, 11, 26) }, On(2026, 11, 25), Now).Error?.Code);
        Assert.Equal("review-trigger-not-applicable", Active().TriggerReview(told, On(2026, 11, 25), Now).Error?.Code);
    }

    [Fact]
    public void What_the_last_review_did_not_know_of_brings_the_next_one_forward()
    {
        var plan = Active(PlanType.RiskAssessment);
        Assert.True(plan.Review(ReviewOf(plan, new(2026, 12, 8)), On(2026, 12, 8), [], Now).IsSuccess);
        var told = new NewPlanReviewTrigger(PlanReviewTriggerKind.Absconding, new(2026, 12, 7), null, Author);
        Assert.Equal(new DateOnly(2026, 12, 14), plan.TriggerReview(told, On(2026, 12, 9), Now).Value.DueOn);
        Assert.Equal(new DateOnly(2026, 12, 8), plan.TriggerReview(told with { OccurredOn = new(2026, 11, 24) }, On(2026, 12, 9), Now).Value.DueOn);
    }

    [Fact]
    public void No_version_ends_before_the_cycle_that_is_open()
    {
        var plan = Active();
        Assert.True(plan.Review(ReviewOf(plan, new(2026, 12, 8)), On(2026, 12, 8), [], Now).IsSuccess);
        Ok(plan.Revise(Author, Now));
        Ok(plan.Edit(plan.Content with { EndsOn = new(2026, 12, 7), Targets = [] }, plan.OwnerId, Author, Day()));
        Assert.Equal(("plan-ends-before-cycle", "/endsOn"), (plan.CheckCycle(On(2026, 12, 9)).Error!.Code, plan.CheckCycle(On(2026, 12, 9)).Error!.Faults[0].Pointer));
        Ok(plan.Edit(plan.Content with { EndsOn = new(2026, 12, 8) }, plan.OwnerId, Author, Day()));
        Ok(plan.CheckCycle(On(2026, 12, 9)));
    }

    [Fact]
    public void Entries_are_of_the_open_cycle_and_progress_is_of_a_target()
    {
        var plan = Active();
        var target = plan.Content.Targets[0].Id!.Value;
        var told = new NewPlanEntry { Kind = PlanEntryKind.Progress, On = new(2026, 11, 23), Text = "Stayed for 25 minutes", Measure = "25 of 60", TargetId = target, AuthorId = Author };
        var entry = PlanEntry.Record(plan, told, Now).Value;
        Assert.Equal((1, "25 of 60", target), (entry.CycleNumber, entry.Measure, entry.TargetId));
        Assert.Equal("plan-entry-target", PlanEntry.Record(plan, told with { TargetId = null }, Now).Error?.Code);
        Assert.Equal("plan-entry-target", PlanEntry.Record(plan, told with { TargetId = Guid.NewGuid() }, Now).Error?.Code);
        Assert.Equal("plan-entry-target", PlanEntry.Record(plan, told with { Kind = PlanEntryKind.Assess, Measure = null }, Now).Error?.Code);
        Assert.Equal("plan-entry-measure", PlanEntry.Record(plan, told with { Kind = PlanEntryKind.Do }, Now).Error?.Code);
        Assert.Equal("plan-entry-in-future", PlanEntry.Record(plan, told with { On = new(2026, 11, 24) }, Now).Error?.Code);
        Assert.Equal("plan-entry-before-plan", PlanEntry.Record(plan, told with { On = new(2026, 11, 22) }, Now).Error?.Code);
        Assert.True(PlanEntry.Record(plan, told with { Kind = PlanEntryKind.Assess, Measure = null, TargetId = null, On = new(2026, 11, 2) }, Now).IsSuccess);
        Assert.Equal("invalid-transition", PlanEntry.Record(Draft(), told, Now).Error?.Code);
    }

    private static PlanTarget Target(string text) => Content().Targets[0] with { Text = text };

    private static (string?, string?) Refused(Plan plan, params Guid[] targets)
    {
        var refused = plan.Review(ReviewOf(plan) with { TargetOutcomes = [.. targets.Select(t => new PlanTargetOutcome(t, 0))] }, Terms, [], Now).Error;
        return (refused?.Code, refused?.Faults[0].Pointer);
    }

    private static Plan Approved(DateOnly start)
    {
        var plan = Draft(content: Content() with { StartsOn = start });
        Ok(plan.RequestApproval(Author, Now));
        Ok(plan.Approve(Head, null, null, Now));
        return plan;
    }
}
