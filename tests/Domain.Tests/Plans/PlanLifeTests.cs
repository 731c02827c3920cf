using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Domain.Tests.Plans.Samples;

namespace PupilSupport.Domain.Tests.Plans;

public class PlanLifeTests
{
    /// <summary>Every state that a plan reaches: its status, the state of its latest version and whether it is interim.</summary>
    public static readonly IReadOnlyDictionary<string, Func<PlanType, Plan>> States = new Dictionary<string, Func<PlanType, Plan>>
    {
        ["draft"] = type => Draft(type),
        ["in review"] = type => After(Draft(type), p => p.RequestApproval(Author, Now)),
        ["active"] = type => Active(type),
        ["active, next in draft"] = type => After(Active(type), p => p.Revise(Author, Now)),
        ["active, next in review"] = type => After(Active(type), p => p.Revise(Author, Now), p => p.RequestApproval(Author, Now)),
        ["interim"] = _ => After(Draft(PlanType.RiskAssessment), p => p.ActivateInterim(Dsl, "At once", null, Now)),
        ["interim, next in draft"] = _ => After(Draft(PlanType.RiskAssessment), p => p.ActivateInterim(Dsl, "At once", null, Now), p => p.Revise(Author, Now)),
        ["under review"] = type => After(Active(type), p => p.StartReview()),
        ["under review, next in draft"] = type => After(Active(type), p => p.StartReview(), p => p.Revise(Author, Now)),
        ["under review, next in review"] = type => After(Active(type), p => p.StartReview(), p => p.Revise(Author, Now), p => p.RequestApproval(Author, Now)),
        ["suspended"] = type => After(Active(type), p => p.Suspend("Away", Now)),
        ["suspended, next in draft"] = type => After(Active(type), p => p.Revise(Author, Now), p => p.Suspend("Away", Now)),
        ["superseded"] = Superseded,
        ["active, reviewed"] = type => After(Active(type), Reviewed),
        ["closed"] = type => After(Active(type), Reviewed, p => p.Close("Reached", [], Now)),
        ["closed as a draft"] = type => After(Draft(type), p => p.Close("Not needed", [], Now)),
    };

    public static IEnumerable<object[]> Everything() =>
        from state in States.Keys
        from action in Enum.GetValues<PlanAction>()
        from type in new[] { PlanType.PastoralSupport, PlanType.RiskAssessment }
        select new object[] { state, action, type };

    [Theory, MemberData(nameof(Everything))]
    public void Does_what_it_says_that_it_allows_and_nothing_else(string state, PlanAction action, PlanType type)
    {
        var plan = States[state](type);
        var (status, allowed) = (plan.Status, plan.AllowedActions());
        var done = Do(plan, action);
        Assert.Equal(allowed.Contains(action), done.IsSuccess);
        if (!done.IsSuccess)
        {
            Assert.True(done.Error.Kind == ErrorKind.Conflict || done.Error.Code is "plan-close-blocked" or "plan-interim-not-applicable", done.Error.Code);
            Assert.Equal(status, plan.Status);
        }
        else if (!(action == PlanAction.Reject && status is PlanStatus.Active or PlanStatus.UnderReview))
        {
            Assert.Equal(PlanRules.States.Move(status, action).Value, plan.Status);
        }
    }

    [Theory]
    [InlineData(PlanStatus.Draft, PlanAction.Edit, PlanAction.RequestApproval, PlanAction.Close)]
    [InlineData(PlanStatus.InReview, PlanAction.Approve, PlanAction.Reject, PlanAction.Sign)]
    [InlineData(PlanStatus.Active, PlanAction.Revise, PlanAction.StartReview, PlanAction.Review, PlanAction.Suspend, PlanAction.Sign)]
    [InlineData(PlanStatus.UnderReview, PlanAction.Revise, PlanAction.Review, PlanAction.Sign)]
    [InlineData(PlanStatus.Suspended, PlanAction.Resume, PlanAction.Sign)]
    [InlineData(PlanStatus.Superseded)]
    [InlineData(PlanStatus.Closed)]
    public void Allows_in_each_status(PlanStatus status, params PlanAction[] expected) =>
        Assert.Equal(expected.Order(), States.Values.Select(s => s(PlanType.PastoralSupport)).First(p => p.Status == status).AllowedActions().Order());

    [Theory]
    [InlineData(PlanType.PastoralSupport)]
    [InlineData(PlanType.Individual)]
    [InlineData(PlanType.Reintegration)]
    [InlineData(PlanType.RiskAssessment)]
    [InlineData(PlanType.Behaviour)]
    [InlineData(PlanType.Attendance)]
    [InlineData(PlanType.Healthcare)]
    [InlineData(PlanType.IntimateCare)]
    [InlineData(PlanType.Peep)]
    [InlineData(PlanType.PartTimeTimetable)]
    [InlineData(PlanType.LacPep)]
    [InlineData(PlanType.EarlyHelp)]
    [InlineData(PlanType.Transition)]
    public void Every_type_comes_into_force_and_reads_back_as_it_was_frozen(PlanType type)
    {
        var plan = Active(type);
        Assert.Equal((PlanStatus.Active, 1, PlanVersionState.Frozen), (plan.Status, plan.InForceVersion, plan.VersionState));
        Assert.Equal(PlanJson.Of(plan.Content), PlanJson.Of(plan.Latest.Text()!));
        Assert.Equal(plan.Latest.Content, PlanJson.Freeze(plan.Latest.Text()!));
    }

    [Fact]
    public void The_version_in_force_stays_while_the_next_is_written()
    {
        var plan = Active();
        var frozen = plan.Latest.Content;
        Ok(plan.Revise(Editor, Now));
        Ok(plan.Edit(plan.Content with { Title = "Another" }, plan.OwnerId, Editor, Day()));
        Assert.Equal((PlanStatus.Active, 2, PlanVersionState.Draft, 1), (plan.Status, plan.VersionNumber, plan.VersionState, plan.InForceVersion));
        Assert.Equal("Back into lessons", plan.InForceContent()!.Title);
        Ok(plan.RequestApproval(Editor, Now));
        Ok(plan.Approve(Head, null, null, Now));
        Assert.Equal((2, "Another", frozen), (plan.InForceVersion, plan.InForceContent()!.Title, plan.Versions[0].Content));
    }

    [Fact]
    public void A_revision_that_is_given_up_is_kept_under_its_number()
    {
        var plan = After(Active(), p => p.Revise(Editor, Now), p => p.Edit(p.Content with { Title = "Another" }, p.OwnerId, Editor, Day()), p => p.WithdrawRevision("No longer wanted", Now));
        Assert.Equal((1, PlanVersionState.Frozen, "Back into lessons"), (plan.VersionNumber, plan.VersionState, plan.Content.Title));
        Assert.Equal((PlanVersionState.Withdrawn, "Another"), (plan.Versions[1].State, plan.Versions[1].Text()!.Title));
        Ok(plan.Revise(Editor, Now));
        Assert.Equal(3, plan.VersionNumber);
    }

    [Fact]
    public void Another_plan_takes_its_place_when_it_comes_into_force()
    {
        var before = After(Active(), p => p.Revise(Author, Now));
        var after = Draft(supersedes: before.Id);
        Ok(after.RequestApproval(Author, Now));
        Assert.Equal("plan-not-superseding", after.Approve(Head, null, null, Now).Error?.Code);
        Ok(after.Approve(Head, null, before, Now));
        Assert.Equal((PlanStatus.Superseded, PlanStatus.Active), (before.Status, after.Status));
        Assert.Equal(PlanVersionState.Withdrawn, before.Versions[1].State);
        Assert.Empty(before.AllowedActions());
    }

    [Fact]
    public void Only_risk_assessments_come_into_force_unapproved_and_only_by_those_who_answer_for_it()
    {
        Assert.Equal("plan-interim-not-applicable", Draft().ActivateInterim(Dsl, "At once", null, Now).Error?.Code);
        var plan = Draft(PlanType.RiskAssessment);
        Assert.Equal("plan-not-an-approver", plan.ActivateInterim(Senco, "At once", null, Now).Error?.Code);
        Ok(plan.ActivateInterim(Dsl, "At once", null, Now));
        Assert.Equal((PlanStatus.Active, true, true), (plan.Status, plan.IsInterim, plan.IsPending));
        Ok(plan.Approve(Head, null, null, Now));
        Assert.Equal((false, false, 1), (plan.IsInterim, plan.IsPending, plan.VersionNumber));
    }

    [Fact]
    public void An_interim_one_that_is_sent_back_stays_in_force_until_the_next_is_approved()
    {
        var plan = After(Draft(PlanType.RiskAssessment), p => p.ActivateInterim(Dsl, "At once", null, Now), p => p.Reject(Head, "The road is missing", Now));
        Assert.Equal((PlanStatus.Active, 1, 2, PlanVersionState.Draft, true), (plan.Status, plan.InForceVersion, plan.VersionNumber, plan.VersionState, plan.IsInterim));
        Ok(plan.RequestApproval(Author, Now));
        Ok(plan.Approve(Head, null, null, Now));
        Assert.Equal((2, false), (plan.InForceVersion, plan.IsInterim));
    }

    [Fact]
    public void Is_not_closed_while_something_is_open()
    {
        var plan = After(Active(), p => p.Revise(Author, Now));
        var refused = plan.Close("Done", [new PlanBlocker("open_review", null)], Now).Error!;
        Assert.Equal("plan-close-blocked", refused.Code);
        Assert.Equal(["open_revision", "no_review", "open_review"], ((PlanBlocker[])refused.Extensions["blockers"]).Select(b => b.Code));
    }

    private static Plan Superseded(PlanType type)
    {
        var (before, after) = (Active(type), Draft(type));
        after = Draft(type, supersedes: before.Id);
        Ok(after.RequestApproval(Author, Now));
        Ok(after.Approve(Head, null, before, Now));
        return before;
    }

    private static Plan After(Plan plan, params Func<Plan, Result>[] steps)
    {
        Array.ForEach(steps, s => Ok(s(plan)));
        return plan;
    }

    private static Result Do(Plan plan, PlanAction action) => action switch
    {
        PlanAction.Edit => plan.Edit(plan.Content with { Summary = "More" }, plan.OwnerId, Editor, Day()),
        PlanAction.RequestApproval => plan.RequestApproval(Author, Now),
        PlanAction.Approve => plan.Approve(new PlanApprover(new(Guid.NewGuid()), [Role.Headteacher]), null, null, Now),
        PlanAction.Reject => plan.Reject(Head, "Not yet", Now),
        PlanAction.Revise => plan.Revise(Author, Now),
        PlanAction.WithdrawRevision => plan.WithdrawRevision("Not wanted", Now),
        PlanAction.ActivateInterim => plan.ActivateInterim(Dsl, "At once", null, Now),
        PlanAction.StartReview => plan.StartReview(),
        PlanAction.Review => plan.KeepCycle(Terms) is { IsSuccess: true } ? Reviewed(plan) : PlanErrors.Incomplete,
        PlanAction.Suspend => plan.Suspend("Away", Now),
        PlanAction.Resume => plan.Resume(Now),
        PlanAction.Close => plan.Close("Done", [], Now),
        _ => plan.Sign(ByParent(new ContactId(Guid.NewGuid())), Now) is { IsSuccess: false } refused ? refused.Error : Result.Success,
    };
}
