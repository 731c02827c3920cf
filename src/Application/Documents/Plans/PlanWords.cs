using PupilSupport.Application.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Documents.Plans;

/// <summary>Codes of plans as families read them.</summary>
internal static class PlanWords
{
    public static string Of(PlanType type) => type switch
    {
        PlanType.PastoralSupport => "Pastoral support plan",
        PlanType.Individual => "Individual plan",
        PlanType.Reintegration => "Plan for coming back to school",
        PlanType.RiskAssessment => "Risk assessment",
        PlanType.Behaviour => "Behaviour plan",
        PlanType.Attendance => "Attendance plan",
        PlanType.Healthcare => "Healthcare plan",
        PlanType.IntimateCare => "Personal care plan",
        PlanType.Peep => "Personal emergency evacuation plan",
        PlanType.PartTimeTimetable => "Part-time timetable",
        PlanType.LacPep => "Personal education plan",
        PlanType.EarlyHelp => "Early help plan",
        PlanType.Transition => "Plan for a move",
        _ => Words.Of(type),
    };

    public static string Of(NeedArea area) => area switch
    {
        NeedArea.CommunicationInteraction => "Talking, listening and being with others",
        NeedArea.CognitionLearning => "Thinking and learning",
        NeedArea.Semh => "Feelings, friendships and mental health",
        _ => "Senses and movement",
    };

    public static string Of(PlanSignatureMethod method) => method switch
    {
        PlanSignatureMethod.Attested => "in front of a member of staff",
        PlanSignatureMethod.OwnToken => "signed in",
        _ => "by a link",
    };

    public static string Of(PartTimeReason reason) => reason switch
    {
        PartTimeReason.Medical => "A medical need",
        PartTimeReason.MentalHealth => "Mental health",
        PartTimeReason.Reintegration => "Coming back to school by steps",
        PartTimeReason.PhasedStart => "New to this school",
        _ => "Another reason",
    };

    /// <summary><c>High (20 of 25)</c>.</summary>
    public static string Risk(int likelihood, int severity)
    {
        var score = PlanRisk.Score(likelihood, severity);
        return $"{Words.Of(PlanRisk.LevelOf(score))} ({score} of 25)";
    }
}
