using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>An individual healthcare plan, by the fields of the DfE's template A.</summary>
public sealed record HealthcareDetails
{
    public const int MaxContacts = 4;
    public const int MaxTraining = 20;

    /// <summary>The diagnosis or condition; a pupil has one plan in force for each.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public required string Condition { get; init; }

    /// <summary>Needs, symptoms, triggers, signs, treatments, equipment, surroundings.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Needs { get; init; }

    /// <summary>Medicines in words; what is given and when stands in the medication orders.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Medication { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public string? DailyCare { get; init; }

    /// <summary>Help with learning, with feelings and with others.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? LearningSupport { get; init; }

    /// <summary>Visits and trips.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? TripArrangements { get; init; }

    /// <summary>What counts as an emergency.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Emergency { get; init; }

    /// <summary>What to do in an emergency.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? EmergencyAction { get; init; }

    /// <summary>Who is responsible in an emergency, also away from school.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public string? EmergencyResponsible { get; init; }

    /// <summary>The school's named individual.</summary>
    public StaffId? ResponsibleStaffId { get; init; }

    /// <summary>Whom of the family to call, the first first.</summary>
    [ItemBounds(MaxContacts)]
    public IReadOnlyList<ContactId> FamilyContactIds { get; init; } = [];

    public PlanOutsider? Clinic { get; init; }
    public PlanOutsider? GeneralPractitioner { get; init; }

    /// <summary>Training that staff need or had.</summary>
    [ItemBounds(MaxTraining)]
    public IReadOnlyList<PlanTraining> Training { get; init; } = [];

    public PlanAgreement? ParentAgreement { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public string? Other { get; init; }
}

/// <summary>Training for a plan: what, of whom, and since when.</summary>
public sealed record PlanTraining
{
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public required string What { get; init; }
    public StaffId? StaffId { get; init; }

    /// <summary>Null while it is to come.</summary>
    public DateOnly? DoneOn { get; init; }
}

/// <summary>Care of the body: what, by whom, where, and as the pupil wishes.</summary>
public sealed record IntimateCareDetails
{
    public const int MaxProcedures = 20;
    public const int MaxCarers = 10;
    public const int MaxEquipment = 20;

    [ItemBounds(MaxProcedures)]
    public IReadOnlyList<CareProcedure> Procedures { get; init; } = [];

    /// <summary>The members of staff who give it.</summary>
    [ItemBounds(MaxCarers)]
    public IReadOnlyList<StaffId> CarerIds { get; init; } = [];

    /// <summary>Whether there are always two adults.</summary>
    public bool TwoAdults { get; init; }

    /// <summary>How the pupil wants it, and how the pupil says so.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Wishes { get; init; }

    [ItemBounds(MaxEquipment, Text = PlanTarget.MaxPhrase)]
    public IReadOnlyList<string> Equipment { get; init; } = [];

    public PlanAgreement? ParentAgreement { get; init; }
}

/// <summary>One kind of care.</summary>
public sealed record CareProcedure
{
    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Text { get; init; }

    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? Where { get; init; }

    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? Frequency { get; init; }

    /// <summary>What the pupil does alone.</summary>
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? Independence { get; init; }
}

/// <summary>How the pupil gets out of the building.</summary>
public sealed record PeepDetails
{
    public const int MaxAssistants = 10;
    public const int MaxEquipment = 20;
    public const int MaxRoutes = 20;

    /// <summary>Why the pupil needs help, and how the pupil learns of an alarm.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Needs { get; init; }

    [ItemBounds(MaxAssistants)]
    public IReadOnlyList<PeepAssistant> Assistants { get; init; } = [];

    [ItemBounds(MaxEquipment)]
    public IReadOnlyList<PeepEquipment> Equipment { get; init; } = [];

    [ItemBounds(MaxRoutes)]
    public IReadOnlyList<PeepRoute> Routes { get; init; } = [];

    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? AssemblyPoint { get; init; }
}

/// <summary>Who helps the pupil out, trained for it.</summary>
public sealed record PeepAssistant
{
    public required StaffId StaffId { get; init; }

    /// <summary>What this one does.</summary>
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? Task { get; init; }

    /// <summary>Whether this one steps in for another.</summary>
    public bool IsDeputy { get; init; }
}

public sealed record PeepEquipment
{
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public required string Text { get; init; }

    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? KeptAt { get; init; }
}

/// <summary>The way out from a place.</summary>
public sealed record PeepRoute
{
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public required string FromPlace { get; init; }

    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Way { get; init; }

    /// <summary>Where the pupil is safe until help comes.</summary>
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? Refuge { get; init; }
}
