using PupilSupport.Domain.Access;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Domain.Tests.Plans.Samples;

namespace PupilSupport.Domain.Tests.Plans;

public class PlanApprovalTests
{
    private static Plan Waiting(PlanType type = PlanType.PastoralSupport, PlanContent? content = null)
    {
        var plan = Draft(type, content);
        Ok(plan.RequestApproval(Author, Now));
        SignOff(plan);
        return plan;
    }

    public static TheoryData<PlanType, Role> TypesAndRoles()
    {
        var all = new TheoryData<PlanType, Role>();
        foreach (var type in Enum.GetValues<PlanType>())
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                all.Add(type, role);
            }
        }

        return all;
    }

    [Theory, MemberData(nameof(TypesAndRoles))]
    public void Roles_decide_on_the_types_that_are_theirs(PlanType type, Role role)
    {
        var by = new PlanApprover(new(Guid.NewGuid()), [role]);
        var expected = PlanTypes.Of(type).Approvers.Contains(role) ? null : "plan-not-an-approver";
        Assert.Equal(expected, Waiting(type).Approve(by, null, null, Now).Error?.Code);
        Assert.Equal(expected, Waiting(type).Reject(by, "Not yet", Now).Error?.Code);
    }

    [Fact]
    public void The_head_decides_on_every_type() => Assert.All(Enum.GetValues<PlanType>(), t => Assert.Contains(Role.Headteacher, PlanTypes.Of(t).Approvers));

    [Fact]
    public void Nobody_approves_what_they_wrote()
    {
        var plan = Draft();
        Ok(plan.Edit(plan.Content with { Summary = "More" }, plan.OwnerId, Senco.Id, Day()));
        Ok(plan.RequestApproval(Author, Now));
        Assert.Equal("plan-own-version", plan.Approve(Senco, null, null, Now).Error?.Code);
        Assert.Equal("plan-own-version", plan.Approve(new(Author, [Role.Headteacher]), null, null, Now).Error?.Code);
        Ok(plan.Approve(Head, null, null, Now));
        Ok(plan.Revise(Author, Now));
        Ok(plan.RequestApproval(Author, Now));
        Ok(plan.Approve(Senco, null, null, Now));
    }

    [Theory]
    [InlineData(3, 5, 1, 1, true)]
    [InlineData(2, 5, 1, 1, false)]
    [InlineData(4, 3, 1, 1, false)]
    [InlineData(3, 5, 3, 5, true)]
    [InlineData(1, 1, 1, 1, false)]
    public void A_risk_of_15_or_more_needs_the_head(int likelihood, int severity, int after, int severityAfter, bool needsHead)
    {
        var plan = Waiting(PlanType.RiskAssessment, Risk("The road", Row(likelihood, severity, after, severityAfter)));
        Ok(plan.Approve(Dsl, null, null, Now));
        Assert.Equal(needsHead ? PlanStatus.InReview : PlanStatus.Active, plan.Status);
        if (needsHead)
        {
            Assert.Equal("plan-approved-already", plan.Approve(Dsl, null, null, Now).Error?.Code);
            Assert.Equal([[Role.Headteacher]], plan.MissingApprovers());
            Ok(plan.Approve(Head, null, null, Now));
            Assert.Equal(PlanStatus.Active, plan.Status);
        }
    }

    [Fact]
    public void An_approval_before_a_rejection_does_not_count_after_it()
    {
        var plan = Waiting(PlanType.RiskAssessment, Risk("The road", Row(4, 4)));
        Ok(plan.Approve(Dsl, null, null, Now));
        Ok(plan.Reject(Head, "The gate is missing", Now.AddMinutes(1)));
        Ok(plan.RequestApproval(Author, Now.AddMinutes(2)));
        Ok(plan.Approve(Head, null, null, Now.AddMinutes(3)));
        Assert.Equal(PlanStatus.Active, plan.Status);
        Assert.Equal(3, plan.Approvals.Count);
        var again = Waiting(PlanType.RiskAssessment, Risk("The road", Row(4, 4)));
        Ok(again.Approve(Head, null, null, Now));
        Assert.Equal(PlanStatus.Active, again.Status);
    }

    [Theory]
    [InlineData(4, 5, 20, PlanRiskLevel.High)]
    [InlineData(3, 4, 12, PlanRiskLevel.Medium)]
    [InlineData(2, 3, 6, PlanRiskLevel.Low)]
    [InlineData(3, 5, 15, PlanRiskLevel.High)]
    [InlineData(2, 4, 8, PlanRiskLevel.Medium)]
    public void Scores_risks(int likelihood, int severity, int score, PlanRiskLevel level) =>
        Assert.Equal((score, level), (PlanRisk.Score(likelihood, severity), PlanRisk.LevelOf(PlanRisk.Score(likelihood, severity))));

    [Fact]
    public void A_rejected_text_that_nobody_signed_goes_back_under_its_number()
    {
        var plan = Waiting();
        Ok(plan.Reject(Head, "Which lessons?", Now));
        Assert.Equal((PlanStatus.Draft, 1, PlanVersionState.Draft), (plan.Status, plan.VersionNumber, plan.VersionState));
        Assert.Null(plan.Latest.Content);
    }

    [Fact]
    public void A_rejected_text_that_somebody_signed_is_kept_and_goes_on_under_the_next_number()
    {
        var plan = Waiting();
        var signature = plan.Sign(ByParent(new ContactId(Guid.NewGuid())), Now).Value;
        Ok(plan.Reject(Head, "Which lessons?", Now));
        Assert.Equal((PlanStatus.Draft, 2, PlanVersionState.Draft), (plan.Status, plan.VersionNumber, plan.VersionState));
        Assert.Equal((PlanVersionState.Withdrawn, signature.ContentHash), (plan.Versions[0].State, plan.Versions[0].ContentHash));
        Assert.Contains(Author, plan.Latest.AuthorIds);
        Assert.False(plan.IsOnCurrentVersion(signature));
    }

    [Fact]
    public void A_signature_shows_whether_it_is_on_what_holds()
    {
        var plan = Active();
        var contact = new ContactId(Guid.NewGuid());
        var first = plan.Sign(ByParent(contact), Now).Value;
        Assert.Equal("plan-signed-already", plan.Sign(ByParent(contact), Now).Error?.Code);
        Assert.True(plan.IsOnCurrentVersion(first));
        Ok(plan.Revise(Author, Now));
        Assert.True(plan.IsOnCurrentVersion(first));
        Ok(plan.RequestApproval(Author, Now));
        Assert.False(plan.IsOnCurrentVersion(first));
        Assert.Equal(2, plan.Sign(ByParent(contact), Now).Value.VersionNumber);
        Assert.Equal(first.ContentHash, PlanJson.Hash(plan.Versions[0].Content!));
    }

    [Theory]
    [InlineData(PlanSignatory.Parent, PlanSignatureMethod.Attested, false, null, "signatory-contact")]
    [InlineData(PlanSignatory.Pupil, PlanSignatureMethod.Attested, true, null, "signatory-contact")]
    [InlineData(PlanSignatory.Pupil, PlanSignatureMethod.Attested, false, null, null)]
    [InlineData(PlanSignatory.Pupil, PlanSignatureMethod.OwnToken, false, null, "signatory-method")]
    [InlineData(PlanSignatory.Parent, PlanSignatureMethod.Link, true, "Nora", null)]
    [InlineData(PlanSignatory.Parent, PlanSignatureMethod.Link, true, null, "one-person")]
    [InlineData(PlanSignatory.Pupil, PlanSignatureMethod.Link, false, "Robin", null)]
    [InlineData(PlanSignatory.SocialWorker, PlanSignatureMethod.Link, false, "Anybody", "signatory-contact")]
    [InlineData(PlanSignatory.Senco, PlanSignatureMethod.Link, true, "Anybody", "signatory-contact")]
    [InlineData(PlanSignatory.HeadTeacher, PlanSignatureMethod.Attested, false, null, "signatory-method")]
    [InlineData(PlanSignatory.HeadTeacher, PlanSignatureMethod.OwnToken, false, null, null)]
    [InlineData(PlanSignatory.SocialWorker, PlanSignatureMethod.Attested, false, null, "one-person")]
    [InlineData(PlanSignatory.SocialWorker, PlanSignatureMethod.Attested, false, "A. Worker", null)]
    [InlineData(PlanSignatory.Other, PlanSignatureMethod.Attested, true, "A. Worker", "one-person")]
    [InlineData(PlanSignatory.Parent, PlanSignatureMethod.Attested, true, "Mother", "one-person")]
    public void Signs_as_who_signs(PlanSignatory signatory, PlanSignatureMethod method, bool asContact, string? name, string? refused)
    {
        var signing = new PlanSigning
        {
            As = signatory,
            Method = method,
            ContactId = asContact ? new ContactId(Guid.NewGuid()) : null,
            Name = name,
            StaffId = method == PlanSignatureMethod.OwnToken ? Author : null,
            AttestedById = method == PlanSignatureMethod.Attested ? Author : null,
        };
        Assert.Equal(refused, Active().Sign(signing, Now).Error?.Code);
    }

    [Fact]
    public void A_draft_is_not_signed() => Assert.Equal("plan-nothing-to-sign", Draft().Sign(ByParent(new ContactId(Guid.NewGuid())), Now).Error?.Code);
}
