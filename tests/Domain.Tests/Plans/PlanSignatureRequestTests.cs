using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Domain.Tests.Plans.Samples;

namespace PupilSupport.Domain.Tests.Plans;

public class PlanSignatureRequestTests
{
    private static readonly ContactId Mother = new(Guid.NewGuid());

    [Fact]
    public void It_is_good_for_the_bytes_that_were_asked_about_and_no_others()
    {
        var plan = Draft();
        Assert.Equal("plan-nothing-to-sign", PlanSignatureRequest.Ask(plan, PlanSignatory.Parent, Mother, Author, Now).Error!.Code);
        Ok(plan.RequestApproval(Author, Now));
        var first = PlanSignatureRequest.Ask(plan, PlanSignatory.Parent, Mother, Author, Now).Value;
        Assert.True(first.IsOpen(plan));

        // Sent back unsigned and asked about again, the version keeps its number but not its words.
        Ok(plan.Reject(Senco, "Shorter", Now));
        Assert.False(first.IsOpen(plan));
        Ok(plan.Edit(Content(title: "Other words") with { Targets = plan.Content.Targets }, Author, Author, Day()));
        Ok(plan.RequestApproval(Author, Now));
        Assert.Equal(first.VersionNumber, plan.VersionNumber);
        Assert.Equal("plan-nothing-to-sign", first.Agree(plan, "Nora", null, Now).Error!.Code);
        Assert.Equal("plan-nothing-to-sign", first.Decline(plan, "Nora", "No", Now).Error!.Code);
        Assert.Empty(plan.Signatures);

        var second = PlanSignatureRequest.Ask(plan, PlanSignatory.Parent, Mother, Author, Now).Value;
        Ok(second.Agree(plan, "Nora", null, Now));
        var signature = Assert.Single(plan.Signatures);
        Assert.Equal((PlanSignatureMethod.Link, Mother, "Nora"), (signature.Method, signature.ContactId, signature.Name));
        Assert.Equal(plan.Latest.ContentHash, signature.ContentHash);

        // However the name is typed, it is the same person.
        Assert.Equal("plan-nothing-to-sign", second.Agree(plan, "Nora X.", null, Now).Error!.Code);
        Assert.Equal("plan-signed-already", PlanSignatureRequest.Ask(plan, PlanSignatory.Parent, Mother, Author, Now).Error!.Code);
        Assert.Equal("plan-signed-already", plan.Sign(ByParent(Mother), Now).Error!.Code);
        Assert.Equal("plan-signed-already", plan.Sign(new PlanSigning { As = PlanSignatory.Parent, Method = PlanSignatureMethod.Link, ContactId = Mother, Name = "N." }, Now).Error!.Code);
    }
}
