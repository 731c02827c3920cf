using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Plans;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>A published template of a few types, and one that is being written.</summary>
internal sealed class DemoPlanTemplates(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private static readonly (PlanType Type, string Name, PlanTemplateContent Content)[] All =
    [
        (PlanType.PastoralSupport, "Calm mornings", Mornings()),
        (PlanType.Reintegration, "Back in three weeks", Steps()),
        (PlanType.RiskAssessment, "Swimming", Swimming()),
        (PlanType.Transition, "To secondary school", Move()),
    ];

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<PlanTemplate>().AnyAsync(ct))
        {
            return;
        }

        var made = now.AddDays(-30);
        foreach (var (type, name, content) in All)
        {
            var template = PlanTemplate.Draft(demo.TrustId, type, name, content, made).Value;
            if (type != PlanType.Transition && template.Publish(demo.Staff["demo-senco"], made.AddDays(1)) is { IsSuccess: false } refused)
            {
                throw new InvalidOperationException($"A demo template is refused: {refused.Error.Code}.");
            }

            db.Set<PlanTemplate>().Add(template);
        }
    }

    private static PlanTemplateContent Mornings() => new()
    {
        TitlePattern = "Calm mornings for {givenName}, {academicYear}",
        EndsAfterDays = 84,
        NeedArea = NeedArea.Semh,
        Summary = "Mornings are the hardest part of the day, and a calm start helps most.",
        Targets =
        [
            new PlanTemplateTarget
            {
                Text = "I come in with my class",
                Measure = "Mornings in with the class, out of five",
                DueAfterDays = 42,
                Strategies = ["Met at the gate", "Five quiet minutes before registration"],
                Actions = [new PlanTemplateTargetAction { Text = "Greets by name at the gate", ByName = "The key adult", Frequency = "Every morning" }],
            },
        ],
        Provisions = [new PlanTemplateProvision { Text = "A check-in each morning", MinutesPerWeek = 50, Role = Role.SupportWorker }],
    };

    private static PlanTemplateContent Steps() => new()
    {
        TitlePattern = "Coming back by small steps",
        EndsAfterDays = 42,
        NeedArea = NeedArea.Semh,
        Targets = [new PlanTemplateTarget { Text = "I am in all lessons again", Measure = "Sessions in school, out of ten each week", DueAfterDays = 21 }],
        Details = new PlanTemplateDetails
        {
            Reintegration = new PlanTemplateReintegration
            {
                AimAfterDays = 21,
                Steps =
                [
                    new PlanTemplateStep { AfterDays = 0, SessionsPerDay = 1, Note = "Mornings, met at the gate" },
                    new PlanTemplateStep { AfterDays = 14, SessionsPerDay = 2, Note = "Lunch with a friend" },
                    new PlanTemplateStep { AfterDays = 21, SessionsPerDay = 2, Note = "All lessons" },
                ],
            },
        },
    };

    private static PlanTemplateContent Swimming() => new()
    {
        TitlePattern = "Safe in the pool",
        Details = new PlanTemplateDetails
        {
            RiskAssessment = new RiskDetails
            {
                Activity = "Swimming",
                Rows = [new RiskRow { Hazard = "Slips on wet tiles", AtRisk = "Everybody", LikelihoodBefore = 2, SeverityBefore = 3, Controls = ["Pool shoes"], LikelihoodAfter = 1, SeverityAfter = 3 }],
            },
        },
    };

    private static PlanTemplateContent Move() => new()
    {
        TitlePattern = "Getting to know the new school",
        Targets = [new PlanTemplateTarget { Text = "I know the way and a face", Measure = "Places found alone, out of five", DueAfterDays = 150 }],
        Details = new PlanTemplateDetails
        {
            Transition = new PlanTemplateTransition
            {
                Kind = TransitionKind.School,
                ToName = "Lantern Hill Academy",
                Visits = [new PlanTemplateVisit { AfterDays = 120, Text = "A quiet look round after school" }, new PlanTemplateVisit { AfterDays = 140, Text = "A morning of lessons" }],
            },
        },
    };
}
