using PupilSupport.Domain.Plans;
using static PupilSupport.Application.Documents.DocumentWords;
using static PupilSupport.Application.Documents.Plans.PlanPaperDetails;

namespace PupilSupport.Application.Documents.Plans;

/// <summary>The typed parts that concern the body and a way out of the building. What to do in an emergency stands first.</summary>
internal static class PlanPaperHealth
{
    public static IEnumerable<DocumentBlock> Healthcare(HealthcareDetails health, PlanNames names) =>
    [
        new DocumentHeading("The condition"),
        Facts(("Condition", health.Condition)),
        .. health.Emergency is null ? Array.Empty<DocumentBlock>() : [new DocumentHeading("In an emergency"), new DocumentNotice($"It is an emergency when: {health.Emergency}")],
        .. health.EmergencyAction is null ? Array.Empty<DocumentBlock>() : [new DocumentText(health.EmergencyAction)],
        Facts(
            ("Who is responsible then", health.EmergencyResponsible),
            ("Whom to call", health.FamilyContactIds.Count > 0 ? string.Join(", then ", health.FamilyContactIds.Select(c => names.Of(c))) : null),
            ("Named person in school", names.Of(health.ResponsibleStaffId)),
            ("Clinic", names.Of(health.Clinic)),
            ("Doctor", names.Of(health.GeneralPractitioner)),
            ("The family agreed", Agreed(health.ParentAgreement, names))),
        .. Said("What is needed", health.Needs),
        .. Said("Medicines", health.Medication),
        .. Said("Care every day", health.DailyCare),
        .. Said("Help with learning and feelings", health.LearningSupport),
        .. Said("Trips and visits", health.TripArrangements),
        .. Table(
            "Training", "Training that staff need or have had", [new("What", 5), new("Who", 4), new("Done on", 4)],
            health.Training.Select(t => (IReadOnlyList<string?>)[t.What, names.Of(t.StaffId), t.DoneOn is { } done ? Day(done) : "Still to come"])),
        .. Said("Also", health.Other),
    ];

    public static IEnumerable<DocumentBlock> Care(IntimateCareDetails care, PlanNames names) =>
    [
        .. Table(
            "What we help with", "Care, where, how often, and what is done alone", [new("What", 5), new("Where", 3), new("How often", 3), new("Done alone", 4)],
            care.Procedures.Select(p => (IReadOnlyList<string?>)[p.Text, p.Where, p.Frequency, p.Independence])),
        new DocumentHeading("How we do it"),
        Facts(
            ("Who helps", care.CarerIds.Count > 0 ? string.Join(", ", care.CarerIds.Select(c => names.Of(c))) : null),
            ("Two adults", care.TwoAdults ? "Always" : "Not always"),
            ("The family agreed", Agreed(care.ParentAgreement, names))),
        .. Said("How it is wanted", care.Wishes),
        .. care.Equipment.Count == 0 ? Array.Empty<DocumentBlock>() : [new DocumentHeading("What we use"), new DocumentList(care.Equipment)],
    ];

    public static IEnumerable<DocumentBlock> Peep(PeepDetails peep, PlanNames names) =>
    [
        .. Said("Why help is needed when the alarm sounds", peep.Needs),
        .. Table(
            "The way out", "Ways out, by where one is", [new("From", 3), new("Way", 6), new("Safe place to wait", 3)],
            peep.Routes.Select(r => (IReadOnlyList<string?>)[r.FromPlace, r.Way, r.Refuge])),
        .. peep.AssemblyPoint is null ? Array.Empty<DocumentBlock>() : [Facts(("Where everybody meets", peep.AssemblyPoint))],
        .. Table(
            "Who helps us out", "Helpers, and who steps in for them", [new("Who", 4), new("What they do", 5), new("Steps in for another", 3)],
            peep.Assistants.Select(a => (IReadOnlyList<string?>)[names.Of(a.StaffId), a.Task, YesNo(a.IsDeputy)])),
        .. Table("What we use", "Equipment, and where it is kept", [new("What", 5), new("Kept at", 5)], peep.Equipment.Select(e => (IReadOnlyList<string?>)[e.Text, e.KeptAt])),
    ];
}
