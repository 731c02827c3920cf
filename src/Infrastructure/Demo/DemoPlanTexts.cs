using PupilSupport.Domain.Access;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>Who is named in a demo plan.</summary>
internal sealed record DemoPlanPeople(StaffId KeyAdult, StaffId Senco, StaffId Teacher, ContactId Parent, PupilId Buddy);

/// <summary>What a plan of each type could say.</summary>
internal static class DemoPlanTexts
{
    public static PlanContent Of(PlanType type, DateOnly today, DemoPlanPeople who) => new()
    {
        Title = TitleOf(type),
        StartsOn = today.AddDays(-14),
        EndsOn = type == PlanType.PartTimeTimetable ? today.AddDays(14) : null,
        NeedArea = NeedArea.Semh,
        Summary = "School has been hard since the summer. Mornings are the hardest part, and a calm start helps most.",
        Targets =
        [
            new PlanTarget
            {
                Text = "I ask for a break before I leave the room",
                Measure = "Breaks asked for, out of times out of the room, each week",
                Baseline = "1 of 6",
                DueOn = today.AddDays(type == PlanType.PartTimeTimetable ? 12 : 60),
                Strategies = ["A break card on the desk", "Five minutes with the key adult before registration"],
                Actions =
                [
                    new PlanTargetAction { Text = "Counts breaks and times out", ByStaffId = who.Teacher, Frequency = "Every day" },
                    new PlanTargetAction { Text = "Practises with the card", ByName = "Home", Frequency = "At weekends" },
                ],
            },
        ],
        Provisions = [new PlanProvision { Text = "Time with the key adult", MinutesPerWeek = 45, Role = Role.SupportWorker }],
        Views = new PlanViews
        {
            Pupil = "I like it when it is quiet. I want to stay in class with my friends.",
            ParentNotGiven = type == PlanType.EarlyHelp ? new PlanViewNotGiven { Kind = PlanViewAbsence.Declined, Reason = "Asked twice" } : null,
            Parent = type == PlanType.EarlyHelp ? null : "We want the same words used at home and in school.",
        },
        Contributors =
        [
            new PlanContributor { StaffId = who.KeyAdult, Role = "Key adult" },
            new PlanContributor { ContactId = who.Parent, Role = "Parent" },
            new PlanContributor { Name = "R. Osei", Role = "Educational psychologist" },
        ],
        Details = DetailsOf(type, today, who),
    };

    private static string TitleOf(PlanType type) => type switch
    {
        PlanType.Reintegration => "Coming back by small steps",
        PlanType.RiskAssessment => "Safe in the pool",
        PlanType.Behaviour => "Breaks that help",
        PlanType.Attendance => "In by the bell",
        PlanType.Healthcare => "Asthma in school",
        PlanType.IntimateCare => "Help with changing",
        PlanType.Peep => "Out of the building safely",
        PlanType.PartTimeTimetable => "Mornings first",
        PlanType.LacPep => "Autumn term review of learning",
        PlanType.EarlyHelp => "A calmer start for all of us",
        PlanType.Transition => "Getting to know the new school",
        _ => "Back into lessons",
    };

    private static PlanDetails? DetailsOf(PlanType type, DateOnly today, DemoPlanPeople who)
    {
        var agreed = new PlanAgreement { AgreedOn = today.AddDays(-16), ContactId = who.Parent };
        return type switch
        {
            PlanType.RiskAssessment => new() { RiskAssessment = Risk() },
            PlanType.Reintegration => new() { Reintegration = Steps(today) },
            PlanType.PartTimeTimetable => new() { PartTimeTimetable = PartTime(agreed) },
            PlanType.Healthcare => new() { Healthcare = Healthcare(today, who, agreed) },
            PlanType.IntimateCare => new() { IntimateCare = Care(who, agreed) },
            PlanType.Peep => new() { Peep = Peep(who) },
            PlanType.LacPep => new() { LacPep = Education(today, who) },
            PlanType.EarlyHelp => new() { EarlyHelp = EarlyHelp(who, agreed) },
            PlanType.Transition => new() { Transition = Move(today, who) },
            _ => null,
        };
    }

    private static RiskDetails Risk() => new()
    {
        Activity = "Swimming",
        Rows =
        [
            new RiskRow
            {
                Hazard = "Leaves the pool side when it gets loud", AtRisk = "The pupil", LikelihoodBefore = 3, SeverityBefore = 4,
                Controls = ["An adult within reach", "Ear defenders", "The quiet lane"], LikelihoodAfter = 1, SeverityAfter = 4,
            },
            new RiskRow { Hazard = "Slips on wet tiles", AtRisk = "Everybody", LikelihoodBefore = 2, SeverityBefore = 3, Controls = ["Pool shoes"], LikelihoodAfter = 1, SeverityAfter = 3 },
        ],
    };

    private static ReintegrationDetails Steps(DateOnly today) => new()
    {
        AimOn = today.AddDays(21),
        Steps =
        [
            new ReintegrationStep { FromOn = today.AddDays(-14), SessionsPerDay = 1, Note = "Mornings, met at the gate" },
            new ReintegrationStep { FromOn = today, SessionsPerDay = 2, Note = "Lunch with a friend" },
            new ReintegrationStep { FromOn = today.AddDays(21), SessionsPerDay = 2, Note = "All lessons" },
        ],
    };

    private static PartTimeDetails PartTime(PlanAgreement agreed) => new()
    {
        Reason = PartTimeReason.Medical,
        Explanation = "The hospital asks for rest in the afternoons until the check.",
        Days = [.. Enum.GetValues<Weekday>().Select(d => new PartTimeDay { Weekday = d, Morning = true, Afternoon = d == Weekday.Friday })],
        ParentAgreement = agreed,
    };

    private static HealthcareDetails Healthcare(DateOnly today, DemoPlanPeople who, PlanAgreement agreed) => new()
    {
        Condition = "Asthma",
        Needs = "Wheezes after running and in cold air. Knows when the inhaler is needed.",
        Medication = "Reliever inhaler, two puffs by a spacer. The blue bag in the office.",
        DailyCare = "Warms up slowly before sport.",
        LearningSupport = "May sit out without having to ask.",
        TripArrangements = "The blue bag and this page go along.",
        Emergency = "No better after ten puffs, blue lips, or too breathless to talk.",
        EmergencyAction = "Call 999. Sit upright. Ten puffs again after fifteen minutes. Then call the family.",
        EmergencyResponsible = "The first aider on duty",
        ResponsibleStaffId = who.Senco,
        FamilyContactIds = [who.Parent],
        Clinic = new PlanOutsider { Name = "Children's asthma clinic", Organisation = "Harbour Hospital", Phone = "020 7946 0188" },
        GeneralPractitioner = new PlanOutsider { Name = "Dr Lowe", Phone = "020 7946 0177" },
        Training = [new PlanTraining { What = "Asthma", StaffId = who.KeyAdult, DoneOn = today.AddDays(-60) }, new PlanTraining { What = "Asthma", StaffId = who.Teacher }],
        ParentAgreement = agreed,
    };

    private static IntimateCareDetails Care(DemoPlanPeople who, PlanAgreement agreed) => new()
    {
        Procedures = [new CareProcedure { Text = "Changing after an accident", Where = "The accessible toilet by the hall", Frequency = "When needed", Independence = "Chooses clothes, washes hands" }],
        CarerIds = [who.KeyAdult, who.Senco],
        TwoAdults = false,
        Wishes = "Wants the door locked and a song while waiting.",
        Equipment = ["Spare clothes", "Gloves and aprons"],
        ParentAgreement = agreed,
    };

    private static PeepDetails Peep(DemoPlanPeople who) => new()
    {
        Needs = "Uses a wheelchair and does not hear the bell from the studio.",
        Assistants = [new PeepAssistant { StaffId = who.KeyAdult, Task = "Comes to the studio and leads the way" }, new PeepAssistant { StaffId = who.Teacher, Task = "Takes the vibrating pager", IsDeputy = true }],
        Equipment = [new PeepEquipment { Text = "Evacuation chair", KeptAt = "Landing of the first floor" }],
        Routes =
        [
            new PeepRoute { FromPlace = "Hall", Way = "By the ramp to the playground" },
            new PeepRoute { FromPlace = "Studio, first floor", Way = "To the east landing, then with the evacuation chair", Refuge = "East landing" },
        ],
        AssemblyPoint = "Playground, by the oak",
    };

    private static LacPepDetails Education(DateOnly today, DemoPlanPeople who) => new()
    {
        DesignatedTeacherId = who.Senco,
        SocialWorker = new PlanOutsider { Name = "K. Adeyemi", Organisation = "Harbour Council", Phone = "020 7946 0155" },
        VirtualSchool = "Harbour Virtual School",
        Attainment = [new PepAttainment { Subject = "Reading", Now = "Working towards", Aim = "Expected by July" }, new PepAttainment { Subject = "Mathematics", Now = "Expected" }],
        PremiumPence = 263_000,
        PremiumUse = "One hour of tuition a week, and the choir.",
        NextMeetingOn = today.AddDays(80),
    };

    private static EarlyHelpDetails EarlyHelp(DemoPlanPeople who, PlanAgreement agreed) => new()
    {
        Consent = agreed,
        LeadStaffId = who.KeyAdult,
        Strengths = "The family eats together. Grandparents live close by.",
        Worries = "Nobody gets enough sleep.",
        Agencies = [new PlanAgency { Who = new PlanOutsider { Name = "T. Brand", Organisation = "Family hub" }, Does = "Visits on Tuesdays to plan evenings" }],
    };

    private static TransitionDetails Move(DateOnly today, DemoPlanPeople who) => new()
    {
        Kind = TransitionKind.School,
        MovesOn = today.AddDays(200),
        ToName = "Lantern Hill Academy",
        Visits =
        [
            new TransitionVisit { On = today.AddDays(-10), Text = "Meeting the Year 7 lead here", WithStaffId = who.KeyAdult, IsDone = true, Note = "Showed her the model boat" },
            new TransitionVisit { On = today.AddDays(150), Text = "A quiet look round after school", WithStaffId = who.KeyAdult },
        ],
        BuddyId = who.Buddy,
        KeyAdultThere = "The Year 7 pastoral lead",
        HandOver = "A calm start and a place to sit near the door.",
    };
}
