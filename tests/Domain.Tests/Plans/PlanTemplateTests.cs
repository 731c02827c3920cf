using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tests.Plans;

public class PlanTemplateTests
{
    private static readonly DateOnly Start = new(2027, 8, 31);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Every_typed_part_begins_a_plan_that_the_rules_allow()
    {
        var parts = new Dictionary<PlanType, PlanTemplateDetails>
        {
            [PlanType.RiskAssessment] = new() { RiskAssessment = new() { Activity = "Swimming", Rows = [new() { Hazard = "Slips", LikelihoodBefore = 2, SeverityBefore = 2, LikelihoodAfter = 1, SeverityAfter = 2 }] } },
            [PlanType.Reintegration] = new() { Reintegration = new() { AimAfterDays = 21, Steps = [new() { AfterDays = 0, SessionsPerDay = 1, Note = "Met" }, new() { AfterDays = 21, SessionsPerDay = 2 }] } },
            [PlanType.PartTimeTimetable] = new() { PartTimeTimetable = new() { Reason = PartTimeReason.Medical, Explanation = "Rest", Days = [new() { Weekday = Weekday.Monday, Morning = true, Afternoon = false }] } },
            [PlanType.Healthcare] = new() { Healthcare = new() { Condition = "Asthma", Needs = "Spacer", Emergency = "Blue lips", Training = ["Asthma"] } },
            [PlanType.IntimateCare] = new() { IntimateCare = new() { Procedures = [new() { Text = "Changing" }], TwoAdults = true, Equipment = ["Gloves"] } },
            [PlanType.Peep] = new() { Peep = new() { Equipment = [new() { Text = "Chair" }], Routes = [new() { FromPlace = "Hall", Way = "Ramp" }], AssemblyPoint = "Oak" } },
            [PlanType.LacPep] = new() { LacPep = new() { VirtualSchool = "Harbour", Attainment = [new() { Subject = "Reading", Now = "Expected" }] } },
            [PlanType.EarlyHelp] = new() { EarlyHelp = new() { Agencies = [new() { Who = new() { Name = "T. Brand" }, Does = "Visits" }] } },
            [PlanType.Transition] = new() { Transition = new() { Kind = TransitionKind.School, ToName = "Lantern Hill", Visits = [new() { AfterDays = 10, Text = "Look round" }], HandOver = "Calm start" } },
        };
        foreach (var (type, details) in parts)
        {
            var template = PlanTemplate.Draft(new(Guid.NewGuid()), type, "Any", Content(details), Now).Value;
            var filled = PlanTemplateFilling.Fill(template.Content, "Robin", Start);
            Assert.Null(PlanContentRules.RefusalOf(type, filled, new PlanPolicy()));
            Assert.NotNull(PlanTypes.PartOf(type, filled.Details).Part);

            // What was kept as JSON begins the same plan.
            Assert.Equal(PlanJson.Of(filled), PlanJson.Of(PlanTemplateFilling.Fill(PlanJson.Read<PlanTemplateContent>(PlanJson.Write(template.Content)), "Robin", Start)));
        }

        var back = PlanTemplateFilling.Fill(Content(parts[PlanType.Reintegration]), "Robin", Start);
        Assert.Equal("For Robin in 2026/27", back.Title);
        Assert.Equal((new DateOnly(2027, 9, 21), new DateOnly(2027, 9, 28), new DateOnly(2027, 9, 21)), (back.Details!.Reintegration!.AimOn, back.EndsOn, back.Details.Reintegration.Steps[1].FromOn));
        Assert.Equal(new DateOnly(2027, 9, 10), PlanTemplateFilling.Fill(Content(parts[PlanType.Transition]), "", Start).Details!.Transition!.Visits[0].On);
        Assert.Equal("details-of-another-type", PlanTemplate.Draft(new(Guid.NewGuid()), PlanType.Peep, "Any", Content(parts[PlanType.LacPep]), Now).Error!.Code);
    }

    [Fact]
    public void Every_state_allows_what_its_table_says_and_nothing_else()
    {
        var by = new StaffId(Guid.NewGuid());
        var template = PlanTemplate.Draft(new(Guid.NewGuid()), PlanType.Behaviour, "Any", Content(null), Now).Value;
        Assert.True(template.Publish(by, Now).IsSuccess);
        Assert.Equal("plan-template-unchanged", template.Publish(by, Now).Error!.Code);
        Assert.True(template.Edit("Other", Content(null) with { Summary = "New" }).IsSuccess);
        Assert.True(template.Publish(by, Now).IsSuccess);
        Assert.Equal([null, "New"], template.Versions.Select(v => v.Content.Summary));
        Assert.True(template.Archive().IsSuccess);
        foreach (var refused in new[] { template.Edit("Other", Content(null)), template.Publish(by, Now), template.Archive() })
        {
            Assert.Equal(StateErrors.InvalidTransition.Code, refused.Error!.Code);
        }

        Assert.Equal(2, template.PublishedVersion);
    }

    private static PlanTemplateContent Content(PlanTemplateDetails? details) => new() { TitlePattern = "For {givenName} in {academicYear}", EndsAfterDays = 28, Details = details };
}
