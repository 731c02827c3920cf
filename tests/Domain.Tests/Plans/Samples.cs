using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tests.Plans;

/// <summary>Plans to test with.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
    public static readonly StaffId Author = new(Guid.NewGuid()), Editor = new(Guid.NewGuid());
    public static readonly PlanApprover Senco = new(new(Guid.NewGuid()), [Role.Senco]), Head = new(new(Guid.NewGuid()), [Role.Headteacher]), Dsl = new(new(Guid.NewGuid()), [Role.Dsl]);
    public static readonly TrustId Trust = new(Guid.NewGuid());
    public static readonly SchoolId Oak = new(Guid.NewGuid());
    public static readonly PupilId Amber = new(Guid.NewGuid());

    public static readonly PlanReviewTerms Terms = new(12, Schools.TestCalendar.Calendar, new(2026, 11, 23));

    public static PlanDay Day(DateTimeOffset? now = null) => new(now ?? Now, new PlanPolicy());

    public static readonly PlanAgreement Agreed = new() { AgreedOn = new(2026, 11, 20), ContactId = new(Guid.NewGuid()) };

    public static PlanContent Content(PlanType type = PlanType.PastoralSupport, string title = "Back into lessons") => new()
    {
        Title = title,
        StartsOn = new(2026, 11, 23),
        EndsOn = type == PlanType.PartTimeTimetable ? new DateOnly(2026, 12, 18) : null,
        NeedArea = NeedArea.Semh,
        Targets = [new PlanTarget { Text = "Stays in maths", Measure = "Minutes in the room", Baseline = "10 of 60", DueOn = new(2026, 12, 11), Strategies = ["A quiet start"] }],
        Views = new PlanViews { Pupil = "I want to stay", ParentNotGiven = new() { Kind = PlanViewAbsence.Declined, Reason = "Did not want to say" } },
        Details = Details(type),
    };

    public static RiskRow Row(int likelihood, int severity, int likelihoodAfter = 1, int severityAfter = 1, string? justification = null) => new()
    {
        Hazard = "Runs into the road",
        LikelihoodBefore = likelihood,
        SeverityBefore = severity,
        LikelihoodAfter = likelihoodAfter,
        SeverityAfter = severityAfter,
        Controls = ["Holds a hand"],
        Justification = justification,
    };

    public static PlanContent Risk(string activity, params RiskRow[] rows) =>
        Content(PlanType.RiskAssessment) with { Details = new() { RiskAssessment = new() { Activity = activity, Rows = rows } } };

    public static Plan Draft(PlanType type = PlanType.PastoralSupport, PlanContent? content = null, PlanId? supersedes = null) =>
        Plan.Draft(Trust, new NewPlan(Oak, Amber, type, Author, Author, supersedes), content ?? Content(type), Day()).Value;

    public static Plan Active(PlanType type = PlanType.PastoralSupport, PlanContent? content = null)
    {
        var plan = Draft(type, content);
        Ok(plan.RequestApproval(Author, Now));
        SignOff(plan);
        Ok(plan.Approve(Head, null, null, Now));
        Ok(plan.KeepCycle(Terms));
        return plan;
    }

    public static NewPlanReview ReviewOf(Plan plan, DateOnly? on = null, PlanReviewDecision decision = PlanReviewDecision.Continue) => new()
    {
        ReviewedOn = on ?? new(2026, 11, 23),
        Attendees = ["The mother", "The SENCo"],
        ParentContact = true,
        TargetOutcomes = [.. plan.InForceContent()?.Targets.Select(t => new PlanTargetOutcome(t.Id!.Value, 1)) ?? []],
        Decision = decision,
        ById = Author,
    };

    public static Result Reviewed(Plan plan) => plan.Review(ReviewOf(plan), Terms, [], Now) is { IsSuccess: false } refused ? refused.Error : Result.Success;

    public static void Ok(Result result) => Assert.True(result.IsSuccess, result.Error?.Code);

    /// <summary>By whoever has to sign before it is approved or reviewed; nothing where nobody has to.</summary>
    public static void SignOff(Plan plan)
    {
        if (PlanTypes.Of(plan.Type).SignOff is { } signatory)
        {
            Assert.True(plan.Sign(new PlanSigning { As = signatory, Method = PlanSignatureMethod.OwnToken, StaffId = Author }, Now).IsSuccess);
        }
    }

    public static PlanSigning ByParent(ContactId contact) =>
        new() { As = PlanSignatory.Parent, Method = PlanSignatureMethod.Attested, ContactId = contact, AttestedById = Author };

    private static PlanDetails? Details(PlanType type) => type switch
    {
        PlanType.RiskAssessment => new() { RiskAssessment = new() { Activity = "Swimming", Rows = [Row(3, 4)] } },
        PlanType.Reintegration => new() { Reintegration = new() { AimOn = new(2026, 12, 14), Steps = [new() { FromOn = new(2026, 11, 23), SessionsPerDay = 1 }] } },
        PlanType.PartTimeTimetable => new()
        {
            PartTimeTimetable = new()
            {
                Reason = PartTimeReason.Medical,
                Explanation = "Back after surgery",
                ParentAgreement = Agreed,
                Days = [new() { Weekday = Domain.SessionSeries.Weekday.Monday, Morning = true, Afternoon = false }],
            },
        },
        PlanType.Healthcare => new()
        {
            Healthcare = new()
            {
                Condition = "Asthma",
                Needs = "Wheezes after running",
                Emergency = "Blue lips",
                EmergencyAction = "Call 999",
                TripArrangements = "Takes the inhaler along",
                ResponsibleStaffId = Author,
                ParentAgreement = Agreed,
            },
        },
        PlanType.IntimateCare => new() { IntimateCare = new() { Procedures = [new() { Text = "Changing" }], CarerIds = [Author], ParentAgreement = Agreed } },
        PlanType.Peep => new()
        {
            Peep = new() { Needs = "Uses a wheelchair", Assistants = [new() { StaffId = Author }], Routes = [new() { FromPlace = "Hall", Way = "By the ramp" }] },
        },
        PlanType.LacPep => new() { LacPep = new() { DesignatedTeacherId = Author } },
        PlanType.EarlyHelp => new() { EarlyHelp = new() { Consent = Agreed, LeadStaffId = Author } },
        PlanType.Transition => new() { Transition = new() { Kind = TransitionKind.School, MovesOn = new(2027, 9, 1), ToName = "Elm", KeyAdultThere = "The form tutor" } },
        _ => null,
    };
}
