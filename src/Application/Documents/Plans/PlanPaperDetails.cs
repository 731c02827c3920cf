using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.SessionSeries;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Plans;

/// <summary>The typed part of a plan in plain words.</summary>
internal static class PlanPaperDetails
{
    public static IEnumerable<DocumentBlock> Blocks(PlanText text, PlanNames names) => text.Details switch
    {
        { RiskAssessment: { } risk } => Risk(risk),
        { Reintegration: { } back } => Steps(back),
        { PartTimeTimetable: { } partTime } => PartTime(partTime, names),
        { Healthcare: { } health } => PlanPaperHealth.Healthcare(health, names),
        { IntimateCare: { } care } => PlanPaperHealth.Care(care, names),
        { Peep: { } peep } => PlanPaperHealth.Peep(peep, names),
        { LacPep: { } pep } => Education(pep, names),
        { EarlyHelp: { } help } => EarlyHelp(help, names),
        { Transition: { } move } => Move(move, names),
        _ => [],
    };

    /// <summary>A heading and what stands under it; nothing when there is nothing.</summary>
    public static IEnumerable<DocumentBlock> Said(string heading, string? words) => words is null ? [] : [new DocumentHeading(heading), new DocumentText(words)];

    public static IEnumerable<DocumentBlock> Table(string heading, string caption, DocumentColumn[] columns, IEnumerable<IReadOnlyList<string?>> rows) =>
        rows.ToArray() is { Length: > 0 } all ? [new DocumentHeading(heading), new DocumentTable(caption, columns, all)] : [];

    public static string? Agreed(PlanAgreement? agreement, PlanNames names) =>
        agreement is null ? null : names.IsHidden(agreement.ContactId) ? names.Of(agreement.ContactId) : $"{names.Of(agreement.ContactId)}, {Day(agreement.AgreedOn)}";

    private static IEnumerable<DocumentBlock> Risk(RiskDetails risk)
    {
        yield return new DocumentHeading("What could go wrong, and what we do about it");
        yield return Facts(("Activity or place", risk.Activity));
        yield return new DocumentTable(
            "Risks before and after what we do: high from 15, medium from 8", [new("What could happen", 5), new("Who to", 3), new("Before", 3), new("What we do", 6), new("After", 3)],
            [.. risk.Rows.Select(r => (IReadOnlyList<string?>)
                [r.Hazard, r.AtRisk, PlanWords.Risk(r.LikelihoodBefore, r.SeverityBefore), Controls(r), PlanWords.Risk(r.LikelihoodAfter, r.SeverityAfter)])])
        {
            Marked = risk.Rows.Index().Where(r => PlanRisk.Score(r.Item.LikelihoodAfter, r.Item.SeverityAfter) >= PlanRisk.High).Select(r => (r.Index, 4)).ToHashSet(),
        };
    }

    private static string Controls(RiskRow row) =>
        string.Join('\n', [.. row.Controls.Select(c => $"• {c}"), .. row.Justification is { } why ? [$"Why the risk is higher: {why}"] : Array.Empty<string>()]);

    private static IEnumerable<DocumentBlock> Steps(ReintegrationDetails back)
    {
        yield return new DocumentHeading("Back to school step by step");
        yield return Facts(("Full time again from", Day(back.AimOn)), ("Looked at", "Every week"));
        yield return new DocumentTable(
            "Steps, the first first", [new("Step", 1), new("From", 4), new("Sessions a day", 2), new("What happens", 5)],
            [.. back.Steps.Select((s, i) => (IReadOnlyList<string?>)[Number(i + 1), Day(s.FromOn), Number(s.SessionsPerDay), s.Note])]);
    }

    private static IEnumerable<DocumentBlock> PartTime(PartTimeDetails partTime, PlanNames names)
    {
        yield return new DocumentHeading("The week in school");
        yield return new DocumentTable(
            "Each day, morning and afternoon", [new("Day", 3), new("Morning", 3), new("Afternoon", 3)],
            [.. Enum.GetValues<Weekday>().Select(day => (day, partTime.Days.FirstOrDefault(d => d.Weekday == day)))
                .Select(d => (IReadOnlyList<string?>)[Words.Of(d.day), InSchool(d.Item2?.Morning), InSchool(d.Item2?.Afternoon)])]);
        yield return Facts(
            ("Why part-time", PlanWords.Of(partTime.Reason)),
            ("The family agreed", Agreed(partTime.ParentAgreement, names)),
            ("Social worker asked on", partTime.SocialWorkerConsultedOn is { } social ? Day(social) : null),
            ("Local authority asked on", partTime.LocalAuthorityConsultedOn is { } authority ? Day(authority) : null),
            ("Why it lasts longer", partTime.ExtensionReason));
        yield return new DocumentText(partTime.Explanation);
    }

    private static string InSchool(bool? isThere) => isThere == true ? "In school" : "Not in school";

    private static IEnumerable<DocumentBlock> Education(LacPepDetails pep, PlanNames names) =>
    [
        new DocumentHeading("School and learning"),
        Facts(
            ("Designated teacher", names.Of(pep.DesignatedTeacherId)),
            ("Social worker", names.Of(pep.SocialWorker)),
            ("Virtual school", pep.VirtualSchool),
            ("Pupil premium plus", pep.PremiumPence is { } pence ? string.Create(CultureInfo.InvariantCulture, $"£{pence / 100m:#,0.00}") : null),
            ("Spent on", pep.PremiumUse),
            ("Next meeting", pep.NextMeetingOn is { } next ? Day(next) : null)),
        .. Table(
            "How learning goes", "Subjects, where we are and what we aim for", [new("Subject", 3), new("Now", 4), new("Aim", 4)],
            pep.Attainment.Select(a => (IReadOnlyList<string?>)[a.Subject, a.Now, a.Aim])),
    ];

    private static IEnumerable<DocumentBlock> EarlyHelp(EarlyHelpDetails help, PlanNames names) =>
    [
        new DocumentHeading("Help for the family"),
        Facts(
            ("The family agreed", Agreed(help.Consent, names)),
            ("Who leads", names.Of(help.LeadStaffId) ?? names.Of(help.LeadOutsider))),
        .. Said("What goes well", help.Strengths),
        .. Said("What worries us", help.Worries),
        .. Table(
            "Who helps", "Agencies, and what they do", [new("Who", 4), new("What they do", 6)],
            help.Agencies.Select(a => (IReadOnlyList<string?>)[names.Of(a.Who), a.Does])),
    ];

    private static string? HowItWas(TransitionVisit visit) => visit.IsDone switch
    {
        true => visit.Note is { } note ? $"Took place. {note}" : "Took place.",
        false => $"Did not take place. {visit.Note}",
        _ => visit.Note,
    };

    private static IEnumerable<DocumentBlock> Move(TransitionDetails move, PlanNames names) =>
    [
        new DocumentHeading("The move"),
        Facts(
            ("What changes", move.Kind == TransitionKind.Phase ? "The next stage of school" : "Another school"),
            ("Where to", names.Of(move.ToSchoolId) ?? move.ToName),
            ("School number (URN)", move.ToUrn),
            ("First day there", move.MovesOn is { } day ? Day(day) : null),
            ("A friend who knows the way", move.BuddyId is { } buddy ? names.Given(buddy) : null),
            ("Who looks out there", move.KeyAdultThere)),
        .. Table(
            "Visits", "Visits to the new place", [new("When", 4), new("What", 5), new("Who comes along", 3), new("How it was", 4)],
            move.Visits.Select(v => (IReadOnlyList<string?>)[Day(v.On), v.Text, names.Of(v.WithStaffId), HowItWas(v)])),
        .. Said("What people there need to know", move.HandOver),
    ];
}
